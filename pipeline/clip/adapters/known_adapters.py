"""Every adapter by its name in the settings: those trained on labelled images, and those that need none."""

from __future__ import annotations

from pipeline.clip.adapters.adapter import Adapter
from pipeline.clip.adapters.corrections import Distribution, InverseSoftmax, NearestNeighbour
from pipeline.clip.adapters.hub_bilinear import HubBilinear
from pipeline.clip.adapters.linear_anchor import LinearAnchor
from pipeline.clip.adapters.residual_dual import ResidualDual, ResidualDualAllEpochs
from pipeline.errors import PipelineError

# The documented one first: a checkpoint that does not name its adapter is taken for the first whose keys fit.
ADAPTERS: dict[str, type[Adapter]] = {
    adapter.name: adapter
    for adapter in (
        ResidualDual,
        ResidualDualAllEpochs,
        LinearAnchor,
        HubBilinear,
        NearestNeighbour,
        Distribution,
        InverseSoftmax,
    )
}


def find_adapter(name: str) -> type[Adapter]:
    """The adapter of that name.

    Raises:
        PipelineError: there is none.
    """
    if name not in ADAPTERS:
        raise PipelineError(f"training.adapters: there is no adapter {name!r}: use {' or '.join(_trained())}")
    return ADAPTERS[name]


def check_adapters(names: list[str]) -> None:
    """Refuse names in ``training.adapters`` that are no adapters, or that need no labels and belong elsewhere.

    Raises:
        PipelineError: one line for every mistake.
    """
    mistakes: list[str] = []
    for name in names:
        try:
            adapter = find_adapter(name)
        except PipelineError as error:
            mistakes += error.mistakes
            continue
        if not adapter.needs_labels:
            mistakes.append(f"training.adapters: {name} needs no labels: name it in training.training_free instead")
    if mistakes:
        raise PipelineError.of(mistakes)


def _trained() -> list[str]:
    return [name for name, adapter in ADAPTERS.items() if adapter.needs_labels]
