"""Words about results never say more than the paired tests do."""

from __future__ import annotations

import pytest

from pipeline.results import number_formats
from pipeline.results.schemas.metrics import Metrics
from pipeline.settings import Settings
from pipeline.site.read_results import read_results
from pipeline.site.run_results import Results
from pipeline.site.views import claims, number_links
from tests.site.fabricate import World


@pytest.fixture
def results(demo: Settings) -> Results:
    return read_results(demo.docs / "data")


def with_verdict(results: Results, verdict: str, difference: float) -> Results:
    """All comparisons with one outcome."""
    changed = [
        item.model_copy(update={"verdict": verdict, "difference": difference, "interval": (-0.02, 0.05)})
        for item in results.metrics.comparisons
    ]
    metrics = results.metrics.model_copy(update={"comparisons": changed})
    return Results(**(vars_of(results) | {"metrics": metrics}))


def vars_of(results: Results) -> dict:
    return {name: getattr(results, name) for name in Results.__dataclass_fields__}


def test_a_difference_within_noise_is_never_called_better(results: Results) -> None:
    level = with_verdict(results, claims.NO_EVIDENCE, 0.02)
    for standing in (claims.best_overall(level), claims.best_zero_shot(level), claims.best_few_shot(level)):
        assert standing is not None
        for verdict in standing.verdicts:
            assert verdict.tone in ("same", "unknown")
            assert "better" not in verdict.text


def test_a_test_made_the_other_way_round_is_turned(results: Results) -> None:
    item = results.metrics.comparisons[0]
    model, baseline = results.row(item.model), results.row(item.baseline)
    worse = with_verdict(results, "better", 0.02)
    assert claims.in_words(worse, model, baseline).tone == "better"
    turned = claims.in_words(worse, baseline, model)
    assert turned.tone == "worse"
    assert f"{number_formats.MINUS}2.0 points, 95 % interval {number_formats.MINUS}5.0 to +2.0" in turned.numbers


def test_rows_that_were_not_compared_are_said_to_be_untested(results: Results) -> None:
    metrics: Metrics = results.metrics.model_copy(update={"comparisons": []})
    untested = Results(**(vars_of(results) | {"metrics": metrics}))
    verdicts = claims.best_zero_shot(untested).verdicts
    assert [verdict.text for verdict in verdicts] == ["not tested against Demo ResNet zero-shot"]


def test_chance_is_noticed(tmp_path) -> None:
    settings = World(untrained=True).write(tmp_path)
    results = read_results(settings.docs / "data")
    assert claims.claims_of(results).at_chance == results.headline
    assert claims.best_overall(results).chance


def test_no_row_is_the_best_and_no_category_the_weakest_where_all_are_equal(results: Results) -> None:
    perfect = {"accuracy": 1.0, "accuracy_mean": None, "accuracy_mean_interval": None, "draw_accuracy": []}
    rows = [row.model_copy(update=perfect) for row in results.metrics.rows]
    groups = [group.model_copy(update={"accuracy": 1.0}) for group in results.metrics.groups]
    metrics = results.metrics.model_copy(update={"rows": rows, "groups": groups})
    level = Results(**(vars_of(results) | {"metrics": metrics}))
    assert claims.best_overall(level).equals == len(level.headline) - 1
    assert claims.claims_of(level).weakest is None
    assert claims.best_overall(results).equals == 0
    assert claims.claims_of(results).weakest is not None


def test_trained_rows_are_not_at_chance(results: Results) -> None:
    assert claims.claims_of(results).at_chance == []


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("share", 0.901718, "0.902"),
        ("percent", 0.901718, "90.2\u202f%"),
        ("points", 0.0213, "+2.1"),
        ("points", -0.0213, "−2.1"),
        ("points", -0.00001, "0.0"),
        ("count", 11640, "11,640"),
        ("seconds", 153.556601, "154"),
        ("seconds", 0.12345, "0.123"),
        ("p", 0.00004, "p\u202f<\u202f0.001"),
        ("p", 0.5, "p\u202f=\u202f0.500"),
        ("plain", [1, 0.5, "a"], "1, 0.5, a"),
        ("plain", None, "not set"),
    ],
)
def test_numbers_read_well(form: str, value: object, shown: str) -> None:
    assert number_formats.FORMS[form](value) == shown


def test_pointers_reach_odd_keys() -> None:
    document = {"a/b": [{"c~d": 5, "": 6}]}
    assert number_links.resolve(document, number_links.pointer("a/b", 0, "c~d")) == 5
    assert number_links.resolve(document, "/a~1b/0/") == 6
    assert number_links.fragment("/a b/<x>") == "/a%20b/%3Cx%3E"
