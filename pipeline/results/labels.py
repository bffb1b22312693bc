"""What rows, adapters and methods are called, wherever people read of them."""

from __future__ import annotations

from pipeline.results.schemas.metrics import MetricsRow

ADAPTERS = {
    "hub_bilinear": "hub-corrected bilinear",
    "residual_dual": "residual adapter",
    "residual_dual_all_epochs": "residual adapter, all epochs",
    "linear_anchor": "anchored linear map",
    "nearest_neighbour": "nearest-neighbour normalisation",
    "distribution": "distribution normalisation",
    "inverse_softmax": "inverse softmax",
}

METHODS = {
    "gradcam": "element-wise Grad-CAM",
    "gradcam_fine": "finer element-wise Grad-CAM",
    "grad_eclip": "Grad-ECLIP",
    "rollout": "attention rollout",
    "relevance": "relevance propagation",
    "occlusion": "occlusion",
    "random": "random map",
    "centre": "centre prior",
    "boxes": "box oracle",
}
"""Of maps, and of the controls that they are held against."""


def adapter_label(adapter: str | None) -> str:
    """Name of a recipe, empty for plain zero-shot; one we do not know keeps its own."""
    return ADAPTERS.get(adapter, adapter.replace("_", " ")) if adapter else ""


def shots_label(shots: int) -> str:
    """ "8-shot", or "zero-shot"."""
    return f"{shots}-shot" if shots else "zero-shot"


def recipe_label(row: MetricsRow) -> str:
    """How a row came about, without its backbone: "8-shot, residual adapter"."""
    return ", ".join(filter(None, (shots_label(row.shots), adapter_label(row.adapter))))


def row_label(row: MetricsRow) -> str:
    """Full name of a row: "RN50 8-shot, residual adapter"."""
    return f"{row.name} {recipe_label(row)}"
