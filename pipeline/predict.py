"""Rank captions for one picture of the user's, and draw where the model looked."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.clip.adapters.checkpoint_files import RETRAIN, load_released
from pipeline.clip.backbones.geometry import Geometry
from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import FP32
from pipeline.clip.device import pick_device
from pipeline.clip.explanations.heatmaps import as_png
from pipeline.clip.explanations.methods import caption_map, methods_of
from pipeline.clip.explanations.perturbing import Perturbed, alone
from pipeline.clip.features.encoding import encode_captions, encode_pixels, finite
from pipeline.clip.rows import find_row, head, probabilities
from pipeline.data.picture_files import open_picture
from pipeline.errors import PipelineError
from pipeline.evaluation.maps.control_maps import random_map
from pipeline.evaluation.maps.perturbation import first_places
from pipeline.evaluation.sample_table import Array
from pipeline.progress import Terminal
from pipeline.results.files import check_regular, write_bytes
from pipeline.results.labels import METHODS
from pipeline.results.names import Row, all_rows, headline_shots
from pipeline.results.number_formats import gain
from pipeline.results.schemas.attention import Attention, MapMethod
from pipeline.settings import Settings

MARK = ("Software", "pipeline predict")
"""What a heat map's file says of its origin, so that the next one may replace it."""


def predict(
    settings: Settings,
    image: Path,
    captions: list[str],
    *,
    model: str | None,
    heatmap: Path | None,
    reporter: Terminal,
) -> list[float]:
    """Print the captions by probability and write the heat map of the first.

    Args:
        model: a row such as rn50-8shot; the headline row when None.
        heatmap: where the heat map goes; beside the picture when None.

    Returns:
        The probability of each caption, in the order given.

    Raises:
        PipelineError: fewer than two captions, equal ones, an unreadable picture, an unknown or untrained row, or a
            file in the place of the heat map.
    """
    if len(captions) < 2 or len(set(captions)) < len(captions):
        raise PipelineError("captions: name two or more different ones: probabilities compare them")
    if not image.name:
        raise PipelineError(f"{image}: is a folder: name a picture")
    target = heatmap or image.with_name(f"{image.stem}.heatmap.png")
    # Before the model is loaded: a wrong name should not cost the wait.
    _check_target(target, image)
    row = find_row(settings, model) if model else _headline(settings)
    if row.backbone.features:
        raise PipelineError(
            f"{row.model}: its features were computed elsewhere, and a picture of yours needs the model itself: name a "
            "row of another backbone with --model"
        )
    picture = open_picture(image)
    # In fp32 whatever the settings say: in half precision the gradients behind a map vanish.
    backbone = load_backbone(settings, row.backbone, pick_device(settings), FP32)
    adapter = load_released(row, settings.root, backbone.facts.embed_dim, backbone.device)
    # Not from the store: captions of the command line would stay in it for ever.
    texts = _caption_features(backbone, captions)
    logits = head(adapter, texts, backbone.logit_scale)
    pixels = backbone.preprocess(picture)
    chances = probabilities(logits, finite(encode_pixels(backbone, pixels[None].to(backbone.device)), backbone)).cpu()
    if not chances.isfinite().all():
        raise PipelineError(f"{row.model}: its scores are no numbers: {RETRAIN}")
    best = int(chances.argmax())
    method = _method(settings, backbone)
    heat = caption_map(backbone, pixels, logits, best, method).numpy()
    write_bytes(target, _overlaid(picture, heat, backbone.preprocess.geometry(*picture.size)))
    _print(row, captions, chances.tolist())
    reporter.note(f"Heat map of the first caption, by {METHODS[method]}: {target}")
    # The map's own score beside a random one's: one picture's map may well be no better than chance.
    asked = Perturbed(backbone, alone(logits), pixels[None], torch.tensor([best]))
    blind = random_map(*backbone.input_size, np.random.default_rng(settings.evaluation.seed))
    for words, one in (("Its", heat), ("A random map's", blind)):
        reporter.note(f"{words} score: {_score(asked, one, settings.evaluation.seed)}")
    return [float(chance) for chance in chances]


def _check_target(target: Path, image: Path) -> None:
    """See that the heat map writes over nothing but an earlier one.

    Raises:
        PipelineError: the place is the picture's own, or another file's.
    """
    if not target.exists():
        return
    if image.exists() and target.samefile(image):
        raise PipelineError(f"{target}: the picture itself: name another file with --heatmap")
    check_regular(target)
    try:
        with Image.open(target) as found:
            ours = found.info.get(MARK[0]) == MARK[1]
    except (OSError, ValueError, SyntaxError):
        ours = False
    if not ours:
        raise PipelineError(f"{target}: there already, and no heat map of this command: name another with --heatmap")


def _headline(settings: Settings) -> Row:
    """The first backbone's headline row, where it has been trained; its zero-shot row otherwise."""
    rows = [row for row in all_rows(settings) if row.backbone is settings.backbones[0]]
    for row in rows:
        headline = row.shots == headline_shots(settings.training.few_shots)
        if headline and row.checkpoint and settings.path(row.checkpoint).is_file():
            return row
    # Zero-shot needs no training: a first prediction works in a fresh checkout.
    return rows[0]


def _method(settings: Settings, backbone: LoadedBackbone) -> MapMethod:
    """What the published scores found best for the backbone; what suits its tower where nothing was scored."""
    methods = methods_of(backbone)
    try:
        leading = Attention.read(settings.docs / "data").leading(backbone.settings.id)
    except PipelineError:  # nothing published yet, or by another version: a prediction needs no results
        leading = None
    return leading if leading in methods else methods[0]


def _score(asked: Perturbed, heat: Array, seed: int) -> str:
    """Insertion and deletion of one map of one picture, in words."""
    ranks = first_places(heat, np.random.default_rng(seed))
    areas = {name: float(area[0]) for name, area in asked.areas(ranks[None]).items()}
    insertion, deletion = ((areas[f"{way}_blur"] + areas[f"{way}_mean"]) / 2 for way in ("insertion", "deletion"))
    return f"insertion {insertion:.3f} minus deletion {deletion:.3f} is {gain(insertion - deletion)}"


def _caption_features(backbone: LoadedBackbone, captions: list[str]) -> torch.Tensor:
    """Raw features [c, d] in the order of ``captions``, on the model's device."""
    features = torch.empty(len(captions), backbone.facts.embed_dim)
    # Batches come sorted by length, so rows are put back into their places.
    for batch in encode_captions(backbone, captions, batch_size=len(captions)):
        features[batch.rows] = batch.features
    return features.to(backbone.device)


def _overlaid(picture: Image.Image, heat: NDArray[np.float32], geometry: Geometry) -> bytes:
    layer = Image.open(io.BytesIO(as_png(heat, geometry))).convert("RGBA").resize(picture.size)
    # Flattened: the file is looked at alone, on whatever background.
    result = Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
    buffer = io.BytesIO()
    mark = PngInfo()
    mark.add_text(*MARK)
    result.save(buffer, "PNG", pnginfo=mark)
    return buffer.getvalue()


def _print(row: Row, captions: list[str], chances: list[float]) -> None:
    table = Table(title=Text(f"{row.backbone.name}, {row.model}"), title_justify="left")
    table.add_column("Probability", justify="right")
    table.add_column("Caption")
    for chance, caption in sorted(zip(chances, captions, strict=True), reverse=True):
        table.add_row(f"{chance:.4f}", Text(caption))
    Console().print(table)
