"""Where two artifacts of one form differ by more than the digits that are written."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import PlainSerializer
from pydantic.fields import FieldInfo

from pipeline.results.artifact import Part, known_digits

SIX_DIGITS = 6e-6
"""Of a float that is written with six significant digits, relative; a little more than half of the last one."""
NOTHING = 1e-13
"""What sums in another order make of 0, and what a p-value that small is known to."""

Leaf = float | str | None
Allowance = Callable[[str, float], float]
"""How far a float may be from what follows beyond its digits, by its field and by what follows."""


def differing_leaves(claimed: Part, follows: Part, allowed: Allowance) -> Iterator[tuple[str, Leaf, Leaf]]:
    """The field of every leaf that is otherwise, with both values; a place in a list is told by its number.

    A figure that follows as no number is written as null.
    """
    for name, field in type(follows).model_fields.items():
        ours, theirs = getattr(claimed, name), getattr(follows, name)
        # Most fields of most rows are plain values that are equal.
        if ours is not theirs and ours != theirs:
            yield from _Field(name, _step_of(field), allowed).differing(name, ours, theirs)


@dataclass(frozen=True)
class _Field:
    """A field in both artifacts."""

    name: str
    step: Callable[[float], float]
    allowed: Allowance

    def differing(self, where: str, claimed: Any, follows: Any) -> Iterator[tuple[str, Leaf, Leaf]]:
        if isinstance(follows, Part) and isinstance(claimed, Part):
            for inner, ours, theirs in differing_leaves(claimed, follows, self.allowed):
                yield f"{where}.{inner}", ours, theirs
        elif isinstance(follows, list | tuple) and isinstance(claimed, list | tuple):
            if len(claimed) != len(follows):
                yield f"number of {where}", len(claimed), len(follows)
                return
            for place, (one, other) in enumerate(zip(claimed, follows, strict=True)):
                yield from self.differing(f"{where}[{place}]", one, other)
        elif not self._same(claimed, follows):
            yield where, _told(claimed), _told(follows)

    def _same(self, claimed: Any, follows: Any) -> bool:
        if isinstance(follows, float) and not math.isfinite(follows):
            return claimed is None or math.isinf(self.allowed(self.name, follows))
        if isinstance(follows, float) and isinstance(claimed, float | int):
            near = max(self.step(follows), self.step(claimed)) + self.allowed(self.name, follows)
            return abs(claimed - follows) <= near
        return bool(claimed == follows)


def _told(value: Any) -> Leaf:
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return value if isinstance(value, int | float | str) or value is None else type(value).__name__


# ---------------------------------------------------------------- how a field is written


def _step_of(field: FieldInfo) -> Callable[[float], float]:
    """How far the written value of a field may be from the value."""
    written = [*field.metadata, *_serializers(field.annotation)]
    functions = [one.func for one in written if isinstance(one, PlainSerializer)]
    if not functions:
        return lambda value: SIX_DIGITS * abs(value) + NOTHING
    if known_digits in functions:
        return _step_of_known_digits
    # WholePercent, the one other way in which an artifact writes floats.
    return lambda value: 0.00501


def _step_of_known_digits(value: float) -> float:
    """Half of the last digit that ``known_digits`` leaves."""
    if not abs(value) < 0.01:
        return 0.000501
    return 0.0501 * 10.0 ** math.floor(math.log10(abs(value))) if value else NOTHING


def _serializers(annotation: Any) -> Iterator[Any]:
    """Of the type itself, and of what a list, a pair or an optional value is made of."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if not isinstance(inner, PlainSerializer):
            yield from _serializers(inner)
