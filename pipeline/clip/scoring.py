"""One row on the test set: logits from stored features, where they come from, and the seconds that its head takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import TrainedAdapter, zero_shot_scores
from pipeline.clip.features.features import Features
from pipeline.errors import PipelineError
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.sample_table import Array
from pipeline.results.names import Row
from pipeline.results.schemas.timings import Step, TimingRow
from pipeline.settings import Training


def origin_of(row: Row, released: TrainedAdapter | None, training: Training, categories: int) -> Origin:
    """What a reader should know of a row before its figures: its weights, and which images of the pool they have seen.

    Args:
        categories: how many; shots and pool are counted by category.
    """
    plain = Origin(row.model, row.backbone.id, row.backbone.name, row.shots, row.adapter)
    if released is None:
        return plain
    adapter, labelled, pool = released.adapter, row.shots * categories, training.pool_per_class * categories
    return replace(
        plain,
        support_images=labelled,
        validation_images=pool - labelled if adapter.validated and training.validation == "pool" else 0,
        unlabelled_images=pool if adapter.uses_pool else 0,
        parameters=released.parameters,
        checkpoint=row.checkpoint,
        gamma=released.gamma if adapter.blended else None,
    )


def score_row(
    origin: Origin,
    released: TrainedAdapter | None,
    draws: Sequence[TrainedAdapter],
    asked: Features,
    held_out: Features,
    extraction: Mapping[str, float],
) -> tuple[Outcome, TimingRow]:
    """A row's answers to the test set, and what they cost from pictures and captions on.

    Args:
        released: its adapter; None for CLIP as it came.
        draws: adapters of all its support draws, of which the first is the released one; empty where nothing is drawn.
        asked: features of the test set, on the device to measure; likewise ``held_out`` and the weights.
        held_out: of the samples that the temperature is fitted on; may be none.
        extraction: seconds that each step before the head took for the test set.

    Raises:
        PipelineError: the scores are no numbers, or all the same.
    """
    score = zero_shot_scores if released is None else released.scores
    scores, seconds = _timed(score, asked)
    # In the order of a sample's way: timings.json lists them so, and charts stack them so.
    steps, samples = {**extraction, "head": seconds}, len(asked)
    if not scores.isfinite().all():
        # argmax of no numbers is some candidate all the same, and would be believed.
        raise PipelineError(
            f"{origin.model}: its scores are no numbers: run `python -m pipeline train --force`, "
            "with a lower training.learning_rate if that does not help"
        )
    if len(asked) and (scores == scores[:, :1]).all():
        # The first of equals is picked, and would be right wherever a file has the right caption first.
        raise PipelineError(
            f"{origin.model}: scores all candidates of a sample alike, in all of them: see that captions have features "
            "of their own"
        )
    right = asked.picks(scores) == asked.correct
    # The released checkpoint may be a published one in place of the first draw: it is the one that speaks.
    drawn = [right, *(asked.picks(draw.scores(asked)) == asked.correct for draw in draws[1:])]
    outcome = Outcome(
        origin,
        _numpy(asked.without_twins(scores)),
        _numpy(asked.correct),
        validation_logits=_numpy(held_out.without_twins(score(held_out))) if len(held_out) else None,
        validation_correct=_numpy(held_out.correct) if len(held_out) else None,
        # Without draws there is nothing to vary: zero-shot has no entry in draws.json.
        draw_right=[_numpy(one) for one in drawn] if draws else [],
    )
    timing = TimingRow(
        model=origin.model,
        samples=samples,
        seconds=sum(steps.values()),
        ms_per_sample=1000 * sum(steps.values()) / max(1, samples),
        steps=[Step.model_validate({"step": step, "seconds": each}) for step, each in steps.items()],
    )
    return outcome, timing


def _timed(score: Callable[[Features], Tensor], asked: Features) -> tuple[Tensor, float]:
    """Logits [n, c], and the seconds of a second pass: the first one also warms up."""
    score(asked)
    _wait(asked.images.device)
    # After the wait: the first pass also compiled kernels and filled caches, which no later one pays.
    started = time.perf_counter()
    result = score(asked)
    _wait(asked.images.device)
    return result, time.perf_counter() - started


def _wait(device: torch.device) -> None:
    # A GPU's calls return before the work is done: without this the clock measures how fast it is asked.
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _numpy(tensor: Tensor) -> Array:
    return tensor.cpu().numpy()
