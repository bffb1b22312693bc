"""What a result was made of: settings, data, weights and environment that are not what they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel

from pipeline.compare.inputs.sides import Pair
from pipeline.compare.report import Change
from pipeline.results.catalogue import BY_FIELD
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.results.schemas.run import Run

Group = Literal["settings", "data", "weights", "environment", "rows", "rules"]

# Settings nest four deep; a file from a stranger may nest a thousand.
DEEPEST = 12

ABSENT = "absent"
"""Stands where one side does not have the fact at all, which null would not say."""


def provenance(pair: Pair) -> list[Change]:
    """Everything that may explain a changed result, settings first."""
    found: list[Change] = []
    base, head = pair.base.run, pair.head.run
    if base and head:
        found += changes("settings", _settings(base), _settings(head))
        found += changes("data", {"fingerprint": base.data_sha256}, {"fingerprint": head.data_sha256})
    found += changes("data", _plain(pair.base.dataset), _plain(pair.head.dataset))
    if base and head:
        found += changes("weights", _weights(base), _weights(head))
        found += changes("environment", _environment(base), _environment(head))
    for model in pair.base.rows.keys() & pair.head.rows.keys():
        found += changes("rows", _row(pair.base.rows[model]), _row(pair.head.rows[model]), f"{model}: ")
    # What one changes on purpose first, what a machine brings along last.
    order = {"settings": 0, "data": 1, "weights": 2, "rows": 3, "environment": 4}
    return sorted(found, key=lambda change: (order[change.group], change.what))


def flatten(value: Any, name: str = "", deepest: int = DEEPEST) -> Iterator[tuple[str, Any]]:
    """Leaves of nested data by dotted name; list items by their id, name or category where they have one."""
    if deepest and isinstance(value, dict) and value:
        for key, item in value.items():
            yield from flatten(item, f"{name}.{key}" if name else str(key), deepest - 1)
    elif deepest and isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for number, item in enumerate(value):
            yield from flatten(item, f"{name}[{_key(item, number)}]", deepest - 1)
    elif isinstance(value, dict | list) and any(isinstance(item, dict | list) for item in value):
        yield name, "nested too deep to compare"
    else:
        yield name, "{}" if value == {} else value


def _key(item: Any, number: int) -> Any:
    keys = (item.get(key) for key in ("id", "name", "category")) if isinstance(item, dict) else ()
    return next((key for key in keys if key is not None), number)


def changes(group: Group, base: dict[str, Any], head: dict[str, Any], prefix: str = "") -> Iterator[Change]:
    """Leaves that one side does not have, or has otherwise."""
    before, after = dict(flatten(base)), dict(flatten(head))
    for what in dict.fromkeys([*before, *after]):
        old, new = before.get(what, ABSENT), after.get(what, ABSENT)
        if old != new:
            yield Change(group=group, what=prefix + what, base=old, head=new)


def _settings(run: Run) -> dict[str, Any]:
    return {"profile": run.profile, "precision": run.precision} | run.settings


def _weights(run: Run) -> dict[str, Any]:
    backbones = [backbone.model_dump(mode="json") for backbone in run.backbones]
    return {"backbones": backbones}


def _environment(run: Run) -> dict[str, Any]:
    return {"device": run.device, "python": run.python, "packages": run.packages}


def _row(row: MetricsRow) -> dict[str, Any]:
    """Facts about a row that are no results: how it was made."""
    results = {*BY_FIELD, "draw_accuracy", "model"}
    return {
        name: value
        for name, value in row.model_dump(mode="json").items()
        if name not in results and not name.endswith("_interval")
    }


def _plain(artifact: BaseModel | None) -> dict[str, Any]:
    return artifact.model_dump(mode="json") if artifact else {}
