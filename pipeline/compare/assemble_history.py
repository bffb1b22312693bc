"""Every row over the releases of a repository: read from git's objects, each release judged against the one before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pipeline.compare.findings.provenance import provenance
from pipeline.compare.findings.renaming import renamed_rows, with_names
from pipeline.compare.inputs.git_objects import GitError, Repository
from pipeline.compare.inputs.joining import join
from pipeline.compare.inputs.release_list import NamedCommit, list_releases
from pipeline.compare.inputs.revisions import ArtifactSource, Revision, work_tree
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.verdicts.metric_changes import metric_changes
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.results.labels import row_label
from pipeline.results.schemas.history import (
    ChangedFact,
    HistoryPoint,
    HistoryRow,
    Release,
    ReleaseHistory,
    ReleaseStep,
    RowChange,
    UnreadRelease,
    content_digest,
)
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.results.workspace import hold_docs
from pipeline.settings import Settings

WORK_TREE = "work tree"
SHOWN_CHANGES = 12
"""Changed facts of a group that a step names; the rest are counted."""
LONGEST_FACT = 80


def write_history(settings: Settings, revisions: Sequence[str], reporter: Reporter) -> ReleaseHistory:
    """Read the releases, compare neighbours and write history.json.

    Args:
        revisions: in the order to show them; see ``list_releases`` for what is taken without any.

    Raises:
        PipelineError: there is no repository, or no release in it that can be read.
    """
    try:
        repository = Repository.around(settings.root)
        listed = list_releases(repository, revisions, settings.docs / "data/metrics.json")
    except GitError as error:
        raise PipelineError(f"{settings.root}: {error}: a history is read from the commits of a repository") from None
    made = _Assembly(settings, repository, notes=listed.notes, unread=listed.unread)
    try:
        with reporter.task("Reading releases", len(listed.commits) + 1) as advance:
            for commit in listed.commits:
                made.add_commit(commit)
                advance(1)
            made.add_work_tree()
            advance(1)
    finally:
        repository.close()
    history = made.history()
    if not history.releases:
        # All of them: whoever named revisions should see at once which ones hold nothing.
        reasons = [f"{one.name}: {one.reason}" for one in history.unread]
        raise PipelineError.of([*reasons, f"{settings.docs / 'data'}: no commit holds results: commit those of a run"])
    # Only for writing: reading a hundred commits takes long, and takes nothing from docs/.
    with hold_docs(settings):
        history.write(settings.docs / "data")
    return history


@dataclass
class _Assembly:
    """A history in the making: of all releases, only the last one's artifacts are kept."""

    settings: Settings
    repository: Repository
    notes: list[str]
    unread: list[UnreadRelease]
    releases: list[Release] = field(default_factory=list)
    steps: list[ReleaseStep] = field(default_factory=list)
    points: dict[str, list[HistoryPoint]] = field(default_factory=dict)
    """By the row's name so far; renamed along with it."""
    latest: dict[str, MetricsRow] = field(default_factory=dict)
    last: Side | None = None

    def add_commit(self, commit: NamedCommit) -> None:
        """The next release, or a line on why it is none."""
        source = Revision(commit.name, commit.commit, self.repository, self.settings)
        # Forgiving: one release of a form that is read no more should not cost the whole history.
        side = Side(source, forgiving=True)
        path = "docs/data/metrics.json"
        if side.metrics is None:
            reason = side.unreadable.get(path, f"it has no {self.settings.paths.docs.as_posix()}/data/metrics.json")
            self.unread.append(UnreadRelease(name=commit.name, reason=reason))
            return
        self._add(side, commit.date, commit.subject)

    def add_work_tree(self) -> None:
        """The results that lie here, unless a release has the same."""
        try:
            # Where nothing lies, commits alone make the history.
            side = Side(work_tree(self.settings), forgiving=True)
        except PipelineError:
            return
        # By content and not by commit: results that were committed since are a release, not news.
        if side.metrics and _digest(side.source) not in {one.metrics_sha256 for one in self.releases}:
            self._add(side, None, "")

    def _add(self, side: Side, date: str | None, subject: str) -> None:
        metrics, place = side.metrics, len(self.releases)
        assert metrics
        self.releases.append(
            Release(
                name=side.source.name if date else WORK_TREE,
                commit=side.source.commit,
                date=date,
                subject=subject,
                samples=max((row.samples for row in metrics.rows), default=0),
                data_sha256=side.run.data_sha256 if side.run else None,
                metrics_sha256=_digest(side.source),
            )
        )
        self.notes += [f"{self.releases[-1].name}: {path}: {why}." for path, why in side.unreadable.items()]
        if self.last:
            step = self._step(self.last, side, place)
            self.steps.append(step)
            for one in step.renamed:
                # Kept in its place: a new name makes no new row.
                self.points = {one.model if name == one.earlier else name: p for name, p in self.points.items()}
                # Else the row would be listed twice, under either name.
                self.latest.pop(one.earlier)
        for row in metrics.rows:
            if (point := _point(row, place)) is not None:
                self.points.setdefault(row.model, []).append(point)
                self.latest[row.model] = row
        self.last = side

    def _step(self, base: Side, head: Side, place: int) -> ReleaseStep:
        pair = Pair(base, head)
        renamed = renamed_rows(pair)
        # Under the new names, so that a renamed row is judged and not told as vanished and new.
        pair = Pair(with_names(base, {one.earlier: one.model for one in renamed}), head)
        joined = join(pair)
        facts = [*_facts(pair), *self._code(base.source, head.source)]
        counts = Counter(one.group for one in facts)
        numbered = [(one, sum(other.group == one.group for other in facts[:at])) for at, one in enumerate(facts)]
        return ReleaseStep(
            base=place - 1,
            head=place,
            common=joined.facts.common if joined else None,
            note=joined.facts.reason if joined else "predictions.json is missing on a side",
            counts=dict(counts),
            changes=[one for one, number in numbered if number < SHOWN_CHANGES],
            renamed=renamed,
            rows=[
                RowChange(
                    model=change.model, verdict=change.verdict, difference=change.difference,
                    interval=change.interval, p_adjusted=change.p_adjusted, reason=change.reason,
                )
                for change in metric_changes(pair, joined, self.settings.evaluation)
                # Judged with all metrics, so that p-values are those of diff; shown is what the page draws.
                if change.metric == "accuracy"
            ],
        )  # fmt: skip

    def _code(self, base: ArtifactSource, head: ArtifactSource) -> Iterator[ChangedFact]:
        """Files outside docs and models that differ, by folder."""
        # Of a folder's results nobody knows the code.
        if base.commit is None:
            return
        try:
            paths = self.repository.paths_changed(base.commit, head.commit)
        except GitError:
            return
        # Results are what a step is about; beside them, code is all the rest.
        results = [_inside(folder, self.repository.top) for folder in (self.settings.docs, self.settings.models)]
        own = [path for path in paths if not any(folder and path.startswith(folder) for folder in results)]
        # Two levels deep: finer, a large commit would fill the page.
        folders = Counter("/".join(path.split("/")[:-1][:2]) or path for path in own)
        for folder, number in folders.most_common():
            yield ChangedFact(group="code", what=folder, before="", after=f"{number} changed")

    def history(self) -> ReleaseHistory:
        """What was found."""
        newest = [row.model for row in (self.last.metrics.rows if self.last and self.last.metrics else [])]
        names = [*(name for name in newest if name in self.points), *(n for n in self.points if n not in newest)]
        return ReleaseHistory(
            confidence=self.settings.evaluation.confidence,
            notes=self.notes,
            releases=self.releases,
            unread=self.unread,
            rows=[
                HistoryRow(
                    model=name,
                    backbone=self.latest[name].backbone,
                    name=self.latest[name].name,
                    label=row_label(self.latest[name]),
                    points=self.points[name],
                )
                for name in names
            ],
            steps=self.steps,
        )


