"""A local page that ranks captions for a picture of the reader's: the form, and what a row answers.

The picture and the captions stay in this process's memory while it answers, and go nowhere else.
"""

from __future__ import annotations

import base64
import mimetypes
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from urllib.parse import parse_qs

from PIL import Image

from pipeline.clip.explanations.heatmaps import as_png
from pipeline.clip.explanations.methods import IMAGE_ONLY
from pipeline.data.picture_files import open_picture, page_copy, read_picture
from pipeline.errors import PipelineError
from pipeline.evaluation.maps.heat_scale import css_gradient
from pipeline.prediction.predictor import Predictor, Ranking, check_captions
from pipeline.prediction.try_form import AnySample, Question, as_line, offered_samples, read_form
from pipeline.results.labels import METHODS, adapter_label, shots_label
from pipeline.results.names import Row, all_rows
from pipeline.settings import Settings
from pipeline.site.local_server import MOST_BYTES, Desk, Reply
from pipeline.site.render_site import INDEX
from pipeline.site.resources import static_folders, template_folders
from pipeline.site.views.page import environment, rendered

FOLDER = "try"
"""Of the page's template, script and style, among the templates: nothing of it is published."""

SHARED = ("site.css", "theme.js", "viewer.js", "icon.svg")
"""What it takes from the site's static files."""


@dataclass(frozen=True)
class Answer:
    """A ranking as the page shows it."""

    row: str
    method: str
    image_only: bool
    captions: list[tuple[str, float]]
    """With their probabilities, the most likely first."""
    right: str | None
    """The right caption, where the picture is a sample's."""
    picture: str
    """An address that holds the picture itself; likewise ``heat``."""
    heat: str
    size: tuple[int, int]
    """Width and height of the picture shown, in pixels."""
    score: str
    chance_score: str


class TryPage(Desk):
    """The page, for ``local_server``; it answers one form at a time.

    Raises:
        PipelineError: no row of these settings can be asked.
    """

    address = "/try/"

    def __init__(self, settings: Settings) -> None:
        self.settings, self.predictor = settings, Predictor(settings)
        self.environment = environment(settings)
        if not self.rows():
            raise PipelineError(
                "backbones: none with a model: features computed elsewhere are all there is, and a picture needs the "
                "model itself"
            )
        # Now, and not at the first visit: a template with a mistake is told on the terminal.
        self.get("", "")

    def rows(self) -> list[Row]:
        """The rows that can be asked now; a training may add some."""
        return [row for row in all_rows(self.settings) if self.predictor.ready(row)]

    # ------------------------------------------------------------ requests

    def get(self, name: str, query: str) -> Reply | None:
        if not name:
            wanted = parse_qs(query).get("sample", [None])[0]
            samples = offered_samples(self.settings)
            sample = next((one for one in samples if one.id == wanted), samples[0] if samples else None)
            # Of equal candidates one is asked: the form compares different ones.
            captions = list(dict.fromkeys(map(as_line, sample.choices))) if sample else []
            return self._page(Question(None, captions, sample.id if sample else None, b""), samples)
        folders = template_folders(self.settings) if name in ("try.js", "try.css") else static_folders(self.settings)
        if name in ("try.js", "try.css"):
            places = [folder / FOLDER / name for folder in folders]
        else:
            places = [folder / file for folder in folders for file in SHARED if name == f"static/{file}"]
        found = next((place for place in places if place.is_file()), None)
        return Reply(found.read_bytes(), mimetypes.guess_type(name)[0] or "text/plain") if found else None

    def post(self, content_type: str, body: bytes) -> Reply:
        asked, samples = Question(None, [], None, b""), offered_samples(self.settings)
        try:
            asked = read_form(content_type, body)
            return self._page(asked, samples, self._answer(asked, samples))
        except PipelineError as error:
            return self._page(asked, samples, mistakes=error.mistakes, status=HTTPStatus.BAD_REQUEST)

    def refuse(self, reason: str, status: HTTPStatus) -> Reply:
        return self._page(Question(None, [], None, b""), [], mistakes=(reason,), status=status)

    # ------------------------------------------------------------ answers

    def _answer(self, asked: Question, samples: list[AnySample]) -> Answer:
        # A picture that was chosen counts, whichever sample the form began with.
        sample = None if asked.picture else next((one for one in samples if one.id == asked.sample), None)
        check_captions(asked.captions)
        row = self.predictor.row(asked.model)
        if sample is not None:
            picture = open_picture(self.settings.docs / sample.picture.image)
        elif asked.picture:
            picture = read_picture(asked.picture, "picture")
        else:
            raise PipelineError("picture: none was chosen: choose or drop one")
        said = self.predictor.predict(row, picture, asked.captions)
        return _shown(said, picture, asked.captions, as_line(sample.choices[sample.correct]) if sample else None)

    def _page(
        self,
        asked: Question,
        samples: list[AnySample],
        answer: Answer | None = None,
        mistakes: tuple[str, ...] = (),
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Reply:
        rows = self.rows()
        context = {
            "site": self.settings.site,
            "results": (self.settings.docs / INDEX).is_file(),
            "asked": asked,
            "samples": samples,
            "sample": next((one for one in samples if one.id == asked.sample), None),
            "backbones": [(name, list(own)) for name, own in groupby(rows, lambda row: row.backbone.name)],
            "model": asked.model or self.predictor.row(None).model,
            "untrained": sum(row.backbone.features is None for row in all_rows(self.settings)) - len(rows),
            "recipe": _recipe,
            "answer": answer,
            "mistakes": mistakes,
            "heat_scale": css_gradient(),
            "most_bytes": MOST_BYTES,
        }
        html = rendered(self.settings, self.environment, f"{FOLDER}/page.html", context)
        return Reply(html.encode(), "text/html; charset=utf-8", status)


def _recipe(row: Row) -> str:
    """How a row came about, without its backbone."""
    return ", ".join(filter(None, (shots_label(row.shots), adapter_label(row.adapter))))


def _shown(said: Ranking, picture: Image.Image, captions: list[str], right: str | None) -> Answer:
    content, copy = page_copy(picture)
    return Answer(
        row=f"{said.row.backbone.name} {_recipe(said.row)}",
        method=METHODS[said.method],
        image_only=said.method in IMAGE_ONLY,
        captions=sorted(zip(captions, said.chances, strict=True), key=lambda pair: -pair[1]),
        # Whoever rewrote the right caption asks about another one, of which nobody knows whether it is true.
        right=right if right in captions else None,
        picture=_held(content, "image/jpeg"),
        heat=_held(as_png(said.heat, said.geometry), "image/png"),
        size=copy.size,
        score=str(said.score),
        chance_score=str(said.chance_score),
    )


def _held(content: bytes, kind: str) -> str:
    """A file as an address: nothing has to be kept for the browser to fetch."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
