"""Where the samples come from: the demo's drawn world, your own metadata, or COCO."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from pipeline.settings.settings_values import LARGEST_SEED, Name, NamedPath, SettingsPart, WebAddress, repeated_in

# In the documented order, which matters: a picture that shows several of them belongs to the first.
COCO_CLASSES = (
    "bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person",
)  # fmt: skip

# The server offers no https.
COCO_URL = "http://images.cocodataset.org"

NEEDED_KEYS = {
    "subset": ("subset_file",),
    "coco": ("instances", "captions", "image_dir"),
}
"""What a source cannot do without, by its name."""
SAMPLED = ("scenes", "coco")
"""Sources whose candidates the project chooses: from other images of the category, and of distinct other categories."""


class Dataset(SettingsPart):
    """The samples: an image, its candidate captions, one of them right."""

    source: Literal["scenes", "subset", "coco"] = "scenes"
    """scenes: a drawn world; subset: your own metadata file; coco: built from COCO's annotations."""
    subset_file: NamedPath | None = None
    """The metadata file: read with source subset, written with source coco."""
    image_dir: NamedPath | None = None
    """Folder of the pictures; features computed elsewhere can do without."""
    instances: NamedPath | None = None
    """COCO's instances file."""
    captions: NamedPath | None = None
    """COCO's captions file."""
    verified: NamedPath | None = None
    """Captions known to be true of images that they were not written for, a JSON object {"<image id>": ["caption",
    ...]}: as distractors they are flagged, and cleaned accuracy counts them as right."""
    coco_url: WebAddress = COCO_URL
    """Where fetch-coco downloads from: COCO's server, or a mirror with the same paths."""
    classes: list[Name] = list(COCO_CLASSES)
    """Categories, in order: an image belongs to the first one it shows."""
    per_class: int = Field(1000, ge=1, le=1_000_000)
    """Images per category, at most."""
    extra: int = Field(2000, ge=0, le=10_000_000)
    """More images of the same categories, after per_class."""
    # Twelve candidates, as in the documented experiment: chance is one in twelve.
    distractors: int = Field(11, ge=1, le=99)
    """Wrong captions beside the right one."""
    same_class_distractors: int = Field(2, ge=0, le=99)
    """Wrong captions that come from other images of the same category."""
    seed: int = Field(42, ge=0, le=LARGEST_SEED)
    """Seed of every choice made while building the samples."""

    @model_validator(mode="after")
    def _check(self) -> Dataset:
        needed = NEEDED_KEYS.get(self.source, ())
        missing = [key for key in needed if getattr(self, key) is None]
        if missing:
            raise ValueError(f"source {self.source!r} needs {' and '.join(missing)}: set them")
        # A file of samples brings its own.
        if self.source != "subset" and self.same_class_distractors > self.distractors:
            raise ValueError(
                f"same_class_distractors ({self.same_class_distractors}) exceeds distractors "
                f"({self.distractors}): lower it"
            )
        if repeated := repeated_in(self.classes):
            raise ValueError(f"classes names {repeated} more than once: name each once")
        # Each of the others comes from a category of its own, so there must be as many.
        others = len(self.classes) - 1
        if self.source in SAMPLED and self.distractors - self.same_class_distractors > others:
            raise ValueError(
                f"{self.distractors - self.same_class_distractors} distractors from distinct other categories "
                f"need as many categories, and classes leaves {others}: lower distractors, raise "
                "same_class_distractors or add classes"
            )
        return self
