"""What a row says of one picture and its captions: probabilities, a map, and the map's score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image

from pipeline.clip.adapters.checkpoint_files import RETRAIN, load_released
from pipeline.clip.backbones.geometry import Geometry
from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import FP32
from pipeline.clip.device import pick_device
from pipeline.clip.explanations.methods import caption_map, methods_of
from pipeline.clip.explanations.perturbing import Perturbed, alone
from pipeline.clip.features.encoding import encode_captions, encode_pixels, finite
from pipeline.clip.rows import find_row, head, probabilities
from pipeline.errors import PipelineError
from pipeline.evaluation.maps.control_maps import random_map
from pipeline.evaluation.maps.perturbation import first_places
from pipeline.evaluation.sample_table import Array
from pipeline.results.names import Row, all_rows, headline_shots
from pipeline.results.number_formats import gain
from pipeline.results.schemas.attention import Attention, MapMethod
from pipeline.settings import Settings

KEPT = 2
"""Backbones that stay loaded: who compares goes to and fro between two, and the large ones take gigabytes each."""


@dataclass(frozen=True)
class MapScore:
    """How far a map can be trusted; see ``pipeline.clip.explanations.perturbing``."""

    insertion: float
    """Area under the probability of the caption while the hottest places come into view."""
    deletion: float
    """The same while they go."""

    def __str__(self) -> str:
        apart = gain(self.insertion - self.deletion)
        return f"insertion {self.insertion:.3f} minus deletion {self.deletion:.3f} is {apart}"


@dataclass(frozen=True)
class Ranking:
    """One picture and its captions as a row ranks them."""

    row: Row
    chances: list[float]
    """Probability of each caption, in the order given."""
    method: MapMethod
    heat: Array
    """[s, w] in 0..1 over the model's input: why the most likely caption and not the next."""
    geometry: Geometry
    """How the picture lies on that input."""
    score: MapScore
    chance_score: MapScore
    """Of a map that knows nothing."""

    @property
    def best(self) -> int:
        """Place of the most likely caption."""
        return int(np.argmax(self.chances))


class Predictor:
    """Rows of an experiment, whose backbones are loaded when they are first asked and then kept."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._backbones: dict[str, LoadedBackbone] = {}

    def row(self, model: str | None) -> Row:
        """The row of that name; when None, the headline row.

        Raises:
            PipelineError: there is no such row, or its features were computed elsewhere.
        """
        row = find_row(self.settings, model) if model else self._headline()
        if row.backbone.features:
            raise PipelineError(
                f"{row.model}: its features were computed elsewhere, and a picture of yours needs the model itself: "
                "name a row of another backbone with --model"
            )
        return row

    def _headline(self) -> Row:
        """The headline row of the first backbone with a model, where it has been trained; else its zero-shot row."""
        backbones = self.settings.backbones
        first = next((one for one in backbones if one.features is None), backbones[0])
        rows = [row for row in all_rows(self.settings) if row.backbone is first]
        shots = headline_shots(self.settings.training.few_shots)
        # Zero-shot needs no training: a first prediction works in a fresh checkout.
        return next((row for row in rows if row.shots == shots and row.checkpoint and self.ready(row)), rows[0])

    def ready(self, row: Row) -> bool:
        """Whether a row can be asked: its model is here, and so is its adapter."""
        # The file alone, not what is in it: the list of rows is made for every page, and who asks is told.
        trained = row.checkpoint is None or self.settings.path(row.checkpoint).is_file()
        return row.backbone.features is None and trained

    def predict(self, row: Row, picture: Image.Image, captions: list[str]) -> Ranking:
        """Ask a row.

        Args:
            picture: upright, RGB; see ``open_picture``.
            captions: see ``check_captions``.

        Raises:
            PipelineError: the row is not trained, or its weights do not serve.
        """
        settings, backbone = self.settings, self._loaded(row)
        # Anew each time: it is small, and a training may have replaced it.
        adapter = load_released(row, settings.root, backbone.facts.embed_dim, backbone.device)
        # Not from the store: captions of one question would stay in it for ever.
        texts = _caption_features(backbone, captions)
        logits = head(adapter, texts, backbone.logit_scale)
        pixels = backbone.preprocess(picture)
        features = finite(encode_pixels(backbone, pixels[None].to(backbone.device)), backbone)
        chances = probabilities(logits, features).cpu()
        if not chances.isfinite().all():
            raise PipelineError(f"{row.model}: its scores are no numbers: {RETRAIN}")
        best = int(chances.argmax())
        method = self._method(backbone)
        heat = caption_map(backbone, pixels, logits, best, method).numpy()
        # The map's own score beside a random one's: one picture's map may well be no better than chance.
        asked = Perturbed(backbone, alone(logits), pixels[None], torch.tensor([best]))
        seed = settings.evaluation.seed
        blind = random_map(*backbone.input_size, np.random.default_rng(seed))
        return Ranking(
            row,
            chances.tolist(),
            method,
            heat,
            backbone.preprocess.geometry(*picture.size),
            score=_score(asked, heat, seed),
            chance_score=_score(asked, blind, seed),
        )

    def _loaded(self, row: Row) -> LoadedBackbone:
        """The row's backbone, and last of those kept."""
        found = self._backbones.pop(row.backbone.id, None)
        if found is None:
            # Before the new one is loaded, so that there are never more in memory.
            while len(self._backbones) >= KEPT:
                del self._backbones[next(iter(self._backbones))]
            # In fp32 whatever the settings say: in half precision the gradients behind a map vanish.
            found = load_backbone(self.settings, row.backbone, pick_device(self.settings), FP32)
        self._backbones[row.backbone.id] = found
        return found

    def _method(self, backbone: LoadedBackbone) -> MapMethod:
        """What the published scores found best for the backbone; what suits its tower where nothing was scored."""
        methods = methods_of(backbone)
        try:
            leading = Attention.read(self.settings.docs / "data").leading(backbone.settings.id)
        except PipelineError:  # nothing published yet, or by another version: a prediction needs no results
            leading = None
        return leading if leading in methods else methods[0]


def check_captions(captions: list[str]) -> None:
    """See that there is something to compare.

    Raises:
        PipelineError: fewer than two captions, or equal ones.
    """
    if len(captions) < 2 or len(set(captions)) < len(captions):
        raise PipelineError("captions: name two or more different ones: probabilities compare them")


def _caption_features(backbone: LoadedBackbone, captions: list[str]) -> torch.Tensor:
    """Raw features [c, d] in the order of ``captions``, on the model's device."""
    features = torch.empty(len(captions), backbone.facts.embed_dim)
    # Batches come sorted by length, so rows are put back into their places.
    for batch in encode_captions(backbone, captions, batch_size=len(captions)):
        features[batch.rows] = batch.features
    return features.to(backbone.device)


def _score(asked: Perturbed, heat: Array, seed: int) -> MapScore:
    """Of one map of one picture, the mean of both ways to take places away."""
    # As faithfulness has it: each fill makes pictures of a kind that the model never saw, so none decides alone.
    ranks = first_places(heat, np.random.default_rng(seed))
    areas = {name: float(area[0]) for name, area in asked.areas(ranks[None]).items()}
    return MapScore(*((areas[f"{way}_blur"] + areas[f"{way}_mean"]) / 2 for way in ("insertion", "deletion")))
