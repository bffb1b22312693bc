"""Arrays that take long to compute: each rank of a run computes its share, and what is done is kept in the cache.

A job's name says everything that changes its arrays, so a killed run, or one by another number of ranks, goes on with
what is there.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pipeline.errors import PipelineError
from pipeline.evaluation.sample_table import Array
from pipeline.progress import Advance
from pipeline.ranks import PATIENCE, Ranks
from pipeline.results.files import write_bytes

Arrays = dict[str, Array]


@dataclass(frozen=True)
class Job:
    """Arrays to compute."""

    name: str
    """Of the file that keeps them."""
    steps: int
    """That a bar moves on."""
    make: Callable[[], Arrays]


class KeptArrays:
    """A folder of files of arrays, each named by what its arrays follow from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def share(self, jobs: Sequence[Job], advance: Advance) -> None:
        """Compute what is not there yet; of several ranks each does its jobs, and all wait for the last.

        Raises:
            PipelineError: what a job raised, or arrays of a rank are not there in the end, as the first one sees it.
        """
        ranks = Ranks.here()
        done = ranks.for_all(advance, sum(job.steps for job in jobs))

        def work() -> None:
            # In turns: the first rank is not to get all the jobs that an earlier run has done.
            for job in ranks.batches(jobs, 1):
                self.get(job)
                done(job.steps)

        ranks.each(work)
        if ranks.count > 1:
            ranks.first(lambda: self._see_that_all_came(jobs))

    def get(self, job: Job) -> Arrays:
        """A job's arrays, computed where they are not kept, or damaged."""
        found = self.read(job)
        if found is None:
            found = job.make()
            buffer = io.BytesIO()
            np.savez_compressed(buffer, **found)  # type: ignore[arg-type]
            write_bytes(self._path(job.name), buffer.getvalue())
        return found

    def read(self, job: Job) -> Arrays | None:
        """A job's arrays; None where they are not kept, or damaged."""
        try:
            with np.load(self._path(job.name), allow_pickle=False) as file:
                return {key: file[key] for key in file.files}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def keep_only(self, jobs: Iterable[Job], prefix: str) -> None:
        """Delete what other jobs left under names that begin alike."""
        wanted = {self._path(job.name) for job in jobs}
        for path in self.folder.glob(f"{prefix}*.npz"):
            if path not in wanted:
                path.unlink(missing_ok=True)

    def _see_that_all_came(self, jobs: Sequence[Job]) -> None:
        for patience in range(PATIENCE, -1, -1):
            missing = [job.name for job in jobs if not self._path(job.name).is_file()]
            if not missing:
                return
            if patience:
                time.sleep(1)  # some file systems show late what another machine wrote
        ranks = Ranks.here()
        for number in range(ranks.count):
            mine = [job.name for job in replace(ranks, number=number).batches(jobs, 1)]
            if left := sum(name in missing for name in mine):
                raise PipelineError(
                    f"{self.folder}: {left} of the {len(mine)} files of {replace(ranks, number=number).name} are not "
                    "there: see that all machines have this folder in common, and run the same command again"
                )

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.npz"
