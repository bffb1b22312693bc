"""Figures of docs/data once more, from the published answers: with NumPy and SciPy only, and no code of the project."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binomtest, t

from tests.fabricated.world import World


class Published:
    """The files as anybody reads them."""

    def __init__(self, data: Path) -> None:
        self.metrics, predictions, draws = (
            json.loads((data / f"{name}.json").read_text()) for name in ("metrics", "predictions", "draws")
        )
        self.samples, self.categories = predictions["samples"], predictions["categories"]
        self.place = {model: column for column, model in enumerate(predictions["models"])}
        self.correct = np.array([sample["correct"] for sample in self.samples])
        self.draws: dict[str, list[list[int]]] = {}
        for row in draws["rows"]:
            self.draws.setdefault(row["model"], []).append([int(bit) for bit in row["right"]])

    def of(self, model: str, field: str) -> np.ndarray:
        return np.array([sample[field][self.place[model]] for sample in self.samples])

    def right(self, model: str) -> np.ndarray:
        return self.of(model, "chosen") == self.correct

    def by_draw(self, model: str) -> np.ndarray:
        return np.array(self.draws.get(model, [self.right(model)]), dtype=float)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(World().write(tmp_path_factory.mktemp("world")).docs / "data")


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    total = 0.0
    for low, high in zip(np.linspace(0, 1, bins + 1)[:-1], np.linspace(0, 1, bins + 1)[1:], strict=True):
        inside = (confidence > low) & (confidence <= high)
        total += abs(confidence[inside].sum() - right[inside].sum())
    return total / len(right)


def test_rows(published: Published) -> None:
    for row in published.metrics["rows"]:
        model, right = row["model"], published.right(row["model"])
        assert row["accuracy"] == pytest.approx(right.mean(), abs=1e-6)
        rank = published.of(model, "rank")
        assert ((rank == 1) == right).all()
        assert row["mrr"] == pytest.approx((1 / rank).mean(), abs=1e-6)
        assert row["top3"] == pytest.approx((rank <= 3).mean(), abs=1e-6)
        for end in ("", "_scaled"):
            if row[f"ece{end}"] is not None:
                assert row[f"brier{end}"] == pytest.approx(published.of(model, f"brier{end}").mean(), abs=2e-3)
                probability = published.of(model, f"probability{end}")
                assert row[f"nll{end}"] == pytest.approx(-np.log(probability).mean(), abs=5e-3)
                confidence = published.of(model, f"confidence{end}")
                assert row[f"ece{end}"] == pytest.approx(calibration_error(confidence, right), abs=6e-4)
        draws = published.by_draw(model).mean(axis=1)
        assert row["draw_accuracy"] == ([] if not row["draws"] else pytest.approx(draws, abs=1e-6))
        if row["draws"]:
            assert row["accuracy_mean"] == pytest.approx(draws.mean(), abs=1e-6)
            assert row["accuracy_sd"] == pytest.approx(draws.std(ddof=1), abs=1e-6)


def test_f1(published: Published) -> None:
    labels = np.array([sample["label"] for sample in published.samples])
    for row in published.metrics["rows"]:
        right = published.right(row["model"])
        picked = np.array(published.categories)[published.of(row["model"], "picked")]
        scores = []
        for category in sorted({*labels, *picked}):
            true = (right & (labels == category)).sum()
            wrong = (~right & (labels == category)).sum() + (~right & (picked == category)).sum()
            if true + wrong:
                scores.append(2 * true / (2 * true + wrong))
        assert row["f1_macro"] == pytest.approx(np.mean(scores), abs=1e-6)


def test_comparisons(published: Published) -> None:
    families: dict[str, list[dict]] = {}
    for item in published.metrics["comparisons"]:
        families.setdefault(item["family"], []).append(item)
        few, zero = published.by_draw(item["model"]), published.by_draw(item["baseline"])
        assert item["difference"] == pytest.approx(few.mean() - zero.mean(), abs=1e-6)
        assert item["released_difference"] == pytest.approx(few[0].mean() - zero[0].mean(), abs=1e-6)
        assert item["only_model"] == ((few[0] == 1) & (zero[0] == 0)).sum()
        _check_interval(item, few - zero)
        if len(few) == len(zero) == 1:
            only = item["only_model"], item["only_model"] + item["only_baseline"]
            assert item["p_value"] == pytest.approx(binomtest(*only).pvalue if only[1] else 1, rel=1e-4)
    for items in families.values():
        ordered = sorted(items, key=lambda item: item["p_value"])
        least = 0.0
        for place, item in enumerate(ordered):
            least = max(least, min(1, (len(ordered) - place) * item["p_value"]))
            assert item["p_adjusted"] == pytest.approx(min(1, least * len(families)), rel=1e-4)
            clear = item["p_adjusted"] <= 0.05 and item["difference"] != 0
            word = "better" if item["difference"] > 0 else "worse"
            assert item["verdict"] == (word if clear else "no evidence of a difference")


def _check_interval(item: dict, differences: np.ndarray) -> None:
    """From the sums of squares of the two-way layout, one made-up image added."""
    draws = len(differences)
    extra = np.tile([0.5**0.5, -(0.5**0.5)], (draws, 1))
    cells = np.hstack([differences, extra])
    images, mean = cells.shape[1], cells.mean()
    between_images = draws * ((cells.mean(0) - mean) ** 2).sum() / (images - 1)
    half = t.ppf(0.975, images - 1) ** 2 * between_images / (draws * images)
    if draws > 1:
        between_draws = images * ((cells.mean(1) - mean) ** 2).sum() / (draws - 1)
        rest = ((cells - cells.mean(0) - cells.mean(1)[:, None] + mean) ** 2).sum() / ((draws - 1) * (images - 1))
        half += t.ppf(0.975, draws - 1) ** 2 * max(0.0, between_draws - rest) / (draws * images)
    assert item["interval"] == pytest.approx([mean - half**0.5, mean + half**0.5], abs=1e-5)


def test_ties_are_rows_that_no_comparison_tells_apart(published: Published) -> None:
    clear = {
        frozenset((item["model"], item["baseline"]))
        for item in published.metrics["comparisons"]
        if item["p_value"] * len(published.place) * (len(published.place) - 1) / 2 <= 0.05
    }
    for group in published.metrics["ties"]:
        assert not any(frozenset(pair) in clear for pair in combinations(group, 2))
    assert {model for group in published.metrics["ties"] for model in group} == set(published.place)
