"""Does a folder of artifacts agree with itself? Plain loops over what the files say; nothing of the evaluation's."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TOLERANCE = 2e-5
"""Of what follows from picks: files hold six significant digits."""

FROM_LOGITS = 7e-3
"""Of what follows from logits: files hold three decimals of a probability, and a sum has twelve of them."""


def disagreements(data: Path) -> list[str]:
    """What two files of ``data`` say differently, or one file says twice; empty when nothing does."""
    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in data.glob("*.json")}
    return [
        *_rows(files["metrics"], files["predictions"]),
        *_comparisons(files["metrics"], files["predictions"]),
        *_breakdowns(files["metrics"], files["predictions"]),
        *_dataset(files["dataset"], files["eda"], files["predictions"]),
        *_curves(files["curves"], files["metrics"]),
        *_timings(files["timings"], files["metrics"]),
        *_cases(files["hard_cases"], files["predictions"], files["metrics"]["false_negatives"]),
        *_attention(files["attention"], files["predictions"]),
        *_run(files["run"], files["metrics"]),
    ]


def _says(where: str, said: Any, follows: Any, within: float = TOLERANCE) -> Iterator[str]:
    """A line when a figure is not what follows from the others."""
    same = said == follows if not isinstance(follows, float) else said == pytest.approx(follows, abs=within)
    if not same:
        yield f"{where} is {said}, {follows} follows"


def _right(predictions: dict[str, Any], model: str) -> list[bool]:
    column = predictions["models"].index(model)
    return [sample["chosen"][column] == sample["correct"] for sample in predictions["samples"]]


def _rows(metrics: dict[str, Any], predictions: dict[str, Any]) -> Iterator[str]:
    yield from _says("the rows", [row["model"] for row in metrics["rows"]], predictions["models"])
    for column, row in enumerate(metrics["rows"]):
        right = _right(predictions, row["model"])
        share = sum(right) / len(right)
        name = row["model"]
        yield from _says(f"{name}: samples", row["samples"], len(right))
        yield from _says(f"{name}: accuracy", row["accuracy"], share)
        if row["f1_micro"] is not None:
            yield from _says(f"{name}: f1_micro", row["f1_micro"], share)
        low, high = row["accuracy_interval"]
        yield from _says(f"{name}: accuracy within its interval", low <= row["accuracy"] <= high, True)
        given = [sample["probability"][column] for sample in predictions["samples"]]
        if all(given):
            yield from _says(f"{name}: nll", row["nll"], -sum(map(math.log, given)) / len(given), FROM_LOGITS)
        yield from _says(f"{name}: draws", row["draws"], len(row["draw_accuracy"]))
        if draws := row["draw_accuracy"]:
            yield from _says(f"{name}: first draw", draws[0], share)
            yield from _says(f"{name}: accuracy_mean", row["accuracy_mean"], sum(draws) / len(draws))
        yield from _says(f"{name}: mode", row["mode"], "Few-shot" if row["shots"] else "Zero-shot")


def _comparisons(metrics: dict[str, Any], predictions: dict[str, Any]) -> Iterator[str]:
    for one in metrics["comparisons"]:
        name = f"{one['model']} against {one['baseline']}"
        pairs = Counter(
            zip(_right(predictions, one["model"]), _right(predictions, one["baseline"]), strict=True)
        )  # fmt: skip
        counts = [pairs[True, False], pairs[False, True], pairs[True, True], pairs[False, False]]
        said = [one["only_model"], one["only_baseline"], one["both"], one["neither"]]
        yield from _says(f"{name}: counts", said, counts)
        released, draws = (counts[0] - counts[1]) / sum(counts), one["draw_differences"]
        yield from _says(f"{name}: released difference", one["released_difference"], released)
        mean = sum(draws) / len(draws) if draws else released
        yield from _says(f"{name}: difference", one["difference"], pytest.approx(mean, abs=TOLERANCE))
        yield from _says(f"{name}: sure", one["verdict"] in ("better", "worse"), one["p_adjusted"] < 0.05)


def _breakdowns(metrics: dict[str, Any], predictions: dict[str, Any]) -> Iterator[str]:
    rows = {row["model"]: row for row in metrics["rows"]}
    labels = [sample["label"] for sample in predictions["samples"]]
    totals: dict[tuple[str, str], int] = {}
    for group in metrics["groups"]:
        totals[group["model"], group["group"]] = totals.get((group["model"], group["group"]), 0) + group["samples"]
        if group["group"] == "category":
            own = [right for right, label in zip(_right(predictions, group["model"]), labels, strict=True)
                   if label == group["value"]]  # fmt: skip
            name = f"{group['model']}: {group['value']}"
            yield from _says(name, (group["samples"], group["accuracy"]),
                             (len(own), pytest.approx(sum(own) / len(own), abs=TOLERANCE)))  # fmt: skip
    for (model, kind), total in totals.items():
        yield from _says(f"{model}: samples by {kind}", total, rows[model]["samples"])
    for one in metrics["confusion"]:
        yield from _says(f"{one['model']}: confusion", sum(map(sum, one["counts"])), rows[one["model"]]["samples"])
        yield from _says(
            f"{one['model']}: right by category", sum(one["right"]), sum(_right(predictions, one["model"]))
        )
    for one in metrics["errors"]:
        wrong = _right(predictions, one["model"]).count(False)
        yield from _says(f"{one['model']}: errors", one["same_category"] + one["cross_category"], wrong)
    for one in metrics["positions"]:
        column = predictions["models"].index(one["model"])
        picked = Counter(sample["chosen"][column] for sample in predictions["samples"])
        yield from _says(f"{one['model']}: positions", one["picked"], [picked[n] for n in range(len(one["picked"]))])
    for one in metrics["calibration"]:
        inside = sum(part["samples"] for part in one["bins"])
        right = sum(part["samples"] * (part["accuracy"] or 0) for part in one["bins"])
        yield from _says(f"{one['model']}: calibrated samples", inside, rows[one["model"]]["samples"])
        yield from _says(f"{one['model']}: calibrated accuracy", right / inside, float(rows[one["model"]]["accuracy"]))


def _dataset(dataset: dict[str, Any], eda: dict[str, Any], predictions: dict[str, Any]) -> Iterator[str]:
    categories = dataset["categories"]
    yield from _says("test samples", dataset["test"], len(predictions["samples"]))
    yield from _says("test samples by category", sum(one["test"] for one in categories), dataset["test"])
    yield from _says("pool by category", sum(one["pool"] for one in categories), dataset["pool"])
    yield from _says("samples", dataset["samples"], dataset["test"] + dataset["pool"])
    yield from _says("the distribution", eda["distribution"], categories)
    yield from _says("captions by length", sum(one["captions"] for one in eda["caption_lengths"]), dataset["samples"])
    labels = Counter(sample["label"] for sample in predictions["samples"])
    yield from _says("labels", {one["category"]: one["test"] for one in categories if one["test"]}, dict(labels))


def _curves(curves: dict[str, Any], metrics: dict[str, Any]) -> Iterator[str]:
    draws = Counter(row["model"] for row in curves["rows"])
    # A closed form has draws and no curve.
    told = {row["model"]: row["draws"] for row in metrics["rows"] if row["model"] in draws}
    yield from _says("draws", dict(draws), told)
    for row in curves["rows"]:
        lengths = {len(value) for value in row.values() if isinstance(value, list)}
        yield from _says(f"{row['model']}: lengths of a curve", len(lengths), 1)
        yield from _says(f"{row['model']}: best epoch", 0 <= row["best_epoch"] <= max(lengths), True)


def _timings(timings: dict[str, Any], metrics: dict[str, Any]) -> Iterator[str]:
    yield from _says("timed rows", [row["model"] for row in timings["rows"]], [row["model"] for row in metrics["rows"]])
    for row in timings["rows"]:
        seconds = float(sum(step["seconds"] for step in row["steps"]))
        yield from _says(f"{row['model']}: seconds", row["seconds"], pytest.approx(seconds, rel=1e-4))
        each = 1000 * row["seconds"] / row["samples"]
        yield from _says(f"{row['model']}: ms per sample", row["ms_per_sample"], pytest.approx(each, rel=1e-4))


def _cases(
    hard_cases: dict[str, Any], predictions: dict[str, Any], false_negatives: list[dict[str, Any]]
) -> Iterator[str]:
    samples = {sample["id"]: sample for sample in predictions["samples"]}
    for case in hard_cases["cases"]:
        sample = samples[case["id"]]
        flagged = [one["choice"] for one in false_negatives if one["id"] == case["id"]]
        yield from _says(f"{case['id']}: flagged", sorted(case["flagged"]), sorted(flagged))
        yield from _says(f"{case['id']}: label", (case["label"], case["correct"]), (sample["label"], sample["correct"]))
        yield from _says(f"{case['id']}: rows", [one["model"] for one in case["models"]], hard_cases["models"])
        answers = []
        for one in case["models"]:
            column = predictions["models"].index(one["model"])
            shares = one["probabilities"]
            rival = max(share for choice, share in enumerate(shares) if choice != case["correct"])
            name = f"{case['id']}: {one['model']}"
            yield from _says(f"{name}: pick", one["chosen"], sample["chosen"][column])
            yield from _says(f"{name}: pick's probability", shares[one["chosen"]], float(max(shares)), FROM_LOGITS)
            yield from _says(
                f"{name}: probability", shares[case["correct"]], float(sample["probability"][column]), FROM_LOGITS
            )
            yield from _says(f"{name}: margin", one["margin"], float(shares[case["correct"]] - rival), FROM_LOGITS)
            yield from _says(f"{name}: all probabilities", sum(shares), 1.0, FROM_LOGITS)
            answers.append(one["chosen"] == case["correct"])
        yield from _says(f"{case['id']}: all wrong", "all wrong" in case["kinds"], not any(answers))
        yield from _says(f"{case['id']}: some wrong", "some wrong" in case["kinds"], any(answers) and not all(answers))
        yield from _says(
            f"{case['id']}: margin", case["margin"], float(min(one["margin"] for one in case["models"])), FROM_LOGITS
        )


def _attention(attention: dict[str, Any], predictions: dict[str, Any]) -> Iterator[str]:
    samples = {sample["id"]: sample for sample in predictions["samples"]}
    for looked in attention["samples"]:
        for model, right in looked["outcome"].items():
            column = predictions["models"].index(model)
            sample = samples[looked["id"]]
            yield from _says(f"{looked['id']}: {model}", right, sample["chosen"][column] == sample["correct"])
    for heat in attention["maps"]:
        sample, column = samples[heat["sample"]], predictions["models"].index(heat["model"])
        expected = {"right": sample["correct"], "picked": sample["chosen"][column]}.get(heat["role"])
        yield from _says(f"{heat['image']}: caption", heat["choice"], expected)


def _run(run: dict[str, Any], metrics: dict[str, Any]) -> Iterator[str]:
    named = [row["checkpoint"] for row in metrics["rows"] if row["checkpoint"]]
    yield from _says("checkpoints", [one["name"] for one in run["checkpoints"]], named)
    backbones = list(dict.fromkeys(row["backbone"] for row in metrics["rows"]))
    yield from _says("backbones", [one["id"] for one in run["backbones"]], backbones)
