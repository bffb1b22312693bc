"""The demo's two backbones, trained from scratch on scenes of the pretraining world."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import queue
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.demo import code_digest
from pipeline.progress import Reach, Reporter
from pipeline.results.files import WRITING, claim

if TYPE_CHECKING:
    from pipeline.demo.pretraining.learner import Plan

PICTURES = 32_000
MADE_BY = "made_by"
ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": str(2**33), "MALLOC_TRIM_THRESHOLD_": str(2**34), "MALLOC_TOP_PAD_": str(2**28)}
"""glibc keeps a step's memory for the next one; giving it back each time costs a third of the training."""


def default_plans() -> list[Plan]:
    """What is trained, and for how long; both fit into an hour on two cores."""
    from pipeline.demo.pretraining.learner import Plan

    return [
        Plan("demo_rn", steps=2400, cooldown=600),
        Plan("demo_vit", steps=5400, cooldown=1350),
    ]


def pretrain(
    models_dir: Path, cache_dir: Path, reporter: Reporter, *, device: str = "cpu", seed: int = 42,
    pictures: int = PICTURES, plans: list[Plan] | None = None,
) -> None:  # fmt: skip
    """Write ``demo_rn.safetensors`` and ``demo_vit.safetensors`` to ``models_dir``.

    Pictures are drawn once; then each model learns in a process of its own with one thread. Interrupted
    anywhere and called again, it goes on from its last checkpoint under ``cache_dir`` and ends with the same weights.
    What it kept there goes when it is done.

    Raises:
        PipelineError: weights that this command did not make stand in the place of its own.
    """
    from pipeline.demo.pretraining.corpus import draw_corpus

    plans = plans or default_plans()
    for plan in plans:
        path = _weights_file(models_dir, plan)
        claim(path, ours=_is_pretrained(path))
    folder = cache_dir / "pretrain" / f"{code_digest()}-{pictures}-{seed}"
    with reporter.tasks({"drawing": pictures}) as reach:
        draw_corpus(folder, count=pictures, seed=seed, progress=lambda done, total: reach("drawing", done, ""))
        reach("drawing", pictures, "")
    with reporter.tasks({plan.architecture: plan.steps for plan in plans}) as reach:
        _learn(plans, folder, models_dir, device, seed, reach)
    shutil.rmtree(folder)  # gigabytes that nothing reads any more


def _learn(plans: list[Plan], folder: Path, models_dir: Path, device: str, seed: int, reach: Reach) -> None:
    """A process per model; their news come through one queue."""
    context = multiprocessing.get_context("spawn")
    news: Any = context.Queue()
    workers = [
        context.Process(target=_train_one, args=(plan, folder, models_dir, device, seed, news), daemon=True)
        for plan in plans
    ]
    os.environ.update({key: value for key, value in ALLOCATOR.items() if key not in os.environ})
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers) or not news.empty():
        with contextlib.suppress(queue.Empty):
            name, step, loss = news.get(timeout=0.5)
            reach(name, step, f"loss {loss:.3f}")
    for worker, plan in zip(workers, plans, strict=True):
        worker.join()
        if worker.exitcode:
            raise RuntimeError(f"training {plan.architecture} ended with exit code {worker.exitcode}")


def _train_one(plan: Plan, folder: Path, models_dir: Path, device: str, seed: int, news: Any) -> None:
    import numpy as np
    import torch

    from pipeline.demo.pretraining.corpus import Corpus
    from pipeline.demo.pretraining.learner import Learner

    logging.disable(logging.WARNING)  # open_clip warns that weights are random: that is the point here
    torch.set_num_threads(1)
    corpus = Corpus(np.load(folder / "images.npy", mmap_mode="r"), np.load(folder / "tokens.npy", mmap_mode="r"))
    learner = Learner(plan, corpus, seed, device)
    learner.train(folder / f"{_label(plan)}.pt", report=_every(10, plan, news))
    made_by = f"{plan} on {len(corpus)} pictures, seed {seed}"
    save_weights(learner.weights(), _weights_file(models_dir, plan), made_by)


def _weights_file(models_dir: Path, plan: Plan) -> Path:
    return models_dir / f"{plan.architecture}.safetensors"


def _is_pretrained(path: Path) -> bool:
    """Whether weights say that they were made here."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            return MADE_BY in (file.metadata() or {})
    except (OSError, SafetensorError):
        return False


def _label(plan: Plan) -> str:
    """A checkpoint belongs to one plan."""
    import hashlib

    return f"{plan.architecture}-{hashlib.sha256(repr(sorted(asdict(plan).items())).encode()).hexdigest()[:10]}"


def _every(number: int, plan: Plan, news: Any) -> Callable[[int, float], None]:
    parent = multiprocessing.parent_process()

    def report(step: int, loss: float) -> None:
        if parent is not None and not parent.is_alive():
            raise SystemExit("the command that started this training is gone")
        if step % number == 0 or step == plan.steps:
            news.put((plan.architecture, step, loss))

    return report


def save_weights(weights: dict[str, Any], path: Path, made_by: str) -> None:
    """Written whole or not at all; ``made_by`` goes into the file's metadata."""
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    # Where the command that holds the folder clears away what a killed one left.
    hidden = path.parent / WRITING
    part = (hidden if hidden.is_dir() else path.parent) / f".{path.name}.part"
    save_file(weights, part, {MADE_BY: made_by})  # one key: several would be written in a random order
    part.chmod(0o644)
    os.replace(part, path)
