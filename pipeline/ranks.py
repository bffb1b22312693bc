"""Several processes at one run, as ``torchrun`` or ``srun`` starts them: who is who, and what they tell each other.

Every process, a *rank*, is given the same command. The first does all of it; the others wait to be called to the work
that can be shared, and take their part of it. What they tell each other is small: names, lengths, mistakes. Results
lie in files that all of them see.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar, cast

from pipeline.errors import PipelineError

T = TypeVar("T")

# For all to come: schedulers start machines minutes apart.
RENDEZVOUS = timedelta(minutes=10)
# While the first rank trains, the others wait in a collective; a rank that dies is noticed by its closed connection.
WAITING = timedelta(days=30)
PATIENCE = 60
"""Seconds that a shared file system may take to show on one machine what another one wrote."""


class RankLost(PipelineError):
    """Another rank of the run is gone."""


@dataclass(frozen=True)
class Ranks:
    """This process among those of its run; alone when not told otherwise."""

    number: int = 0
    count: int = 1
    local: int = 0
    """Number among those on this machine: which of its GPUs is ours."""
    beside: int = 1
    """How many are on this machine."""

    _group: ClassVar[Any] = None

    @classmethod
    def here(cls, variables: Mapping[str, str] = os.environ) -> Self:
        """What ``torchrun`` or ``srun`` tells this process by its environment variables.

        Raises:
            PipelineError: one of them is no whole number, or names a machine that the step does not have.
        """
        if "WORLD_SIZE" in variables and "RANK" in variables:
            names = "RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE"
        # A batch script that was not started by srun has the job's variables too, but not those of a step.
        elif "SLURM_STEP_NUM_TASKS" in variables:
            names = "SLURM_PROCID", "SLURM_STEP_NUM_TASKS", "SLURM_LOCALID", "SLURM_STEP_TASKS_PER_NODE"
        else:
            return cls()
        # As they are where a variable is missing: the first of one, alone on its machine.
        number, count, local, beside = (variables.get(name, usual) for name, usual in zip(names, "0101", strict=True))
        try:
            on_nodes = _on_nodes(beside)
            node = int(variables.get("SLURM_NODEID", "0")) if len(on_nodes) > 1 else 0
            ranks = cls(int(number), int(count), int(local), on_nodes[node])
        except (ValueError, IndexError):
            raise PipelineError(f"{', '.join(names)}: expected whole numbers, as torchrun and srun set them") from None
        # One rank alone needs no meeting, and no torch.distributed.
        return ranks if ranks.count > 1 else cls()

    @property
    def name(self) -> str:
        """As messages name it."""
        return f"rank {self.number} of {self.count}"

    @contextmanager
    def meeting(self) -> Iterator[Self]:
        """Within, the ranks of the run can tell each other what there is to tell.

        A mistake that all of them know of is left to the first to print.

        Raises:
            PipelineError: the others do not come.
        """
        if self.count == 1:
            yield self
            return
        import torch.distributed as dist

        if not {"MASTER_ADDR", "MASTER_PORT"} <= os.environ.keys():
            raise PipelineError(
                f"{self.name}: MASTER_ADDR and MASTER_PORT do not say where the first rank listens: start the command "
                "with torchrun, or export both before srun"
            )
        try:
            # gloo: what is told is small and lies in memory, and machines without a GPU have no NCCL.
            dist.init_process_group("gloo", rank=self.number, world_size=self.count, timeout=RENDEZVOUS)
            type(self)._group = dist.new_group(backend="gloo", timeout=WAITING)
        except (RuntimeError, ValueError) as error:
            raise PipelineError(
                f"{self.name}: did not meet the others at {os.environ['MASTER_ADDR']}:{os.environ['MASTER_PORT']} "
                f"({str(error)[:200]}): start as many as there are to be, all with this address"
            ) from None
        try:
            yield self
        except RankLost:
            raise
        except PipelineError:
            if self.number == 0:
                raise
            # Silently: the first prints the same mistake, and forty copies of it would hide it.
            sys.exit(2)
        dist.destroy_process_group()

    # ------------------------------------------------------------ what is told

    def gather(self, value: T) -> list[T]:
        """The value of every rank, on every rank, in the order of their numbers."""
        if self.count == 1:
            return [value]
        import torch.distributed as dist

        values: list[Any] = [None] * self.count
        self._tell(lambda: dist.all_gather_object(values, value, group=self._group))
        return values

    def first(self, work: Callable[[], T]) -> T:
        """Do work on the first rank alone; what it returns, on every rank.

        Raises:
            PipelineError: what the work raised, on every rank.
        """
        if self.count == 1:
            return work()
        import torch.distributed as dist

        # Mistakes travel as values: an exception on one rank would leave the others waiting.
        box: list[Any] = [_outcome(work) if self.number == 0 else None]
        self._tell(lambda: dist.broadcast_object_list(box, src=0, group=self._group))
        value, mistakes = box[0]
        if mistakes is not None:
            raise PipelineError.of(mistakes)
        return cast(T, value)

    def each(self, work: Callable[[], T]) -> T:
        """Do work on every rank, and wait for all; each keeps what its own returned.

        Raises:
            PipelineError: what any of them raised, on every rank.
        """
        if self.count == 1:
            return work()
        value, mistakes = _outcome(work)
        # Gathered even when all went well, or those who failed would wait for those who go on.
        if found := [one for one in self.gather(mistakes) if one is not None]:
            raise PipelineError.of(dict.fromkeys(line for one in found for line in one))
        return cast(T, value)

    def _tell(self, collective: Callable[[], None]) -> None:
        try:
            collective()
        except RuntimeError:
            raise RankLost(
                f"{self.name}: another rank is gone: what it had stored is kept: run the same command again, with as "
                "many ranks as there are"
            ) from None

    # ------------------------------------------------------------ who does what

    @contextmanager
    def leading(self) -> Iterator[Callable[[str], None]]:
        """For the first rank: within, the function given calls the others to a piece of work, by its name."""

        def call(name: str) -> None:
            self.first(lambda: name)

        try:
            yield call
        except RankLost:
            raise
        except PipelineError as error:
            mistake = error

            def tell() -> str:
                raise mistake

            with suppress(PipelineError):
                self.first(tell)  # the others are waiting for the next call, and end as this one does
            raise
        self.first(str)

    def called(self) -> Iterator[str]:
        """For the others: what they are called to, until there is nothing more."""
        while name := self.first(str):
            yield name

    def batches(self, items: Sequence[T], size: int) -> list[T]:
        """The items of this rank's batches.

        Batches are cut before they are dealt out, and only the very last may be short: whoever cuts these items again
        finds the same batches, so that features have the same digits whatever the number of ranks.
        """
        cut = [items[start : start + size] for start in range(0, len(items), size)]
        return [item for batch in cut[self.number :: self.count] for item in batch]

    def for_all(self, advance: Callable[[int], None], total: int) -> Callable[[int], None]:
        """``advance`` for steps of this rank, each of which stands for one of every rank, up to the total."""
        done = 0

        def advanced(steps: int) -> None:
            nonlocal done
            # An estimate: others may be ahead or behind, but a bar must not pass its end.
            steps = min(steps * self.count, total - done)
            done += steps
            advance(steps)

        return advanced


def _on_nodes(written: str) -> list[int]:
    """Ranks on each node, from a number or from Slurm's short form: "2(x3),1" are three nodes of two and one of one."""
    found: list[int] = []
    for part in written.split(","):
        ranks, _, times = part.removesuffix(")").partition("(x")
        found += [int(ranks)] * int(times or 1)
    return found


def _outcome(work: Callable[[], T]) -> tuple[T | None, tuple[str, ...] | None]:
    """What the work returned, or the mistakes that it raised."""
    try:
        return work(), None
    except PipelineError as error:
        return None, error.mistakes
