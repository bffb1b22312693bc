"""How the scores of heat maps changed, image by image: whether maps of the same pictures became better or worse.

Images are those that both sides scored. A verdict takes a difference above the noise floor, and a p-value that holds
among all scores of all maps of the report (Holm 1979).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

import numpy as np

from pipeline.compare.answer_changes import LeadingMethodChange, MapScoreChange
from pipeline.compare.inputs.joining import Joined
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.maps.faithfulness import SCORES, faithfulness, mean_of, paired_p_value
from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.significance.multiple_testing import holm, verdict
from pipeline.results.catalogue import APPROXIMATE
from pipeline.results.schemas.attention import SampleMapScores
from pipeline.settings import Evaluation

Score = Literal["faithfulness", "energy_in_boxes", "pointing", "rival_correlation", "all_shuffled"]
SCORED: tuple[Score, ...] = get_args(Score)
# A map that answers for its caption, and for what was learnt, is unlike the one of another caption or of other weights.
LOWER_IS_BETTER = ("rival_correlation", "all_shuffled")
ORDER = ("worse", "vanished", "better", "not comparable", "new", "within noise", "unchanged")

Key = tuple[str, str, Score]
ByImage = Mapping[str, float]


def map_score_changes(pair: Pair, joined: Joined | None, how: Evaluation) -> list[MapScoreChange]:
    """Every score of every method of either side, most important first; none where neither side scored its maps."""
    base, head = _scores(pair.base), _scores(pair.head)
    both = {key: _paired(base[key], head[key], joined) for key in head if key in base}
    # What did not move could not have said otherwise, and takes no part in the correction (Tarone 1990).
    tested = {key: difference for key, difference in both.items() if (np.abs(difference) > 0).any()}
    adjusted = holm(np.array([paired_p_value(difference) for difference in tested.values()]))
    # A family of their own beside the metrics': a run without maps would else be judged more mildly.
    p_values = dict(zip(tested, adjusted.tolist(), strict=True))
    changes = []
    for key in dict.fromkeys([*head, *base]):
        difference = both.get(key)
        if difference is None:
            changes.append(_one_sided(key, base.get(key), head.get(key)))
        else:
            changes.append(_change(key, base[key], head[key], difference, p_values.get(key, 1.0), how))
    return sorted(changes, key=lambda change: ORDER.index(change.verdict))


def leading_method_changes(pair: Pair) -> list[LeadingMethodChange]:
    """Backbones of both sides whose scores put another method first, in the order of the head."""
    base, head = _leading(pair.base), _leading(pair.head)
    return [
        LeadingMethodChange(backbone=backbone, base=base[backbone], head=method)
        for backbone, method in head.items()
        if base.get(backbone, method) != method
    ]


def _leading(side: Side) -> dict[str, str]:
    return {one.backbone: one.leading for one in side.attention.verdicts} if side.attention else {}


def _scores(side: Side) -> dict[Key, dict[str, float]]:
    """Scores by image, of every backbone, method and score that the side has."""
    found: dict[Key, dict[str, float]] = {}
    for row in side.attention.sample_scores if side.attention else []:
        for place, method in enumerate(row.methods):
            for score, value in _of(row, place):
                if np.isfinite(value):
                    found.setdefault((row.backbone, method, score), {})[row.sample] = value
    return found


def _of(row: SampleMapScores, place: int) -> Iterator[tuple[Score, float]]:
    """One method's scores of one image; NaN where there is none. A list that is too short says as little."""
    values = {name: _at(getattr(row, name), place) for name in SCORES}
    values["faithfulness"] = float(faithfulness(*(np.array(values[name]) for name in SCORES[:4])))
    yield from ((score, values[score]) for score in SCORED)


def _at(values: list[float | None], place: int) -> float:
    value = values[place] if place < len(values) else None
    return float("nan") if value is None else value


def _paired(base: ByImage, head: ByImage, joined: Joined | None) -> Array:
    """Head minus base of the images that both sides scored, and whose candidates are the same."""
    # Without common answers nobody knows whether an id is still the same picture.
    common = {sample.id for sample in joined.head} if joined and not joined.facts.reason else set()
    return np.array([head[name] - base[name] for name in head if name in base and name in common])


def _one_sided(key: Key, base: ByImage | None, head: ByImage | None) -> MapScoreChange:
    backbone, method, score = key
    word: Literal["new", "vanished"] = "new" if base is None else "vanished"
    return MapScoreChange(
        backbone=backbone, method=method, score=score, base=_mean(base), head=_mean(head), verdict=word
    )


def _mean(scores: ByImage | None) -> float | None:
    return float(np.mean(list(scores.values()))) if scores else None


def _change(
    key: Key, base: ByImage, head: ByImage, difference: Array, p_value: float, how: Evaluation
) -> MapScoreChange:
    backbone, method, score = key
    found = mean_of(difference, Resampling.of(how))
    change = MapScoreChange(
        backbone=backbone,
        method=method,
        score=score,
        base=_mean(base),
        head=_mean(head),
        images=len(difference),
        verdict="unchanged",
    )
    if found is None:
        change.verdict, change.reason = "not comparable", "fewer than two images that both sides scored"
        return change
    change.difference, change.interval, change.p_adjusted = found.value, found.interval, p_value
    if np.abs(difference).max() > APPROXIMATE or set(base) != set(head):
        sign = -1 if score in LOWER_IS_BETTER else 1
        word = verdict(sign * found.value, p_value, confidence=how.confidence)
        real = abs(found.value) > APPROXIMATE and word != "no evidence of a difference"
        change.verdict = ("better" if word == "better" else "worse") if real else "within noise"
    if set(base) != set(head):
        change.reason = "the difference is over the images that both sides scored"
    return change
