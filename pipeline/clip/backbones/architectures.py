"""Architectures: open_clip's by name, a user's from a file of their own, a repository's from beside its weights."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import open_clip
import torch
from open_clip.factory import parse_model_name
from torch import Tensor
from torch.overrides import TorchFunctionMode

from pipeline import MODEL_CONFIGS
from pipeline.clip.backbones.downloads import asking_the_hub, downloading, hub_file
from pipeline.data.datasets.json_files import read_json
from pipeline.errors import PipelineError, nearest
from pipeline.settings import Backbone, Settings

# What open_clip asks of a configuration; it passes over a file that lacks one of them without a word.
_REQUIRED = ("embed_dim", "vision_cfg", "text_cfg")
_registered: dict[str, Path] = {}
"""Files made known to open_clip in this process, by the name that it gave them."""

open_clip.add_model_config(MODEL_CONFIGS)


@dataclass(frozen=True)
class Architecture:
    """What open_clip builds a model from."""

    name: str
    config: dict[str, Any]
    """open_clip's description of the model."""
    source: str
    """What ``open_clip.create_model`` takes: a name, or local-dir:FOLDER."""
    tokenizer: str
    """What ``open_clip.get_tokenizer`` takes; a repository on the hub keeps its tokenizer there."""
    preprocess: dict[str, Any] = field(default_factory=dict)
    """How the weights want pictures prepared, where their origin tells."""

    @property
    def context_length(self) -> int:
        """Tokens of a caption, at most: what the tokenizer pads to."""
        return int(self.config["text_cfg"].get("context_length", 77))


def find_architecture(settings: Settings, backbone: Backbone) -> Architecture:
    """The architecture of a backbone; the weights' own where ``architecture`` names none.

    Raises:
        PipelineError: open_clip has none of that name, or the user's file or the repository's description is missing,
            no configuration, or named like another architecture.
    """
    kind, place = repository_of(backbone)
    described = _described(settings, backbone) if kind else {}
    preprocess = described.get("preprocess_cfg") or {}
    if backbone.architecture is None:
        folder = f"local-dir:{repository_folder(settings, backbone)}"
        tokenizer = f"hf-hub:{place}" if kind == "hf-hub" else folder
        return Architecture(backbone.architecture_name, described["model_cfg"], folder, tokenizer, preprocess)
    if backbone.architecture.endswith(".json"):
        _register(settings.path(backbone.architecture), backbone)
    name = backbone.architecture_name
    config = open_clip.get_model_config(name)
    if config is None:
        meant = nearest(name, open_clip.list_models())
        raise PipelineError(
            f"backbones.{backbone.id}.architecture: {backbone.architecture!r} is unknown to open_clip: "
            f"{f'did you mean {meant!r}? Or ' if meant else ''}"
            "run `python -m pipeline models` for the known ones, or name the .json file of your own"
        )
    if kind is None:
        # A tag may have been trained with a mean, a size or a resampling of its own.
        preprocess = dict(open_clip.get_pretrained_cfg(name, backbone.pretrained) or {})
    return Architecture(name, dict(config), name, name, preprocess)


def architecture_config(settings: Settings, backbone: Backbone) -> dict[str, Any]:
    """Everything in the architecture's description that changes features.

    Raises:
        PipelineError: as ``find_architecture``.
    """
    architecture = find_architecture(settings, backbone)
    if repository_of(backbone)[0] is None:
        return architecture.config
    return {"model_cfg": architecture.config, "preprocess_cfg": architecture.preprocess}


def repository_of(backbone: Backbone) -> tuple[str | None, str]:
    """("hf-hub", "ORG/NAME"), ("local-dir", PATH), or (None, ...) where ``pretrained`` is a tag or a file.

    Raises:
        PipelineError: nothing stands behind the colon.
    """
    try:
        kind, place = parse_model_name(backbone.pretrained)
    except ValueError:
        raise PipelineError(
            f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r} names no repository: add it after the colon"
        ) from None
    return kind, place


def repository_folder(settings: Settings, backbone: Backbone) -> Path:
    """The folder on this machine that holds a repository's open_clip_config.json, downloaded when it is not there."""
    kind, place = repository_of(backbone)
    if kind == "hf-hub":
        return Path(hub_file(backbone, place, "open_clip_config.json")).parent
    return settings.path(place)


def _described(settings: Settings, backbone: Backbone) -> dict[str, Any]:
    path = repository_folder(settings, backbone) / "open_clip_config.json"
    where = f"backbones.{backbone.id}.pretrained: {path}"
    content = _read_json(path, where)
    if not isinstance(content, dict) or not isinstance(content.get("model_cfg"), dict):
        raise PipelineError(f"{where}: no open_clip configuration: model_cfg missing: name a repository of open_clip's")
    _require(content["model_cfg"], where)
    if not isinstance(content.get("preprocess_cfg") or {}, dict):
        raise PipelineError(f"{where}: no open_clip configuration: preprocess_cfg holds no keys: correct it")
    return content


def _register(path: Path, backbone: Backbone) -> None:
    where = f"backbones.{backbone.id}.architecture: {path}"
    config = _read_json(path, where)
    _require(config, where)
    name = backbone.architecture_name
    known = open_clip.get_model_config(name)
    if known == config:
        return
    # open_clip would let the later one replace the earlier without a word, for every backbone of that name.
    if known is not None and _registered.get(name) != path:
        raise PipelineError(f"{where}: another architecture is called {name}: give the file a name of its own")
    open_clip.add_model_config(path)
    _registered[name] = path


