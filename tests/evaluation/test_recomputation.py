"""Every figure of metrics.json once more, from the published answers: NumPy and SciPy only, no code of the project."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import binomtest, chisquare, norm, t

from tests.fabricated.world import World

Statistic = Callable[[np.ndarray], float]
"""Of the weight of each sample."""
LEVEL, BINS = 0.05, 15
SMALLEST_TAIL = 1e-14
"""SciPy's quantiles end where a p-value is nothing but small."""


class Published:
    """The files as anybody reads them."""

    def __init__(self, data: Path) -> None:
        self.metrics, predictions, draws, self.archive, run = (
            json.loads((data / f"{name}.json").read_text())
            for name in ("metrics", "predictions", "draws", "test_samples", "run")
        )
        self.samples, self.categories = predictions["samples"], predictions["categories"]
        self.validation = json.loads((data / "validation.json").read_text())
        self.settings = run["settings"]["evaluation"]
        self.place = {model: column for column, model in enumerate(predictions["models"])}
        self.correct = np.array([sample["correct"] for sample in self.samples])
        self.labels = np.array([sample["label"] for sample in self.samples])
        self.n = len(self.samples)
        self.draws, self.unseen = (self._bits(draws[name]) for name in ("rows", "unseen"))
        self.redrawn = {one["model"]: np.array(one["right"]) / self.n for one in draws["redrawn"]}

    @staticmethod
    def _bits(rows: list[dict[str, Any]]) -> dict[str, list[list[int]]]:
        found: dict[str, list[list[int]]] = {}
        for row in rows:
            found.setdefault(row["model"], []).append([int(bit) for bit in row["right"]])
        return found

    def of(self, model: str, field: str) -> np.ndarray:
        return np.array([sample[field][self.place[model]] for sample in self.samples])

    def right(self, model: str) -> np.ndarray:
        return self.of(model, "chosen") == self.correct

    def by_draw(self, model: str) -> np.ndarray:
        return np.array(self.draws.get(model, [self.right(model)]), dtype=float)

    def resampled(self, statistic: Statistic) -> list[float]:
        """What a statistic of the samples' weights comes to in each resample of the images."""
        dice = np.random.default_rng(self.settings["seed"])
        drawn = (dice.integers(self.n, size=self.n) for _ in range(self.settings["bootstrap"]))
        return [statistic(np.bincount(rows, minlength=self.n)) for rows in drawn]

    def percentiles(self, every: list[float]) -> np.ndarray:
        """As far out as a t quantile of so many images lies."""
        tail = norm.cdf(t.ppf(LEVEL / 2, self.n - 1) * math.sqrt(self.n / (self.n - 1)))
        return np.quantile(every, [tail, 1 - tail])

    def interval(self, model: str, statistic: Statistic, most_added: float = 0.0) -> list[float]:
        """Percentiles of the resamples, less the bias that they show; no less than what other accuracies come to.

        Args:
            most_added: what chance adds to the figure at most.
        """
        every, found = self.resampled(statistic), statistic(np.ones(self.n))
        low, high = self.percentiles(every) - (np.mean(every) - found)
        low = min(low, found - most_added) if most_added else low
        right = self.right(model)
        ends = binomtest(int(right.sum()), self.n).proportion_ci(1 - LEVEL, "wilson")
        # As many right ones as an accuracy has, each kind weighing alike.
        others = [
            statistic(np.where(right, share / right.mean(), (1 - share) / (~right).mean()))
            for share in np.linspace(ends.low, ends.high, 41)
        ]
        return [max(0.0, float(min(low, *others))), float(max(high, *others))]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    world = World(shots=(1, 8), training_free=("inverse_softmax",), samples=300)
    return Published(world.write(tmp_path_factory.mktemp("world")).docs / "data")


# ---------------------------------------------------------------- rows


