"""Rank captions for one picture of the user's, and draw where the model looked."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.clip.explanations.heatmaps import as_png
from pipeline.data.picture_files import open_picture
from pipeline.errors import PipelineError
from pipeline.prediction.predictor import Predictor, Ranking, check_captions
from pipeline.progress import Terminal
from pipeline.results.files import check_regular, write_bytes
from pipeline.results.labels import METHODS
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
    check_captions(captions)
    if not image.name:
        raise PipelineError(f"{image}: is a folder: name a picture")
    target = heatmap or image.with_name(f"{image.stem}.heatmap.png")
    # Before the model is loaded: a wrong name should not cost the wait.
    _check_target(target, image)
    predictor = Predictor(settings)
    row = predictor.row(model)
    picture = open_picture(image)
    said = predictor.predict(row, picture, captions)
    write_bytes(target, _overlaid(picture, said))
    _print(said, captions)
    reporter.note(f"Heat map of the first caption, by {METHODS[said.method]}: {target}")
    reporter.note(f"Its score: {said.score}")
    reporter.note(f"A random map's score: {said.chance_score}")
    return said.chances


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


def _overlaid(picture: Image.Image, said: Ranking) -> bytes:
    layer = Image.open(io.BytesIO(as_png(said.heat, said.geometry))).convert("RGBA").resize(picture.size)
    # Flattened: the file is looked at alone, on whatever background.
    result = Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
    buffer = io.BytesIO()
    mark = PngInfo()
    mark.add_text(*MARK)
    result.save(buffer, "PNG", pnginfo=mark)
    return buffer.getvalue()


def _print(said: Ranking, captions: list[str]) -> None:
    table = Table(title=Text(f"{said.row.backbone.name}, {said.row.model}"), title_justify="left")
    table.add_column("Probability", justify="right")
    table.add_column("Caption")
    for chance, caption in sorted(zip(said.chances, captions, strict=True), reverse=True):
        # As Text, or Rich would take [brackets] of a caption for its own markup.
        table.add_row(f"{chance:.4f}", Text(caption))
    Console().print(table)
