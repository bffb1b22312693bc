"""The rules of the gate on both sides: those of base decide, since a change must not write its own."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.compare.inputs.sides import Pair, Side
from pipeline.errors import PipelineError
from pipeline.settings import Gate, Settings
from pipeline.settings.settings_file import load_gate


@dataclass(frozen=True)
class GateRules:
    """What ``diff --gate`` lets pass, by base and by head."""

    base: Gate
    head: Gate
    notes: tuple[str, ...] = ()
    """Why a side's own rules are not known."""


def gate_rules(pair: Pair, settings: Settings) -> GateRules:
    """Rules of the settings file that lies beside each side's artifacts, in the profile of ``settings``.

    A bare folder of artifacts has no settings file: the rules of ``settings`` stand in.
    """
    notes: list[str] = []
    base, head = (_rules(side, settings, notes) for side in (pair.base, pair.head))
    return GateRules(base, head, tuple(notes))


def _rules(side: Side, settings: Settings, notes: list[str]) -> Gate:
    content = side.source.settings_file
    if content is None:
        if side.source.commit:
            # A revision should have one; that a folder of artifacts has none is nothing to tell.
            notes.append(f"{side.source.name} has no {settings._file}: the gate's rules are those at hand.")
        return settings.gate
    with tempfile.TemporaryDirectory() as folder:
        # Under its own name, since messages name the file, and in an empty folder: paths in it lead nowhere.
        path = Path(folder) / settings._file
        path.write_bytes(content)
        try:
            return load_gate(path, settings.profile)
        except PipelineError as error:
            said = error.mistakes[0].replace(f"{folder}/", "")
            notes.append(f"{side.source.name}: {said}: the gate's rules are those at hand.")
            return settings.gate
