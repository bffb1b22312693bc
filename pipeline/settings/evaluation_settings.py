"""What is measured and drawn on the test set, and which changes of it `diff --gate` lets pass."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from pipeline.settings.settings_values import LARGEST_SEED, RECORDED, SettingsPart


class Evaluation(SettingsPart):
    """What is reported, and how sure it is."""

    confidence: float = Field(0.95, gt=0.5, lt=1)
    """Coverage of every interval."""
    # The ends of a 95 % interval rest on its outer fortieth: of 2,000 resamples, 50 to each side.
    bootstrap: int = Field(2000, ge=100, le=100_000)
    """Resamples of the test images behind an interval."""
    # As Guo et al. 2017 have it, and most who report ECE since.
    calibration_bins: int = Field(15, ge=2, le=1_000)
    redraws: int = Field(200, ge=0, le=10_000)
    """How often the distractors of the test set are drawn anew; 0 leaves that out."""
    # Few, since each fits every recipe twice: once on either half of the categories.
    unseen_draws: int = Field(3, ge=0, le=1_000)
    """Support draws, at most, of the test on unseen categories: adapters see half of them, and are asked about the
    other half. 0 leaves that out."""
    hard_cases: int = Field(120, ge=0, le=10_000)
    """Cases in the gallery, at most."""
    thumbnails_kb: int = Field(1000, ge=0, le=1_000_000)
    """Room in docs/ for small pictures of test samples outside the galleries; the others open without one."""
    slice_samples: int = Field(20, ge=2, le=1_000_000)
    """Samples of either half of the test set that a group must have to be searched for more errors than elsewhere."""
    map_samples: int = Field(3000, ge=1, le=20_000)
    """Samples on the map of the test set; of more, a seeded sample."""
    seed: int = Field(42, ge=0, le=LARGEST_SEED)

    @model_validator(mode="after")
    def _has_resamples_beyond_the_ends(self, info: ValidationInfo) -> Self:
        # Of fewer there is no percentile so far out, and an interval would end at the outermost of them.
        least = round(2 / (1 - self.confidence))
        if self.bootstrap < least and info.context != RECORDED:
            raise ValueError(
                f"bootstrap: {self.bootstrap} resamples reach no interval of {self.confidence:g}: ask for "
                f"{least} at least, or for less confidence"
            )
        return self


class Explain(SettingsPart):
    """Heat maps."""

    samples: int = Field(8, ge=0, le=10_000)
    """Samples in the attention gallery, half of them wrong where there are as many."""
    hard_cases: int = Field(24, ge=0, le=10_000)
    """Hard cases that get heat maps too, from the top of the gallery."""
    scored: int = Field(200, ge=0, le=1_000_000)
    """Test images, chosen by chance, whose maps are scored for every backbone; 0 scores none. An image takes about a
    hundred passes: with a full-size model and no GPU, ten images are minutes."""


class GateRule(SettingsPart):
    """When a change of one metric fails `diff --gate`."""

    direction: Literal["higher", "lower"] | None = None
    """Which way is better; as the metric itself says when not set."""
    absolute: float = Field(0.0, ge=0, le=1_000_000)
    """How much worse a row may become."""
    relative: float = Field(0.0, ge=0, le=1_000_000)
    """How much worse as a share of the old value; the larger of the two allowances holds."""
    fail_within_noise: bool = False
    """Fail a change beyond the allowance even where the paired interval covers zero."""


class Gate(SettingsPart):
    """What `diff --gate` lets pass."""

    rules: dict[str, GateRule] = {
        # About half the width of a 95 % interval on the 11,640 test samples of the documented subset, at 90 % right.
        "accuracy": GateRule(absolute=0.005),
        "f1_macro": GateRule(absolute=0.02),
    }
    """By field of the rows of metrics.json. A metric that vanished fails, whatever its rule."""
    # Times of equal runs differ, most of all on a machine with other work.
    timing_tolerance: float = Field(0.25, ge=0, le=1_000_000)
    """Timings that differ by a smaller share are called equal; they never fail."""
