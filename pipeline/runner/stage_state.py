"""What every stage depended on and left behind when it last finished: the record that says what is up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pipeline.data.digests import Digests
from pipeline.results.conditions import Versions
from pipeline.results.files import write_bytes
from pipeline.runner.stage_graph import Stage, needed
from pipeline.settings import Settings

PACKAGE = Path(__file__).parent.parent
# Rooms whose code changes no result of a stage.
PRESENTATION = ("site", "compare")

FoundDigests = dict[str, str | None]
"""Digest by path; None for a file that is not there."""


class Finished(msgspec.Struct):
    """One stage, when it last finished."""

    inputs: str
    """Digest of settings, code and what earlier stages left."""
    read: FoundDigests
    written: FoundDigests
    seconds: float
    versions: Versions
    """Of the packages that it was done with."""


class StageState:
    """The finished stages of an experiment; a damaged record counts as none."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.path = settings.work / "state.json"
        self.digests = Digests.of(settings)
        self.code = package_digest()
        self.stages = _read(self.path)

    def is_current(self, stage: Stage) -> bool:
        """Whether doing the stage again would find what it found and leave what it left."""
        record = self.stages.get(stage.name)
        return (
            record is not None
            and record.inputs == self._inputs(stage)
            and self._unchanged(record.read)
            and self._unchanged(record.written)
        )

    def _unchanged(self, files: FoundDigests) -> bool:
        return all(self._digest(self.settings.path(path)) == digest for path, digest in files.items())

    def before(self, stage: Stage) -> FoundDigests:
        """Digests of what a stage is about to read: an edit while it runs is not taken for what it used."""
        return self._digests(stage.reads(self.settings))

    def finish(self, stage: Stage, read: FoundDigests, seconds: float) -> None:
        """Record a stage, given what ``before`` found."""
        root = self.settings.root
        # Pictures: the stage digested them as it read them, and reading a hundred thousand again would take minutes.
        seen: FoundDigests = {_relative(path, root): digest for path, digest in stage.saw(self.settings).items()}
        written = self._digests(stage.writes(self.settings))
        self.stages[stage.name] = Finished(self._inputs(stage), read | seen, written, seconds, Versions.now())
        # After the results: killed before this line, the stage is done again; killed after it, it stands.
        write_bytes(self.path, msgspec.json.format(msgspec.json.encode(self.stages), indent=1))
        # Also when the next stage fails: what was read is digested already.
        self.digests.save()

    def _inputs(self, stage: Stage) -> str:
        plain = self.settings.resolved()
        earlier = sorted(needed(stage.name) - {stage.name})
        facts = {
            "code": self.code,
            "settings": {key: _lookup(plain, key) for key in stage.settings},
            # By content: an earlier stage that was done again with the same outcome makes nothing stale.
            "upstream": {name: self.stages[name].written if name in self.stages else None for name in earlier},
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def _digests(self, paths: Iterable[Path]) -> FoundDigests:
        return {_relative(path, self.settings.root): self._digest(path) for path in paths}

    def _digest(self, path: Path) -> str | None:
        try:
            return self.digests.digest(path)
        except OSError:
            return None


def _read(path: Path) -> dict[str, Finished]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Finished])
    except (OSError, ValueError):
        return {}


def _lookup(plain: Mapping[str, Any], dotted: str) -> Any:
    value: Any = plain
    for key in dotted.split("."):
        value = value[key]
    return value


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def package_digest() -> str:
    """Digest of the code and of the model configurations that results depend on."""
    digest = hashlib.sha256()
    # All of it, since imports inside functions cannot be told from outside: better a stage too many than a stale
    # result.
    for path in sorted(path for suffix in ("py", "json") for path in PACKAGE.rglob(f"*.{suffix}")):
        if path.relative_to(PACKAGE).parts[0] not in PRESENTATION:
            digest.update(path.read_bytes())
    return digest.hexdigest()
