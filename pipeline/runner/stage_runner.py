"""Stages in their order: what is up to date is not done again.

A stage is up to date when everything it depends on is what it was when the stage last finished: its settings, the
project's code, the files that it read, what earlier stages left behind, and the files that it wrote. Content
decides, not time: a touched but equal file changes nothing. The record is written after the stage's results,
so a run that is killed anywhere does that stage again and no other.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from functools import partial

from pipeline.errors import PipelineError
from pipeline.progress import Reporter, Silent
from pipeline.ranks import RankLost, Ranks
from pipeline.results.earlier import earlier_work
from pipeline.results.names import all_rows
from pipeline.results.schemas.timings import StageTime, Timings, kept_map_times
from pipeline.results.workspace import check_places, hold_experiment, join_work
from pipeline.runner.record import record_run
from pipeline.runner.stage_graph import BY_NAME, NEED_MODELS, STAGES, needed
from pipeline.runner.stage_state import StageState
from pipeline.settings import Backbone, Settings


def run_stages(settings: Settings, reporter: Reporter, *, last: str | None = None, force: bool = False) -> list[str]:
    """Bring stages up to date and record the run.

    Args:
        last: stop after this stage and do only what it needs; every stage when None.
        force: do them even where they are up to date (stored features are still used).

    Returns:
        Names of the stages that were done.

    Raises:
        PipelineError: the user's input is wrong, or another command is writing to the experiment's folders.
    """
    wanted = needed(last) if last else set(BY_NAME)
    done = []
    with hold_experiment(settings), Ranks.here().leading() as call:
        if (old := earlier_work(settings)) is not None:
            reporter.note(f"{old}: left by an earlier version and read by none of this one's commands: delete it")
        state = StageState(settings)
        if any(force or not state.is_current(BY_NAME[name]) for name in wanted & NEED_MODELS):
            preflight(settings)
        for stage in STAGES:
            if stage.name not in wanted:
                continue
            if not force and state.is_current(stage):
                reporter.note(f"{stage.name}: up to date")
                continue
            reporter.note(f"{stage.name}: running")
            read, started = state.before(stage), time.perf_counter()
            if stage.shared:
                call(stage.name)
            # Imported only now: a run that finds all up to date never loads torch for it.
            importlib.import_module(stage.module).run(settings, reporter)
            state.finish(stage, read, time.perf_counter() - started)
            done.append(stage.name)
        # Even if nothing was done: the run before may have been killed just here.
        _complete_timings(settings, state)
        if not last:
            # Extraction may have found its features stored by another run: they say themselves what made them.
            later = (one for name, one in state.stages.items() if name not in ("prepare", "extract"))
            record_run(settings, (one.versions for one in later))
    return done


def follow(settings: Settings) -> None:
    """What all ranks but the first do: their parts of the stages that it calls them to."""
    for name in Ranks.here().called():
        with join_work(settings):
            try:
                importlib.import_module(BY_NAME[name].module).run(settings, Silent())
            except RankLost:
                raise
            except PipelineError:
                pass  # known to the first rank, which says it and calls again, or lets all go


def preflight(settings: Settings) -> None:
    """Find what is wrong with data, device, adapters and weights before any stage runs.

    Raises:
        PipelineError: one line for every mistake.
    """
    from pipeline.clip.adapters.known_adapters import check_adapters
    from pipeline.clip.backbones.precision import pick_precision
    from pipeline.data.datasets.registry import check_annotations

    checkpoints = [settings.path(row.checkpoint) for row in all_rows(settings) if row.checkpoint]
    _all_of(
        partial(check_annotations, settings),
        partial(check_places, settings, checkpoints),
        partial(pick_precision, settings),
        partial(check_adapters, settings.training.adapters),
    )
    # Only now, since a tag's weights are downloaded to be checked.
    _all_of(*(partial(_check_model, settings, backbone) for backbone in settings.backbones))


def _check_model(settings: Settings, backbone: Backbone) -> None:
    """Each is imported where it is needed, since both take a moment."""
    if backbone.features:
        from pipeline.clip.features.feature_folders import facts_of

        facts_of(settings, backbone)
    else:
        from pipeline.clip.backbones.loading import check_backbone

        check_backbone(settings, backbone)


def _all_of(*checks: Callable[[], object]) -> None:
    mistakes: list[str] = []
    for check in checks:
        try:
            check()
        except PipelineError as error:
            # All of them in one answer: who starts a night's run should not find the second slip in the morning.
            mistakes += error.mistakes
    if mistakes:
        raise PipelineError.of(mistakes)


def _complete_timings(settings: Settings, state: StageState) -> None:
    """Put the seconds of stages and of maps beside the per-sample times that ``evaluate`` measured."""
    data = settings.docs / "data"
    if not Timings.path(data).is_file():
        return
    timings = Timings.read(data)
    finished = ((stage.name, state.stages.get(stage.name)) for stage in STAGES)
    timings.stages = [StageTime(stage=name, seconds=one.seconds) for name, one in finished if one is not None]
    timings.maps = kept_map_times(settings.work)
    timings.write(data)
