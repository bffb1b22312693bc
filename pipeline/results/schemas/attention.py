"""attention.json: the heat maps under docs/images/, and how far each method's maps can be trusted."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pipeline.results.artifact import Approximate, ApproximateInterval, Artifact, Count, Part
from pipeline.results.schemas.pictures import Picture

MapMethod = Literal["gradcam", "gradcam_fine", "rollout", "relevance", "grad_eclip", "occlusion"]
"""gradcam: element-wise, a gradient for each place; rollout knows only the image; occlusion serves any model."""
ControlMap = Literal["random", "centre", "boxes"]
"""Maps that know nothing of the model: smooth noise, a Gaussian about the middle, the category's boxes."""


class HeatMap(Part):
    """A map over a picture: the whole picture's aspect, transparent where the model saw nothing."""

    sample: str
    backbone: str
    model: str
    """The row whose picks it explains."""
    method: MapMethod
    caption: str | None
    """None: the method knows only the image."""
    choice: Count | None
    """Index of the caption among the sample's candidates."""
    role: Literal["right", "picked", "image only"]
    image: str
    # None without boxes: a map of a picture that has none is no worse for it.
    energy_in_boxes: Approximate | None
    """Share of the map's energy inside the category's boxes, within what the model saw."""
    box_area: float | None
    """Share of what the model saw that the boxes cover: what a uniform map would score."""
    # A tie of the hottest places is broken at random, as in the scores: raster order would favour one corner.
    pointing_hit: bool | None
    """The map's peak lies in a box."""


class AttentionSample(Part):
    """A sample of the attention gallery."""

    id: str
    label: str
    correct: Count
    choices: list[str]
    picture: Picture
    outcome: dict[str, bool]
    """Per explained row: was its pick right?"""


# ---------------------------------------------------------------- scores


class Estimate(Part):
    """A mean over images."""

    value: Approximate
    interval: ApproximateInterval
    """Bootstrap over images."""
    images: int
    """Those that have such a score."""


class Contrast(Part):
    """A method's faithfulness minus that of other maps of the same images."""

    other: MapMethod | ControlMap
    difference: Approximate
    interval: ApproximateInterval
    """Paired bootstrap over images, for this difference alone."""
    p_adjusted: Approximate
    """Paired t test, adjusted for all contrasts of the backbone (Holm 1979)."""
    verdict: Literal["better", "worse", "no evidence of a difference"]


class MapScores(Part):
    """All maps of one method for one backbone; None where there is no such score."""

    backbone: str
    model: str
    """The row whose probabilities were asked."""
    method: MapMethod | ControlMap
    role: Literal["caption", "image only", "control"]
    # Two fills, since each makes pictures of a kind that the model never saw, and rankings can depend on it.
    deletion_blur: Estimate | None
    """Area under p(right caption) while the hottest places are blurred away; lower is better."""
    insertion_blur: Estimate | None
    """The same while they come into view; higher is better."""
    deletion_mean: Estimate | None
    """As above, with places painted in the mean colour."""
    insertion_mean: Estimate | None
    faithfulness: Estimate | None
    """Insertion minus deletion, mean of both ways to take places away: 0 in the mean for a map that knows nothing."""
    # Paired with other maps of the same images: how much pictures bear to lose differs far more than maps do.
    contrasts: list[Contrast]
    energy_in_boxes: Estimate | None
    energy_over_area: Estimate | None
    """Energy in the boxes minus the share of the view that they cover."""
    pointing: Estimate | None
    rival_correlation: Estimate | None
    """Rank correlation of the maps of the right caption and of its rival: the picked one, or the strongest wrong."""
    # Sanity checks (Adebayo et al. 2018, arXiv 1810.03292): a map of random weights should be another one.
    head_shuffled: Estimate | None
    """Rank correlation with the map of the same tower after its head's weights were shuffled; next: all of them."""
    all_shuffled: Estimate | None


class MapVerdict(Part):
    """What the scores of one backbone allow one to say."""

    backbone: str
    model: str
    images: int
    answered: Approximate
    """Share of these images that the row answers rightly."""
    box_area: Estimate | None
    """Share of the view that the boxes cover: the energy and the pointing of a map that knows nothing."""
    leading: MapMethod
    """The most faithful one that explains a caption: galleries show it first."""
    # Leading alone says little: of three methods one is always the best.
    by_evidence: bool
    """It is better than every other one that explains a caption."""
    tied: list[MapMethod]
    """Others that explain a caption and cannot be told from it."""
    no_better_than_random: list[MapMethod]
    no_better_than_centre: list[MapMethod]
    destroyed: list[MapMethod]
    """Maps that are lost when all weights are shuffled, as they should be; of some it may be open."""
    surviving: list[MapMethod]
    """Maps that are not: they show the picture, or the tower's layout, rather than what the model learnt."""


class SampleMapScores(Part):
    """Scores of the maps of one image, by the place of a method in ``methods``."""

    sample: str
    backbone: str
    right: bool
    """The row answers it rightly."""
    box_area: float | None
    methods: list[MapMethod | ControlMap]
    # Lists by method, not objects: hundreds of images take a line each, and a diff reads by image.
    deletion_blur: list[Approximate | None]
    insertion_blur: list[Approximate | None]
    deletion_mean: list[Approximate | None]
    insertion_mean: list[Approximate | None]
    energy_in_boxes: list[Approximate | None]
    pointing: list[Approximate | None]
    rival_correlation: list[Approximate | None]
    head_shuffled: list[Approximate | None]
    all_shuffled: list[Approximate | None]


def _unscored(plain: dict[str, Any]) -> dict[str, Any]:
    """Version 3 scores maps; earlier runs did not."""
    return {**plain, "fractions": [], "scores": [], "verdicts": [], "sample_scores": []}


class Attention(Artifact):
    """attention.json: the heat maps under docs/images/, and their scores."""

    kind = "attention"
    version = 3
    migrations: ClassVar = {1: lambda plain: plain, 2: _unscored}  # version 2 knows one more method

    samples: list[AttentionSample]
    """The attention gallery; hard cases that have maps are described in hard_cases.json."""
    maps: list[HeatMap]
    fractions: list[float]
    """Shares of a picture that were taken away, or put in, for deletion and insertion."""
    scores: list[MapScores]
    verdicts: list[MapVerdict]
    sample_scores: list[SampleMapScores]

    def leading(self, backbone: str) -> MapMethod | None:
        """The method that a backbone's galleries show first; None where nothing was scored."""
        return next((one.leading for one in self.verdicts if one.backbone == backbone), None)
