"""Architectures by open_clip's names, and those that a user describes in a file of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import open_clip

from pipeline import MODEL_CONFIGS
from pipeline.errors import PipelineError
from pipeline.settings import Backbone, Settings

# What open_clip asks of a configuration; it passes over a file that lacks one of them without a word.
_REQUIRED = ("embed_dim", "vision_cfg", "text_cfg")
_registered: dict[str, Path] = {}
"""Files made known to open_clip in this process, by the name that it gave them."""

open_clip.add_model_config(MODEL_CONFIGS)


def architecture_config(settings: Settings, backbone: Backbone) -> dict[str, Any]:
    """open_clip's description of the architecture, which from here on can be created by its name.

    Raises:
        PipelineError: open_clip has none of that name, or the user's file is missing, no configuration, or named
            like another architecture.
    """
    if backbone.architecture.endswith(".json"):
        _register(settings.path(backbone.architecture), backbone)
    config = open_clip.get_model_config(backbone.architecture_name)
    if config is None:
        raise PipelineError(
            f"backbones.{backbone.id}.architecture: {backbone.architecture!r} is unknown to open_clip: "
            "run python -c 'import open_clip; print(open_clip.list_models())' for the known ones, or name the .json "
            "file of your own"
        )
    return dict(config)


def _register(path: Path, backbone: Backbone) -> None:
    where = f"backbones.{backbone.id}.architecture: {path}"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PipelineError(f"{where}: cannot be read ({error.strerror}): put the configuration there") from None
    except ValueError as error:
        raise PipelineError(f"{where}: not JSON ({error}): correct it") from None
    missing = [key for key in _REQUIRED if key not in config] if isinstance(config, dict) else list(_REQUIRED)
    if missing:
        raise PipelineError(f"{where}: no open_clip configuration: {', '.join(missing)} missing: add them")
    name = backbone.architecture_name
    known = open_clip.get_model_config(name)
    if known == config:
        return
    # open_clip would let the later one replace the earlier without a word, for every backbone of that name.
    if known is not None and _registered.get(name) != path:
        raise PipelineError(f"{where}: another architecture is called {name}: give the file a name of its own")
    open_clip.add_model_config(path)
    _registered[name] = path
