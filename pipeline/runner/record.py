"""run.json: what was run, on what data and weights, with which packages."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from pipeline.data.digests import Digests
from pipeline.data.prepared import load_prepared
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.run import BackboneFacts, Fingerprint, Run
from pipeline.results.schemas.timings import Timings
from pipeline.settings import Settings

# Packages whose version can move a result.
PACKAGES = (
    "torch", "torchvision", "open_clip_torch", "grad-cam", "numpy", "scipy", "statsmodels", "scikit-learn",
    "pandas", "pillow", "plotly", "jinja2",
)  # fmt: skip


def record_run(settings: Settings) -> Run:
    """Write run.json from what the stages left behind."""
    data = settings.docs / "data"
    timings = Timings.read(data)
    resolved = settings.resolved()
    # The page's own words and what a review lets pass change no result, and should not touch an artifact.
    del resolved["site"], resolved["gate"]
    backbones = list(_backbones(settings))
    run = Run(
        profile=settings.profile,
        settings=resolved,
        device=timings.device,
        precision=next((facts.precision for facts in backbones if facts.precision), settings.precision),
        python=platform.python_version(),
        packages=dict(_versions()),
        seeds={
            "dataset": settings.dataset.seed,
            "training": settings.training.seed,
            "evaluation": settings.evaluation.seed,
        },
        data_sha256=load_prepared(settings).sha256,
        backbones=backbones,
        checkpoints=list(_checkpoints(settings)),
    )
    run.write(data)
    return run


def _versions() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue


def _backbones(settings: Settings) -> Iterator[BackboneFacts]:
    """As found when each backbone was loaded for extraction."""
    for backbone in settings.backbones:
        path = settings.work / f"backbone-{backbone.id}.json"
        yield BackboneFacts.model_validate(json.loads(path.read_text(encoding="utf-8")))


def _checkpoints(settings: Settings) -> Iterator[Fingerprint]:
    digests = Digests.of(settings)
    for row in Metrics.read(settings.docs / "data").rows:
        if row.checkpoint:
            path = settings.path(row.checkpoint)
            yield Fingerprint(name=row.checkpoint, sha256=digests.digest(path), bytes=path.stat().st_size)
