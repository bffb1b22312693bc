"""run.json: what was run, on what data and weights, with which packages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pipeline.data.digests import Digests
from pipeline.data.prepared import load_prepared
from pipeline.results.conditions import Conditions, Versions, together
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.run import BackboneFacts, Fingerprint, Run
from pipeline.settings import Settings


def record_run(settings: Settings, stages: Iterable[Versions]) -> Run:
    """Write run.json from what the stages left behind: what made the results, whatever is installed today.

    Args:
        stages: the versions that each stage after extraction was done with.
    """
    data = settings.docs / "data"
    resolved = settings.resolved()
    # The page's own words and what a review lets pass change no result, and should not touch an artifact.
    del resolved["site"], resolved["gate"]
    # Nor does the number of processes that decode pictures; timings.json says it.
    del resolved["extraction"]["workers"]
    extraction = Conditions.read(settings.work)
    # Extraction's first: its features may be much older than the rest.
    versions = together([extraction.versions, *stages])
    backbones = list(_backbones(settings))
    run = Run(
        profile=settings.profile,
        settings=resolved,
        device=extraction.device,
        # As it was used; where all features are from elsewhere, as it was asked for.
        precision=next((facts.precision for facts in backbones if facts.precision), settings.precision),
        python=versions.python,
        packages=versions.packages,
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
