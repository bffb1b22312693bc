"""What open_clip knows: every architecture with its size, its tags, and whether it can serve here."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import open_clip
from rich.console import Console
from rich.table import Table

from pipeline.clip.backbones.architectures import Architecture, build, check_on_meta
from pipeline.errors import PipelineError


@dataclass(frozen=True)
class KnownArchitecture:
    """One architecture, as found by building it without memory for its weights."""

    name: str
    parameters: int | None
    image_size: int | None
    """Pixels of the shorter side."""
    tags: list[str]
    complaint: str | None
    """Why it cannot serve; None where it can."""


def known_architectures(word: str = "", *, check: bool = False) -> list[KnownArchitecture]:
    """Architectures whose name or tags contain ``word``, in open_clip's order.

    Args:
        check: send a picture and a caption through each, too.
    """
    found = []
    for name in open_clip.list_models():
        tags = open_clip.list_pretrained_tags_by_model(name)
        if any(word.lower() in one.lower() for one in (name, *tags)):
            found.append(_examined(name, tags, check))
    return found


def _examined(name: str, tags: list[str], check: bool) -> KnownArchitecture:
    config = open_clip.get_model_config(name)
    size = config["vision_cfg"].get("image_size", 224)
    side = size if isinstance(size, int) else min(size)
    architecture = Architecture(name, config, name, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries, about what only training needs
        try:
            model = check_on_meta(architecture, name) if check else build(architecture, name, "meta")
        except PipelineError as error:
            return KnownArchitecture(name, None, side, tags, str(error))
    return KnownArchitecture(name, sum(one.numel() for one in model.parameters()), side, tags, None)


def print_architectures(word: str, *, check: bool) -> bool:
    """Print the architectures, or with ``check`` those that cannot serve; returns whether all can.

    Raises:
        PipelineError: none has such a name or tag.
    """
    found = known_architectures(word, check=check)
    if not found:
        raise PipelineError(f"models: open_clip knows no architecture and no tag with {word!r} in its name")
    bad = [one for one in found if one.complaint]
    if check:
        for one in bad:
            print(one.complaint)
        print(f"{len(found) - len(bad)} of {len(found)} architectures can serve")
        return not bad
    table = Table("Architecture", "Parameters", "Pixels", "Tags", box=None)
    for one in found:
        size = "?" if one.parameters is None else f"{one.parameters / 1e6:,.0f} M"
        table.add_row(one.name, size, str(one.image_size), ", ".join(one.tags) or "none")
    # Into a pipe Rich would fold rows at 80 letters, and grep would find halves.
    Console(width=None if Console().is_terminal else 200).print(table)
    return True
