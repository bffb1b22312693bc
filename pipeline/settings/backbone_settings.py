"""Backbones in their long and short forms, and how their features are computed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from pipeline.settings.settings_values import Identifier, Name, NamedPath, SettingsPart, written_keys

REPOSITORIES = ("hf-hub:", "local-dir:")


class Backbone(SettingsPart):
    """A frozen CLIP model, or the features that one computed elsewhere."""

    id: Identifier
    """Short name used in files and rows: lower-case letters, digits, underscores; made from the rest when not set."""
    name: Name
    """Name shown on the page; made from the rest when not set."""
    architecture: str | None = None
    """An open_clip architecture (OpenAI's weights need the -quickgelu ones), or the path of a .json file that
    describes one of your own in open_clip's form; a repository's own when not set."""
    pretrained: str = ""
    """openai, another open_clip tag, the path of a weights file, or a repository in open_clip's form: hf-hub:ORG/NAME
    on the Hugging Face hub, local-dir:PATH on this machine."""
    features: NamedPath | None = None
    """Instead of both: a folder of features, as image_embeddings.npy, text_embeddings.npy and metadata.csv (image_id,
    caption) in aligned rows, or as clip-retrieval writes them."""
    # CLIP's training holds its own at 100 at most (Radford et al. 2021, section 2.5).
    logit_scale: float = Field(100.0, gt=0, le=1000)
    """CLIP's factor on the cosine similarities of features computed elsewhere; a model brings its own."""

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Backbone:
        given = [key for key in ("architecture", "pretrained") if getattr(self, key)]
        if self.features and given:
            raise ValueError(f"features stand instead of {' and '.join(given)}: leave out either")
        if self.features:
            return self
        if not self.pretrained:
            missing = " and ".join(key for key in ("architecture", "pretrained") if key not in given)
            raise ValueError(f"{missing}: missing: add it, or name a folder of features")
        if self.architecture is None and not self.pretrained.startswith(REPOSITORIES):
            raise ValueError(f"architecture: missing: name the one that {self.pretrained} are weights of")
        # Asked for and ignored would be worse than refused.
        if "logit_scale" in written_keys(self, info):
            raise ValueError("logit_scale: a model brings its own: leave it out")
        return self

    @property
    def architecture_name(self) -> str:
        """The architecture as open_clip knows it: a file of one's own goes by its stem."""
        if self.architecture is None:
            return _last_part(self.pretrained)
        return Path(self.architecture).stem if self.architecture.endswith(".json") else self.architecture


def _last_part(pretrained: str) -> str:
    """The name at the end of a tag, a path or a repository, on Windows too; the whole where that names nothing."""
    return re.split(r"[/:\\]", pretrained.rstrip("/\\"))[-1].strip(".") or pretrained


def _long_form(value: Any) -> Any:
    """A backbone's mapping from its short form, ARCHITECTURE/TAG or a repository; id and name filled in."""
    if isinstance(value, str):
        architecture, _, tag = value.rpartition("/")
        if value.startswith(REPOSITORIES):
            value = {"pretrained": value}
        elif architecture and tag:
            value = {"architecture": architecture, "pretrained": tag}
        else:
            raise ValueError(f"expected ARCHITECTURE/TAG, hf-hub:ORG/NAME or local-dir:PATH, got {value!r}")
    if isinstance(value, dict) and isinstance(value.get("pretrained"), str):
        parts = [str(value["architecture"])] if value.get("architecture") else []
        tag = Path(_last_part(value["pretrained"])).stem
        # Of a folder called . or 模型 no letter is left.
        words = re.sub("[^a-z0-9]+", "_", "_".join([*parts, tag]).lower()).strip("_") or "backbone"
        name = f"{parts[0]} ({tag})" if parts else tag
        # What was given stands; only what is missing is made.
        value = {"id": words, "name": name} | value
    return value


AnyBackbone = Annotated[Backbone, BeforeValidator(_long_form, json_schema_input_type=Backbone | str)]


class Extraction(SettingsPart):
    """How features are computed."""

    batch_size: int = Field(32, ge=1, le=65_536)
    """Pictures per forward pass."""
    caption_batch_size: int = Field(64, ge=1, le=65_536)
    """Captions per forward pass."""
    workers: int | None = Field(None, ge=0, le=256)
    """Processes that decode pictures; as many as there are cores, at most 8, when not set."""
