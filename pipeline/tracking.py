"""An experiment tracker that follows a run, and never stops it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from pipeline.progress import Reporter
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.metrics import Metrics
from pipeline.settings import Settings

# Long enough for a slow line, short enough not to be taken for a hang.
SECONDS_TO_REACH_SERVER = 20


def track(settings: Settings, reporter: Reporter) -> None:
    """Log curves, metrics and checkpoints where ``tracking`` says; a failure is noted and the run goes on."""
    if settings.tracking.backend == "none":
        return
    try:
        # Only here: it is an extra, and takes seconds to import.
        import wandb
    except ImportError:
        reporter.note("tracking: nothing logged: wandb is not installed: pip install 'clip-caption-dashboard[wandb]'")
        return
    try:
        _log(wandb, settings, reporter)
    except Exception as error:
        # Results are on disk already: whatever goes wrong out there must not lose them.
        reporter.note(f"tracking: not logged ({type(error).__name__}: {error})")


def _log(wandb: Any, settings: Settings, reporter: Reporter) -> None:
    data = settings.docs / "data"
    metrics = Metrics.read(data)
    run = _start(wandb, settings, reporter)
    try:
        # wandb's steps only grow, so all curves are logged epoch by epoch.
        for number, values in enumerate(_epochs(Curves.read(data).rows), start=1):
            run.log(values, step=number)
        for row in metrics.rows:
            run.summary.update({f"{row.model}/{name}": value for name, value in row.model_dump().items()})
        for row in metrics.rows:
            if row.checkpoint:
                artifact = wandb.Artifact(row.model, type="model")
                artifact.add_file(str(settings.path(row.checkpoint)))
                run.log_artifact(artifact)
    finally:
        run.finish()
    reporter.note(f"tracking: logged to {settings.tracking.project}")


def _start(wandb: Any, settings: Settings, reporter: Reporter) -> Any:
    """A run on the server; in a local folder when there is no key or no way there."""
    folder = settings.cache / "wandb"
    folder.mkdir(parents=True, exist_ok=True)
    arguments: dict[str, Any] = {
        "project": settings.tracking.project,
        "entity": settings.tracking.entity,
        "config": settings.resolved(),
        "dir": str(folder),
    }
    quiet = wandb.Settings(init_timeout=SECONDS_TO_REACH_SERVER, silent=True)
    # wandb obeys the variable by itself: who asked for no server needs no hint about keys.
    if os.environ.get("WANDB_MODE") in ("offline", "disabled", "dryrun"):
        return wandb.init(**arguments, settings=quiet)
    if wandb.api.api_key is None:
        reporter.note("tracking: no wandb key: logging offline; `wandb login` and `wandb sync` send it later")
        return wandb.init(**arguments, settings=quiet, mode="offline")
    try:
        return wandb.init(**arguments, settings=quiet)
    except wandb.errors.CommError as error:
        reporter.note(f"tracking: the server does not answer ({error}): logging offline")
        return wandb.init(**arguments, settings=quiet, mode="offline")


def _epochs(curves: list[Curve]) -> Iterator[dict[str, float]]:
    """The known values of all curves, one mapping per epoch."""
    kinds = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "validation_f1_macro")
    for number in range(max((len(curve.train_loss) for curve in curves), default=0)):
        yield {
            f"{curve.model}/draw{curve.draw}/{kind}": values[number]
            for curve in curves
            for kind in kinds
            if number < len(values := getattr(curve, kind)) and values[number] is not None
        }
