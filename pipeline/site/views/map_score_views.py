"""How far the maps of each backbone can be trusted: a table of scores, and a verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.results.labels import METHODS
from pipeline.results.schemas.attention import MapScores, MapVerdict
from pipeline.site.run_results import Results

ESTIMATES = (
    ("faithfulness", "Faithfulness: insertion − deletion", "gain"),
    ("insertion_blur", "Insertion, blur", "share"),
    ("deletion_blur", "Deletion, blur", "share"),
    ("insertion_mean", "Insertion, mean fill", "share"),
    ("deletion_mean", "Deletion, mean fill", "share"),
    ("energy_in_boxes", "Energy in boxes", "share"),
    ("energy_over_area", "Energy − box area", "gain"),
    ("pointing", "Peak in a box", "share"),
    ("rival_correlation", "Right and rival caption, rank correlation", "gain"),
    ("head_shuffled", "Head shuffled, rank correlation", "gain"),
    ("all_shuffled", "All shuffled, rank correlation", "gain"),
)
"""Fields of ``MapScores``, what their columns are called, and how they are written."""


@dataclass(frozen=True)
class ScoredMethod:
    """A row of the table."""

    scores: MapScores
    pointer: str
    method: str
    against_random: int | None
    """Its place among the contrasts."""
    timing: int | None
    """The place of its seconds in timings.json."""

    @property
    def note(self) -> str:
        """What kind of map it is, where that is not one for a caption."""
        return {"caption": "", "image only": "image only", "control": "control"}[self.scores.role]


@dataclass(frozen=True)
class ScoredBackbone:
    """The maps of one backbone, most faithful first, and what they allow one to say."""

    name: str
    verdict: MapVerdict
    pointer: str
    methods: list[ScoredMethod]
    untrained: bool

    def method(self, name: str) -> ScoredMethod:
        """A method's row."""
        return next(one for one in self.methods if one.scores.method == name)

    @property
    def random(self) -> ScoredMethod:
        """The control that knows nothing."""
        return self.method("random")

    @property
    def leading(self) -> ScoredMethod:
        """The method whose maps the galleries show first."""
        return self.method(self.verdict.leading)

    @property
    def blind_equals(self) -> list[str]:
        """Methods that no caption enters and that the leading one is not shown to be better than."""
        blind = {one.scores.method for one in self.methods if one.scores.role == "image only"}
        contrasts = self.leading.scores.contrasts
        # Said on the page: a map that sees no caption and is as faithful puts the others in their place.
        return [one.other for one in contrasts if one.other in blind and one.verdict != "better"]

    @property
    def unclear(self) -> list[str]:
        """Methods whose maps shuffled weights neither clearly destroy nor clearly leave."""
        known = {*self.verdict.destroyed, *self.verdict.surviving}
        return [one.scores.method for one in self.methods if one.scores.all_shuffled and one.scores.method not in known]


def scored_backbones(results: Results) -> list[ScoredBackbone]:
    """Every backbone whose maps were scored."""
    attention, names = results.attention, {facts.id: facts for facts in results.run.backbones}
    timed = {one.backbone: place for place, one in enumerate(results.timings.maps)}
    found = []
    for place, verdict in enumerate(attention.verdicts):
        own = [
            _method(scores, f"/scores/{index}", timed.get(verdict.backbone))
            for index, scores in enumerate(attention.scores)
            if scores.backbone == verdict.backbone
        ]
        facts = names.get(verdict.backbone)
        # Maps may be of a backbone that the run no longer names: shown under its id.
        name, untrained = (facts.name, facts.untrained) if facts else (verdict.backbone, False)
        found.append(ScoredBackbone(name, verdict, f"/verdicts/{place}", sorted(own, key=_rank), untrained))
    return found


def _method(scores: MapScores, pointer: str, timing: int | None) -> ScoredMethod:
    against = next((place for place, one in enumerate(scores.contrasts) if one.other == "random"), None)
    # Controls are drawn by no model; what they take is in nobody's way.
    timed = None if scores.role == "control" else timing
    return ScoredMethod(scores, pointer, METHODS.get(scores.method, scores.method), against, timed)


def _rank(one: ScoredMethod) -> tuple[bool, float]:
    """Methods before controls, the most faithful first."""
    found = one.scores.faithfulness
    # A score lies between -1 and 1, so that 1.0 puts what was not measured last.
    return one.scores.role == "control", -found.value if found else 1.0


def said(methods: Sequence[str]) -> str:
    """Names of methods in a sentence: relevance propagation, Grad-ECLIP and attention rollout."""
    names = [METHODS.get(method, method) for method in methods]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
