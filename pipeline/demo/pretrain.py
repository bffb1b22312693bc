"""The demo's two backbones, trained from scratch on scenes of the pretraining world."""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pipeline.demo.learner import Recipe

PICTURES = 32_000
ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": str(2**33), "MALLOC_TRIM_THRESHOLD_": str(2**34), "MALLOC_TOP_PAD_": str(2**28)}
"""glibc keeps a step's memory for the next one; giving it back each time costs a third of the training."""


def recipes() -> list[Recipe]:
    """What is trained, and for how long; both fit into an hour on two cores."""
    from pipeline.demo.learner import Recipe

    return [
        Recipe("demo_rn", steps=1340, learning_rate=1.0e-3),
        Recipe("demo_vit", steps=1800, learning_rate=8e-4),
    ]


def pretrain(
    models_dir: Path, cache_dir: Path, *, device: str = "cpu", seed: int = 42, pictures: int = PICTURES,
    plans: list[Recipe] | None = None,
) -> None:  # fmt: skip
    """Write ``demo_rn.safetensors`` and ``demo_vit.safetensors`` to ``models_dir``.

    Pictures are drawn once; then each model learns in a process of its own with one thread. Interrupted
    anywhere and called again, it goes on from its last checkpoint under ``cache_dir`` and ends with the same weights.

    Raises:
        PipelineError: ``device`` is cuda and there is none.
    """
    import torch
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.demo.corpus import draw_corpus

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise PipelineError("device cuda: this machine has no CUDA device; use --device cpu")
    folder = cache_dir / "pretrain" / f"{pictures}-{seed}"
    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.fields[note]}"))  # fmt: skip
    with Progress(*columns) as bars:
        task = bars.add_task("drawing", total=pictures, note="")
        draw_corpus(folder, count=pictures, seed=seed, progress=lambda done, total: bars.update(task, completed=done))
        bars.update(task, completed=pictures)
        _learn(plans or recipes(), folder, models_dir, device, seed, bars)


def _learn(plans: list[Recipe], folder: Path, models_dir: Path, device: str, seed: int, bars: Any) -> None:
    """A process per model; their news come through one queue."""
    context = multiprocessing.get_context("spawn")
    news: Any = context.Queue()
    tasks = {plan.architecture: bars.add_task(plan.architecture, total=plan.steps, note="") for plan in plans}
    workers = [
        context.Process(target=_train_one, args=(plan, folder, models_dir, device, seed, news), daemon=True)
        for plan in plans
    ]
    os.environ.update({key: value for key, value in ALLOCATOR.items() if key not in os.environ})
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers) or not news.empty():
        try:
            name, step, loss = news.get(timeout=0.5)
        except queue.Empty:
            continue
        bars.update(tasks[name], completed=step, note=f"loss {loss:.3f}")
    for worker, plan in zip(workers, plans, strict=True):
        worker.join()
        if worker.exitcode:
            raise RuntimeError(f"training {plan.architecture} ended with exit code {worker.exitcode}")


def _train_one(plan: Recipe, folder: Path, models_dir: Path, device: str, seed: int, news: Any) -> None:
    import numpy as np
    import torch

    from pipeline.demo.corpus import Corpus
    from pipeline.demo.learner import Learner

    logging.disable(logging.WARNING)  # open_clip warns that weights are random: that is the point here
    torch.set_num_threads(1)
    corpus = Corpus(np.load(folder / "images.npy", mmap_mode="r"), np.load(folder / "tokens.npy", mmap_mode="r"))
    learner = Learner(plan, corpus, seed, device)
    learner.train(folder / f"{_label(plan)}.pt", report=_every(10, plan, news))
    save_weights(learner.weights(), models_dir / f"{plan.architecture}.safetensors")


def _label(plan: Recipe) -> str:
    """A checkpoint belongs to one recipe."""
    import hashlib

    return f"{plan.architecture}-{hashlib.sha256(repr(sorted(asdict(plan).items())).encode()).hexdigest()[:10]}"


def _every(number: int, plan: Recipe, news: Any) -> Callable[[int, float], None]:
    parent = multiprocessing.parent_process()

    def report(step: int, loss: float) -> None:
        if parent is not None and not parent.is_alive():
            raise SystemExit("the command that started this training is gone")
        if step % number == 0 or step == plan.steps:
            news.put((plan.architecture, step, loss))

    return report


def save_weights(weights: dict[str, Any], path: Path) -> None:
    """Written whole or not at all."""
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    save_file(weights, part)
    part.chmod(0o644)
    os.replace(part, path)
