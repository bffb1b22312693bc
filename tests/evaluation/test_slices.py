"""Groups on which a row does worse: planted ones are found, and luck alone shows none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import fisher_exact

from pipeline.evaluation.failures.slice_groups import CandidateGroup, KnownFacts, candidate_groups
from pipeline.evaluation.failures.slice_search import SliceTest, search_slices, searched_half
from pipeline.evaluation.sample_table import Array

SAMPLES, SMALLEST, MOST = 1000, 15, 5
WORDS = ["a", "dog", "cat", "snow", "red", "running", "two", "small", "city", "old", "grass", "lake"]


def world(seed: int) -> KnownFacts:
    """Samples with categories, words of which most mean nothing, and numbers."""
    rng = np.random.default_rng(seed)
    categories = rng.choice(["bear", "cat", "dog", "zebra"], SAMPLES)
    spoken = rng.random((SAMPLES, len(WORDS))) < rng.uniform(0.05, 0.5, len(WORDS))
    return KnownFacts(
        names={"category": categories.tolist(), "field weather": [None, "rain", "sun", "fog"] * (SAMPLES // 4)},
        numbers={"brightness": rng.random(SAMPLES), "objects": rng.integers(1, 5, SAMPLES).astype(float)},
        words={"word": [frozenset(np.array(WORDS)[row].tolist()) for row in spoken]},
    )


def searched(facts: KnownFacts, right: Array, seed: int = 0) -> tuple[list[CandidateGroup], list[SliceTest]]:
    groups = candidate_groups(facts, 2 * SMALLEST)
    labels = np.unique(facts.names["category"], return_inverse=True)[1]
    half = searched_half(labels, np.arange(SAMPLES), seed)
    return groups, search_slices(np.atleast_2d(right), groups, half, smallest=SMALLEST, most=MOST)


def confirmed(facts: KnownFacts, right: Array, seed: int = 0) -> list[str]:
    groups, found = searched(facts, right, seed)
    return [f"{groups[one.group].about}: {groups[one.group].value}" for one in found if one.p_adjusted <= 0.05]


@pytest.mark.parametrize("planted", ["word: snow", "category: zebra", "field weather: fog", "brightness", "objects"])
def test_a_planted_group_is_found(planted: str) -> None:
    about, _, value = planted.partition(": ")
    hits = 0
    for seed in range(5):
        facts = world(seed)
        if about in facts.numbers:
            inside = facts.numbers[about] <= (1 if about == "objects" else 0.25)
            value = "at most"
        elif about in facts.words:
            inside = np.array([value in said for said in facts.words[about]])
        else:
            inside = np.array([name == value for name in facts.names[about]])
        right = np.random.default_rng(seed).random(SAMPLES) < np.where(inside, 0.55, 0.9)
        hits += any(name.startswith(f"{about}: {value}") for name in confirmed(facts, right, seed))
    assert hits >= 4


def test_shuffled_answers_show_a_group_in_at_most_five_pages_of_a_hundred() -> None:
    facts, pages = world(0), 400
    groups = candidate_groups(facts, 2 * SMALLEST)
    assert len(groups) > 25
    rng = np.random.default_rng(1)
    labels = np.unique(facts.names["category"], return_inverse=True)[1]
    false = 0
    for page in range(pages):
        rows = rng.random((3, SAMPLES)) < 0.85
        half = searched_half(labels, np.arange(SAMPLES), page)
        false += any(one.p_adjusted <= 0.05 for one in search_slices(rows, groups, half, smallest=SMALLEST, most=MOST))
    # 5 % of 400 and three standard deviations.
    assert false <= 33


def test_a_search_without_another_half_would_show_many() -> None:
    """The same search judged where it searched: what the second half is for."""
    facts = world(0)
    rng = np.random.default_rng(2)
    right = rng.random(SAMPLES) < 0.85
    groups, _ = searched(facts, right)
    least = [min(_fisher(rng.permutation(right), group.inside) for group in groups) for _ in range(20)]
    assert np.mean(np.array(least) < 0.05) > 0.5


def _fisher(right: Array, inside: Array) -> float:
    table = [[int((right & inside).sum()), int((~right & inside).sum())],
             [int((right & ~inside).sum()), int((~right & ~inside).sum())]]  # fmt: skip
    return float(fisher_exact(table, alternative="less").pvalue)


def test_figures_are_those_of_the_other_half() -> None:
    facts = world(3)
    snow = np.array(["snow" in said for said in facts.words["word"]])
    right = np.random.default_rng(3).random(SAMPLES) < np.where(snow, 0.5, 0.9)
    groups, found = searched(facts, right)
    half = searched_half(np.unique(facts.names["category"], return_inverse=True)[1], np.arange(SAMPLES), 0)
    best = min(found, key=lambda one: one.p_value)
    inside = groups[best.group].inside
    assert groups[best.group].value == "snow"
    assert best.confirmed.inside == (inside & ~half).sum()
    assert best.confirmed.inside_right == (right & inside & ~half).sum()
    assert best.searched.outside == (~inside & half).sum()
    assert best.p_value == pytest.approx(_fisher(right[~half], inside[~half]))


def test_two_names_for_the_same_failures_are_brought_once() -> None:
    facts = world(4)
    snow = np.array(["snow" in said for said in facts.words["word"]])
    almost = snow.copy()
    almost[snow.nonzero()[0][:2]] = False
    words = [said | {"winter"} if same else said for said, same in zip(facts.words["word"], almost, strict=True)]
    facts = KnownFacts(facts.names, facts.numbers, {"word": words})
    right = ~snow | (np.random.default_rng(4).random(SAMPLES) < 0.4)
    assert confirmed(facts, right) == ["word: snow"]


def test_groups_are_of_bounded_size_and_each_is_there_once() -> None:
    facts = world(5)
    groups = candidate_groups(facts, 2 * SMALLEST)
    sizes = [group.inside.sum() for group in groups]
    assert min(sizes) >= 2 * SMALLEST
    assert max(sizes) <= SAMPLES / 2
    assert len({group.inside.tobytes() for group in groups}) == len(groups)
    unknown = facts.numbers["brightness"].copy()
    unknown[:500] = np.nan
    half_known = candidate_groups(KnownFacts({}, {"brightness": unknown}, {}), 2)
    assert half_known
    assert not any(group.inside[:500].any() for group in half_known)
    assert candidate_groups(KnownFacts({}, {"brightness": np.full(SAMPLES, 0.5)}, {}), 2) == []


def test_halves_split_every_category_and_no_picture() -> None:
    labels = np.repeat([0, 1, 2], [100, 7, 40])
    images = np.arange(147) // 2
    half = searched_half(labels, images, 42)
    assert (half[0::2][:73] == half[1::2][:73]).all()
    for label in range(3):
        assert abs(half[labels == label].sum() - (labels == label).sum() / 2) <= 3
    assert (half == searched_half(labels, images, 42)).all()
    assert (half != searched_half(labels, images, 43)).any()


def test_nothing_to_search_in_is_no_error() -> None:
    facts = world(6)
    assert search_slices(np.ones((2, SAMPLES), bool), [], np.arange(SAMPLES) % 2 == 0, smallest=5, most=5) == []
    assert confirmed(facts, np.ones(SAMPLES, bool)) == []


def test_what_every_sample_has_of_its_own_is_no_group_and_takes_no_time() -> None:
    """Groups times samples would be ten thousand million comparisons here."""
    own = [f"file-{number}" for number in range(100_000)]
    assert candidate_groups(KnownFacts({"field file": own}, {}, {"word": [frozenset({name}) for name in own]}), 2) == []