def _digest(source: ArtifactSource) -> str:
    return content_digest(json.loads(source.read("docs/data/metrics.json")))


def _point(row: MetricsRow, place: int) -> HistoryPoint | None:
    """Where a row stood; None where its accuracy is no number.

    A mean over draws stands for a trained row in all releases, also in those that knew no interval of it: a line that
    goes from one checkpoint to a mean would show a change that nobody made.
    """
    drawn = row.draws > 1 and row.accuracy_mean is not None
    value = row.accuracy_mean if drawn else row.accuracy
    interval = row.accuracy_mean_interval if drawn else row.accuracy_interval
    if value is None:
        return None
    return HistoryPoint(release=place, model=row.model, accuracy=value, interval=interval)


def _facts(pair: Pair) -> Iterator[ChangedFact]:
    for change in provenance(pair):
        if change.group in get_args(ChangedFact.model_fields["group"].annotation):
            before, after = (_short(value) for value in (change.base, change.head))
            yield ChangedFact(group=change.group, what=change.what[:LONGEST_FACT], before=before, after=after)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_FACT else f"{text[: LONGEST_FACT - 1]}…"


def _inside(folder: Path, top: Path) -> str | None:
    """A folder as paths of the repository begin with it; None where it lies elsewhere."""
    try:
        return f"{folder.relative_to(top.resolve()).as_posix()}/"
    except ValueError:
        return None
