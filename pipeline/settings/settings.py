"""All settings of one profile, and where its files lie."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr, model_validator

from pipeline import SETTINGS_FILE
from pipeline.errors import PipelineError
from pipeline.settings.backbone_settings import AnyBackbone, Extraction
from pipeline.settings.dataset_settings import Dataset
from pipeline.settings.evaluation_settings import Evaluation, Explain, Gate
from pipeline.settings.page_settings import References, Site
from pipeline.settings.settings_values import RECORDED, Device, Name, NamedPath, SettingsPart, repeated_in
from pipeline.settings.training_settings import Tracking, Training


class Paths(SettingsPart):
    """Folders, relative to the settings file."""

    docs: NamedPath = Path("docs")
    """The built site, with the artifacts in its data/ folder."""
    models: NamedPath = Path("models")
    """Weights of backbones and trained adapters."""
    cache: NamedPath = Path(".cache")
    """Everything that can be made again: features, prepared samples, drawn worlds."""
    templates: NamedPath | None = None
    """Your own templates and prose; the project's when not set."""
    static: NamedPath | None = None
    """Your own scripts and styles; the project's when not set."""


class Settings(SettingsPart):
    """Everything a run depends on."""

    profile: Name
    """Name of the profile these settings came from."""
    site: Site = Site()
    paths: Paths = Paths()
    dataset: Dataset = Dataset()
    backbones: list[AnyBackbone] = Field(min_length=1, max_length=100)
    training: Training = Training()
    extraction: Extraction = Extraction()
    evaluation: Evaluation = Evaluation()
    explain: Explain = Explain()
    tracking: Tracking = Tracking()
    gate: Gate = Gate()
    references: References | None = None
    device: Device = "auto"
    """Where models run: auto, cuda, cuda:N, mps (Apple's) or cpu; auto takes a GPU when there is one."""
    precision: Literal["auto", "fp32", "tf32", "fp16", "bf16"] = "auto"
    """Arithmetic of the frozen backbones: auto is fp16 on CUDA, as OpenAI's own code has it, and fp32 elsewhere; tf32
    is CUDA's rounded fp32. Stored features are fp32 all the same."""

    # No fields, since run.json has all fields and must tell nothing of this machine; copies of settings keep them.
    _root: Path = PrivateAttr(default=Path())
    _file: str = PrivateAttr(default=SETTINGS_FILE)

    @model_validator(mode="after")
    def _check(self) -> Settings:
        if repeated := repeated_in(backbone.id for backbone in self.backbones):
            raise ValueError(f"backbones share the id {repeated}: give each its own")
        seeing = [backbone.id for backbone in self.backbones if not backbone.features]
        if self.dataset.source == "subset" and self.dataset.image_dir is None and seeing:
            raise ValueError(
                f"dataset.image_dir: missing: source 'subset' needs image_dir for {', '.join(seeing)}; set it, or give "
                "each backbone its features"
            )
        return self

    @property
    def root(self) -> Path:
        """Folder of the settings file."""
        return self._root

    def path(self, relative: Path | str) -> Path:
        """A path of the settings, made absolute from the settings file's folder.

        Raises:
            PipelineError: it leads through links that lead to each other, or no file can have such a name.
        """
        try:
            # Resolved, since folders are compared: two names of one place must not count as two.
            return (self._root / relative).resolve()
        except RuntimeError:
            raise PipelineError(f"{relative}: these links lead in a circle: name the place itself") from None
        except ValueError:
            raise PipelineError(f"{str(relative)!r}: no path can hold a NUL character: correct it") from None

    @property
    def docs(self) -> Path:
        """``paths.docs``, absolute; likewise the next two."""
        return self.path(self.paths.docs)

    @property
    def models(self) -> Path:
        """``paths.models``."""
        return self.path(self.paths.models)

    @property
    def cache(self) -> Path:
        """``paths.cache``."""
        return self.path(self.paths.cache)

    @property
    def work(self) -> Path:
        """Intermediate results of this profile: prepared samples, trained draws.

        Two settings files that share a cache have each its own, whatever their profiles are called.
        """
        words = re.sub(r"[^\w-]", "_", self.profile)
        try:
            # Relative to the cache, so that an experiment moved with its cache finds its work again.
            file = os.path.relpath(self._root / self._file, self.cache)
        except ValueError:  # on another drive of Windows
            file = str(self._root / self._file)
        name = json.dumps([Path(file).as_posix(), self.profile])
        return self.cache / f"{words}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"

    @classmethod
    def recorded(cls, plain: dict[str, Any]) -> Settings:
        """The settings of a run, as ``resolved`` gave them; keys that are newer get their defaults.

        Raises:
            ValueError: they are those of another version.
        """
        return cls.model_validate(plain, context=RECORDED)

    def resolved(self) -> dict[str, Any]:
        """Plain data for run.json: paths as they were written, nothing of this machine."""
        return self.model_dump(mode="json")