def gaps(confidence: np.ndarray, right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Confidence less accuracy of each bin, as its share of the samples."""
    found = []
    for low, high in zip(np.linspace(0, 1, BINS + 1)[:-1], np.linspace(0, 1, BINS + 1)[1:], strict=True):
        inside = (confidence > low) & (confidence <= high)
        found.append(((confidence[inside] - right[inside]) * weights[inside]).sum())
    return np.array(found) / weights.sum()


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    return np.abs(gaps(confidence, right, np.ones(len(right)))).sum()


def wilson(right: np.ndarray) -> Any:
    return pytest.approx(binomtest(int(right.sum()), len(right)).proportion_ci(1 - LEVEL, "wilson"), abs=1e-5)


def test_rows(published: Published) -> None:
    true = {(item["id"], item["choice"]) for item in published.metrics["false_negatives"]}
    for row in published.metrics["rows"]:
        model, right = row["model"], published.right(row["model"])
        assert row["accuracy"] == pytest.approx(right.mean(), abs=1e-6)
        assert row["accuracy_interval"] == row["f1_micro_interval"] == wilson(right)
        rank = published.of(model, "rank")
        assert ((rank == 1) == right).all()
        assert row["mrr"] == pytest.approx((1 / rank).mean(), abs=1e-6)
        assert row["top3"] == pytest.approx((rank <= 3).mean(), abs=1e-6)
        assert row["top3_interval"] == wilson(rank <= 3)
        picks = zip(published.samples, published.of(model, "chosen"), strict=True)
        cleaned = right | np.array([(sample["id"], int(choice)) in true for sample, choice in picks])
        assert row["cleaned_accuracy"] == pytest.approx(cleaned.mean(), abs=1e-6)
        assert row["cleaned_accuracy_interval"] == wilson(cleaned)
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
            assert row["accuracy_mean_interval"] == pytest.approx(wilson_over_draws(published.by_draw(model)), abs=1e-5)


def wilson_over_draws(cells: np.ndarray) -> list[float]:
    """Wilson's, with as many answers as would be as sure as the two-way layout is."""
    share, z = cells.mean(), norm.ppf(1 - LEVEL / 2)
    worth = min(cells.shape[1], share * (1 - share) * z**2 / half_width(cells, LEVEL / 2) ** 2)
    centre = (share + z**2 / (2 * worth)) / (1 + z**2 / worth)
    half = z / (1 + z**2 / worth) * math.sqrt(share * (1 - share) / worth + z**2 / (4 * worth**2))
    return [centre - half, centre + half]


def f1(
    labels: np.ndarray, picked: np.ndarray, right: np.ndarray, weights: np.ndarray | None = None
) -> dict[str, float]:
    """By category, at caption level."""
    weights, scores = np.ones(len(labels)) if weights is None else weights, {}
    for category in sorted({*labels, *picked[~right]}):
        true = weights[right & (labels == category)].sum()
        wrong = weights[~right & (labels == category)].sum() + weights[~right & (picked == category)].sum()
        if true + wrong:
            scores[category] = 2 * true / (2 * true + wrong)
    return scores


def weighted_f1(labels: np.ndarray, picked: np.ndarray, right: np.ndarray, weights: np.ndarray | None = None) -> float:
    scores = f1(labels, picked, right, weights)
    return float(np.average([scores.get(label, 0) for label in labels], weights=weights))


def test_f1(published: Published) -> None:
    for row in published.metrics["rows"]:
        picked = np.array(published.categories)[published.of(row["model"], "picked")]
        scores = f1(published.labels, picked, published.right(row["model"]))
        assert row["f1_macro"] == pytest.approx(np.mean(list(scores.values())), abs=1e-6)
        weighted = weighted_f1(published.labels, picked, published.right(row["model"]))
        assert row["f1_weighted"] == pytest.approx(weighted, abs=1e-6)


def statistics(published: Published, model: str) -> dict[str, Statistic]:
    """By the figure's name."""
    rank, right, labels = published.of(model, "rank"), published.right(model), published.labels
    picked = np.array(published.categories)[published.of(model, "picked")]
    found: dict[str, Statistic] = {
        "mrr": lambda weights: np.average(1 / rank, weights=weights),
        "f1_macro": lambda weights: np.mean([*f1(labels, picked, right, weights).values()]),
        "f1_weighted": lambda weights: weighted_f1(labels, picked, right, weights),
    }
    for end in ("", "_scaled"):
        probability, brier, confidence = (
            published.of(model, f"{name}{end}") for name in ("probability", "brier", "confidence")
        )
        if None in probability:
            continue
        found |= {
            f"nll{end}": lambda weights, p=probability: np.average(-np.log(p), weights=weights),
            f"brier{end}": lambda weights, b=brier: np.average(b, weights=weights),
            f"ece{end}": lambda weights, c=confidence: np.abs(gaps(c, right, weights)).sum(),
        }
    return found


def test_bootstrap_intervals(published: Published) -> None:
    """The seed is published, and so is the bootstrap: the same images come, and the ends to the digits of the files."""
    within = {"mrr": 1e-5, "f1_macro": 1e-5, "f1_weighted": 1e-5, "nll": 5e-3, "brier": 2e-3, "ece": 1e-3}
    for row in published.metrics["rows"][::3]:
        for name, statistic in statistics(published, row["model"]).items():
            ends = published.interval(row["model"], statistic, most_added(published, row["model"], name))
            ends[1] = min(ends[1], 1) if name in ("mrr", "f1_macro", "f1_weighted") else ends[1]
            assert row[f"{name}_interval"] == pytest.approx(ends, abs=within[name.removesuffix("_scaled")]), name


def most_added(published: Published, model: str, name: str) -> float:
    """Chance adds to a calibration error what it does to the gaps of all bins, at most."""
    if not name.startswith("ece"):
        return 0.0
    confidence, right = published.of(model, name.replace("ece", "confidence")), published.right(model)
    whole = gaps(confidence, right, np.ones(published.n))
    every = published.resampled(lambda weights: np.abs(gaps(confidence, right, weights) - whole).sum())
    return float(np.quantile(every, 1 - LEVEL / 2))


# ---------------------------------------------------------------- comparisons


def half_width(cells: np.ndarray, tail: float) -> float:
    """Of the mean of [D, n], from the sums of squares of the two-way layout."""
    draws, images = cells.shape
    mean = cells.mean()
    between_images = draws * ((cells.mean(0) - mean) ** 2).sum() / (images - 1)
    draws_apart = rest = 0.0
    if draws > 1:
        between_draws = images * ((cells.mean(1) - mean) ** 2).sum() / (draws - 1)
        rest = ((cells - cells.mean(0) - cells.mean(1)[:, None] + mean) ** 2).sum() / ((draws - 1) * (images - 1))
        # A share of the images is known to 1 / images.
        draws_apart = t.ppf(tail, draws - 1) ** 2 * (between_draws / images + 1 / (12 * images**2)) / draws
    images_apart = max((between_images - rest) / (draws * images), 1 / images**2)
    square = draws_apart + t.ppf(tail, images - 1) ** 2 * images_apart
    return math.sqrt(square)


def with_one_more(differences: np.ndarray) -> np.ndarray:
    """One made-up image is added, half of it right for each side."""
    return np.hstack([differences, np.tile([0.5**0.5, -(0.5**0.5)], (len(differences), 1))])


def p_value(differences: np.ndarray) -> float:
    """The level at which the interval ends at 0; McNemar's exact test where nothing is drawn."""
    if len(differences) == 1:
        ours, theirs = (differences > 0).sum(), (differences < 0).sum()
        return binomtest(int(ours), int(ours + theirs)).pvalue if ours + theirs else 1.0
    cells = with_one_more(differences)
    if abs(cells.mean()) < 1e-12:
        return 1.0
    if half_width(cells, SMALLEST_TAIL) < abs(cells.mean()):
        return 0.0
    return 2 * brentq(lambda tail: half_width(cells, tail) - abs(cells.mean()), SMALLEST_TAIL, 0.5, xtol=1e-20)


def holm(p_values: list[float]) -> list[float]:
    order, least, found = np.argsort(p_values), 0.0, [0.0] * len(p_values)
    for place, number in enumerate(order):
        least = max(least, min(1, (len(order) - place) * p_values[number]))
        found[number] = least
    return found


def check_difference(item: dict, few: np.ndarray, zero: np.ndarray) -> None:
    cells = with_one_more(few - zero)
    reach = half_width(cells, LEVEL / 2)
    assert item["difference"] == pytest.approx(few.mean() - zero.mean(), abs=1e-6)
    assert item["interval"] == pytest.approx([cells.mean() - reach, cells.mean() + reach], abs=1e-5)
    assert item["p_value"] == pytest.approx(p_value(few - zero), rel=1e-4, abs=4 * SMALLEST_TAIL)
    clear = item["p_adjusted"] <= LEVEL and item["difference"] != 0
    word = "better" if item["difference"] > 0 else "worse"
    assert item["verdict"] == (word if clear else "no evidence of a difference")


def test_comparisons(published: Published) -> None:
    families: dict[str, list[dict]] = {}
    for item in published.metrics["comparisons"]:
        families.setdefault(item["family"], []).append(item)
        few, zero = published.by_draw(item["model"]), published.by_draw(item["baseline"])
        check_difference(item, few, zero)
        cells = with_one_more(few - zero)
        detectable = half_width(cells, LEVEL / 2) + half_width(cells, 0.2)
        assert item["detectable"] == pytest.approx(min(1, detectable), abs=1e-5)
        assert item["released_difference"] == pytest.approx(few[0].mean() - zero[0].mean(), abs=1e-6)
        counts = [((few[0] == a) & (zero[0] == b)).sum() for a, b in ((1, 0), (0, 1), (1, 1), (0, 0))]
        assert [item[name] for name in ("only_model", "only_baseline", "both", "neither")] == counts
        drawn = item["model"] in published.draws or item["baseline"] in published.draws
        apart = few.mean(axis=1) - zero.mean(axis=1)
        assert item["draw_differences"] == (pytest.approx(apart, abs=1e-6) if drawn else [])
    for items in families.values():
        adjusted = holm([item["p_value"] for item in items])
        for item, value in zip(items, adjusted, strict=True):
            # Unseen categories are one more family.
            assert item["p_adjusted"] == pytest.approx(min(1, value * (len(families) + 1)), rel=1e-4)


def test_ties_are_the_largest_groups_of_rows_that_no_comparison_tells_apart(published: Published) -> None:
    models = list(published.place)
    pairs = list(combinations(models, 2))
    p_values = holm([p_value(published.by_draw(a) - published.by_draw(b)) for a, b in pairs])
    alike = {frozenset(pair) for pair, value in zip(pairs, p_values, strict=True) if value > LEVEL}
    groups = [set(group) for group in published.metrics["ties"]]
    for group in groups:
        assert all(frozenset(pair) in alike for pair in combinations(group, 2))
        others = set(models) - group
        assert not any(all(frozenset((one, member)) in alike for member in group) for one in others)
    assert all(any(pair <= group for group in groups) for pair in alike)
    assert {model for group in groups for model in group} == set(models)


# ---------------------------------------------------------------- kinds of errors


def test_groups(published: Published) -> None:
    captions = published.archive["captions"]
    texts = [captions[one["choices"][sample["correct"]]]["text"] for one, sample in
             zip(published.archive["samples"], published.samples, strict=True)]  # fmt: skip
    values = {
        "caption length": np.array([len(text.split()) for text in texts]),
        "objects": np.array([sample["objects"] for sample in published.samples]),
    }
    seen: dict[tuple[str, str], int] = {}
    for item in published.metrics["groups"]:
        right = published.right(item["model"])
        if item["group"] == "category":
            inside = published.labels == item["value"]
            picked = np.array(published.categories)[published.of(item["model"], "picked")]
            assert item["f1"] == pytest.approx(f1(published.labels, picked, right)[item["value"]], abs=1e-6)
        else:
            inside = within(values[item["group"]], item["value"])
        seen[item["model"], item["group"]] = seen.get((item["model"], item["group"]), 0) + int(inside.sum())
        assert item["samples"] == inside.sum()
        assert item["accuracy"] == pytest.approx(right[inside].mean(), abs=1e-6)
        assert item["interval"] == wilson(right[inside])
    assert set(seen.values()) == {published.n}


def within(values: np.ndarray, words: str) -> np.ndarray:
    """Which values a group's name means: "3", "3–4", "up to 7" or "15 or more"."""
    if words.startswith("up to "):
        return values <= int(words.removeprefix("up to "))
    if words.endswith(" or more"):
        return values >= int(words.removesuffix(" or more"))
    low, _, high = words.partition("–")
    return (values >= int(low)) & (values <= int(high or low))


def test_confusion_errors_and_positions(published: Published) -> None:
    captions = published.archive["captions"]
    offered = np.array(
        [[captions[place]["category"] for place in one["choices"]] for one in published.archive["samples"]]
    )
    wrong_ones = np.arange(offered.shape[1])[None, :] != published.correct[:, None]
    chance = ((offered == published.labels[:, None]) & wrong_ones).sum() / wrong_ones.sum()
    for confusion, errors, position in zip(
        *(published.metrics[name] for name in ("confusion", "errors", "positions")), strict=True
    ):
        model = confusion["model"]
        chosen, right = published.of(model, "chosen"), published.right(model)
        picked = offered[np.arange(published.n), chosen]
        assert (picked == np.array(published.categories)[published.of(model, "picked")]).all()
        for i, name in enumerate(confusion["categories"]):
            assert confusion["right"][i] == (right & (published.labels == name)).sum()
            for j, other in enumerate(confusion["categories"]):
                assert confusion["counts"][i][j] == ((published.labels == name) & (picked == other)).sum()
        same = (picked[~right] == published.labels[~right]).sum()
        assert [errors["errors"], errors["same_category"]] == [(~right).sum(), same]
        assert errors["cross_category"] == (~right).sum() - same
        assert errors["same_category_share"] == pytest.approx(same / (~right).sum(), abs=1e-6)
        assert errors["same_category_share_interval"] == wilson(picked[~right] == published.labels[~right])
        assert errors["chance_share"] == pytest.approx(chance, abs=1e-6)
        choices = np.arange(offered.shape[1])
        assert position["picked"] == [(chosen == place).sum() for place in choices]
        assert position["correct"] == [(published.correct == place).sum() for place in choices]
        even = np.array([((~right) & (published.correct != place)).sum() for place in choices]) / (len(choices) - 1)
        if even.min() >= 5:
            observed = [(chosen[~right] == place).sum() for place in choices]
            assert position["p_value"] == pytest.approx(chisquare(observed, even).pvalue, rel=1e-4)
        else:
            assert position["p_value"] is None


# ---------------------------------------------------------------- confidence


def test_temperatures(published: Published) -> None:
    """Fitted again on the published logits, which have one decimal."""
    for row in published.metrics["rows"]:
        place = published.validation["models"].index(row["model"])
        behind = np.array([sample["behind"][place] for sample in published.validation["samples"]]) / 10
        losses = minimize_scalar(
            lambda log, gaps=behind: np.log1p(np.exp(-gaps / np.exp(log)).sum(axis=1)).mean(), bounds=(-3, 3)
        )
        assert row["temperature"] == pytest.approx(np.exp(losses.x), abs=0.02)


def test_calibration_bins(published: Published) -> None:
    assert {(item["model"], item["scaled"]) for item in published.metrics["calibration"]} >= {
        (row["model"], scaled)
        for row in published.metrics["rows"]
        for scaled in (False, True)
        if row["adapter"] is None
    }
    for item in published.metrics["calibration"]:
        confidence = published.of(item["model"], "confidence_scaled" if item["scaled"] else "confidence")
        right = published.right(item["model"])
        assert len(item["bins"]) == BINS
        for number, one in enumerate(item["bins"]):
            assert [one["low"], one["high"]] == pytest.approx([number / BINS, (number + 1) / BINS], abs=1e-6)
            inside = (confidence > number / BINS) & (confidence <= (number + 1) / BINS)
            assert one["samples"] == inside.sum()
            if inside.any():
                assert one["confidence"] == pytest.approx(confidence[inside].mean(), abs=0.0051)
                assert one["accuracy"] == pytest.approx(right[inside].mean(), abs=1e-6)
                assert one["interval"] == wilson(right[inside])


def test_risk_and_coverage(published: Published) -> None:
    """Of picks of equal confidence, each is wrong as often as all of them are."""
    for item in published.metrics["risk_coverage"]:
        confidence, wrong = published.of(item["model"], "confidence"), ~published.right(item["model"])
        each = np.array([wrong[confidence == value].mean() for value in confidence])
        errors = np.concatenate([[0], np.cumsum(each[np.argsort(-confidence, kind="stable")])])
        taken = np.array(item["coverage"]) * published.n
        assert item["risk"] == pytest.approx(np.interp(taken, np.arange(len(errors)), errors) / taken, abs=6e-4)
        assert item["area"] == pytest.approx((errors[1:] / np.arange(1, len(errors))).mean(), abs=6e-4)
        every = published.resampled(lambda weights, c=confidence, w=wrong: mean_risk(c, w, weights))
        ends = published.percentiles(every) - (np.mean(every) - item["area"])
        low, high = item["area_interval"]
        # Not less than the resamples say; by how much more where hardly an answer is wrong, is tested beside its rule.
        assert low <= max(0, ends[0]) + 6e-4
        assert high >= ends[1] - 6e-4
        assert (low, high) == pytest.approx(ends, abs=0.02)


def mean_risk(confidence: np.ndarray, wrong: np.ndarray, weights: np.ndarray) -> float:
    """Of the surest 1, 2, …, sample by sample; equals share their errors."""
    confidence, wrong = confidence.repeat(weights), wrong.repeat(weights)
    values, group = np.unique(-confidence, return_inverse=True)
    each = np.array([wrong[group == place].mean() for place in range(len(values))])[np.sort(group)]
    return (np.cumsum(each) / np.arange(1, len(each) + 1)).mean()


# ---------------------------------------------------------------- other conditions


def test_fewer_candidates(published: Published) -> None:
    for item in published.metrics["candidates"]:
        rank, most = published.of(item["model"], "rank"), max(item["candidates"])
        for count, accuracy, interval in zip(item["candidates"], item["accuracy"], item["interval"], strict=True):
            ways = [math.comb(most - place, count - 1) / math.comb(most - 1, count - 1) for place in range(1, most + 1)]
            wins = np.array(ways)[rank - 1]
            assert accuracy == pytest.approx(wins.mean(), abs=1e-6)
            if count in (2, most):
                ends = np.minimum(
                    1, published.interval(item["model"], lambda weights, w=wins: np.average(w, weights=weights))
                )
                assert interval == pytest.approx(ends, abs=1e-5)


def test_redrawn_distractors(published: Published) -> None:
    """From how many samples each redraw got right; which captions these offered, only the features can tell."""
    rows = published.redrawn
    assert rows.keys() == {item["model"] for item in published.metrics["redrawn"]}
    assert rows

    def most(shares: np.ndarray) -> Any:
        ordered, cut = np.sort(shares), math.floor((len(shares) - 1) * LEVEL / 2)
        low, high = ordered[cut], ordered[len(shares) - 1 - cut]
        return pytest.approx([min(low, shares.mean()), max(high, shares.mean())], abs=0.00051)

    for item in published.metrics["redrawn"]:
        shares = rows[item["model"]]
        assert item["redraws"] == len(shares)
        assert item["accuracy"] == pytest.approx(shares.mean(), abs=0.00051)
        assert item["interval"] == most(shares)
        if item["baseline"] is not None:
            apart = shares - rows[item["baseline"]]
            assert item["difference"] == pytest.approx(apart.mean(), abs=0.00051)
            assert item["difference_interval"] == most(apart)


def test_unseen_categories(published: Published) -> None:
    items = published.metrics["unseen"]
    assert items
    for item, adjusted in zip(items, holm([item["p_value"] for item in items]), strict=True):
        few, zero = np.array(published.unseen[item["model"]], dtype=float), published.by_draw(item["baseline"])
        assert item["draws"] == len(few)
        assert item["accuracy"] == pytest.approx(few.mean(), abs=1e-6)
        assert item["accuracy_interval"] == pytest.approx(wilson_over_draws(few), abs=1e-5)
        assert item["p_adjusted"] == pytest.approx(min(1, 3 * adjusted), rel=1e-4)
        check_difference(item, few, zero)
        assert [name for half in item["halves"] for name in half["tested_on"]] != []
        for half in item["halves"]:
            inside = np.isin(published.labels, half["tested_on"])
            assert half["samples"] == inside.sum()
            assert half["accuracy"] == pytest.approx(few[:, inside].mean(), abs=1e-6)
            assert half["baseline_accuracy"] == pytest.approx(zero[0, inside].mean(), abs=1e-6)
            cells = with_one_more((few - zero)[:, inside])
            reach = half_width(cells, LEVEL / 2)
            assert half["interval"] == pytest.approx([cells.mean() - reach, cells.mean() + reach], abs=1e-5)