def _read_json(path: Path, where: str) -> Any:
    try:
        return read_json(path)
    except OSError as error:
        raise PipelineError(f"{where}: cannot be read ({error.strerror}): put the configuration there") from None
    except ValueError as error:
        raise PipelineError(f"{where}: not JSON ({error}): correct it") from None


def _require(config: Any, where: str) -> None:
    missing = [key for key in _REQUIRED if key not in config] if isinstance(config, dict) else list(_REQUIRED)
    if missing:
        raise PipelineError(f"{where}: no open_clip configuration: {', '.join(missing)} missing: add them")
    # open_clip would take what it gets, and fail over it somewhere else.
    if plain := [key for key in ("vision_cfg", "text_cfg") if not isinstance(config[key], dict)]:
        raise PipelineError(f"{where}: no open_clip configuration: {' and '.join(plain)} without keys: correct it")
    for key, value in (
        ("embed_dim", config["embed_dim"]),
        ("context_length", config["text_cfg"].get("context_length", 77)),
    ):
        if not isinstance(value, int) or value < 1:
            raise PipelineError(
                f"{where}: no open_clip configuration: {key}: expected a number, got {value!r}: correct it"
            )


# ---------------------------------------------------------------- from a description to a model


def build(architecture: Architecture, where: str, device: str = "cpu") -> Any:
    """The model without weights, in eval mode.

    Raises:
        PipelineError: open_clip cannot build it, or an extra that it needs is not installed.
    """
    _need_extra(architecture, where)
    refusing = _refusing(where, f"open_clip cannot build {architecture.name}")
    with refusing, _asking(architecture), _quiet(), torch.device(device):
        # Text towers from Hugging Face would otherwise be downloaded with weights that are then replaced.
        model = open_clip.create_model(architecture.source, load_weights=False, device=device, pretrained_text=False)
    return model.eval()  # models come back in train mode


def build_tokenizer(architecture: Architecture, where: str) -> Callable[[list[str]], Tensor]:
    """Texts → tokens [b, context length] int64.

    Raises:
        PipelineError: it is on the hub and cannot be fetched, or needs an extra that is not installed.
    """
    _need_extra(architecture, where)
    refusing = _refusing(f"{where}: the tokenizer of {architecture.name}", "it cannot be made")
    with refusing, _asking(architecture), _quiet():
        return open_clip.get_tokenizer(architecture.tokenizer)


def check_on_meta(architecture: Architecture, where: str) -> Any:
    """Build the model without memory for its weights and send one picture and one caption through it.

    Raises:
        PipelineError: it cannot serve, and why.
    """
    model = build(architecture, where, "meta")
    size = model.visual.image_size
    height, width = (size, size) if isinstance(size, int) else size
    expected = (1, int(architecture.config["embed_dim"]))
    refusing = _refusing(where, f"{architecture.name} cannot encode")
    with refusing, _quiet(), torch.inference_mode(), torch.device("meta"), _NoValues():
        shapes = {"pictures": tuple(model.encode_image(torch.zeros(1, 3, height, width)).shape)}
        # Steps that depend on values cannot be tried without any; NLLB's towers have one.
        with suppress(NotImplementedError):
            tokens = torch.zeros(1, architecture.context_length, dtype=torch.int64)
            shapes["captions"] = tuple(model.encode_text(tokens).shape)
    for what, shape in shapes.items():
        if shape != expected:
            raise PipelineError(f"{where}: {architecture.name} gives {what} the shape {shape}, not {expected}")
    return model


class _NoValues(TorchFunctionMode):
    """Tensors without memory have no values: Hugging Face's towers ask whether a mask is all ones, and are told no."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Iterable[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        return False if func is Tensor.__bool__ else func(*args, **(kwargs or {}))


def _asking(architecture: Architecture) -> AbstractContextManager[None]:
    """Whatever reads captions by Hugging Face's library may ask the hub; all others are never to need a network."""
    return asking_the_hub() if _by_huggingface(architecture) else nullcontext()


def _by_huggingface(architecture: Architecture) -> bool:
    text = architecture.config["text_cfg"]
    return "hf_model_name" in text or "hf_tokenizer_name" in text or "siglip" in architecture.tokenizer.lower()


def _need_extra(architecture: Architecture, where: str) -> None:
    if _by_huggingface(architecture) and find_spec("transformers") is None:
        raise PipelineError(
            f"{where}: {architecture.name} reads captions with Hugging Face's transformers, which is not installed: "
            "run pip install 'clip-caption-dashboard[huggingface]'"
        )


@contextmanager
def _refusing(where: str, what: str) -> Iterator[None]:
    """Whatever a library raises over a description, in one line; what the hub withholds, as such."""
    try:
        with downloading(where):
            yield
    except PipelineError:
        raise
    except Exception as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:160]
        raise PipelineError(f"{where}: {what} ({type(error).__name__}: {reason}): name another architecture") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """open_clip's warning that there are no weights would only worry the reader."""
    # Of all loggers, since open_clip logs by the root one: it has none of its own to silence.
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
