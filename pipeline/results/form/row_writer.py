"""JSON text as artifacts have it: mappings indented, a line for each row of a table, floats of 6 significant digits.

A table may have a million rows: they are made, and become text, one after another.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any, TypeVar, overload

from pydantic import BaseModel

SIGNIFICANT_DIGITS = 6
LONGEST_ROW = 1000
"""Characters of a row that still stands on one line: about what a reviewer's screen shows of it without scrolling."""

Row = TypeVar("Row", bound=BaseModel)


class LazyRows(Sequence[Row]):
    """Rows of a table that are made where they are asked for, some at a time: a million are gigabytes of objects.

    Args:
        make: the rows from a place up to another.
    """

    SOME = 1000

    def __init__(self, count: int, make: Callable[[int, int], list[Row]]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        number = range(self._count)[place]
        return self._make(number, number + 1)[0]

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, self._count, self.SOME):
            yield from self._make(start, min(self._count, start + self.SOME))


def dumps(value: Any) -> str:
    """JSON text: mappings indented, each row of a list on a line of its own, long ones by their fields."""
    return "".join(text_of(value))


def text_of(value: Any) -> Iterator[str]:
    """The same in pieces: a row of a table is one."""
    yield from _pieces(_clean(value), "")
    yield "\n"


def _pieces(value: Any, indent: str) -> Iterator[str]:
    inner = indent + "  "
    if isinstance(value, dict) and value:
        for before, (key, item) in zip(chain(["{\n"], repeat(",\n")), value.items(), strict=False):
            yield f"{before}{inner}{json.dumps(key)}: "
            yield from _pieces(item, inner)
        yield f"\n{indent}}}"
    # A long table changes row by row in a review; a list of numbers is one thing.
    elif is_table(value) or (isinstance(value, list) and any(isinstance(item, dict | list) for item in value)):
        for before, row in zip(chain(["[\n"], repeat(",\n")), _rows(value, inner), strict=False):
            yield f"{before}{inner}{row}"
        yield f"\n{indent}]"
    else:
        yield _line(value)


def is_table(value: Any) -> bool:
    """Whether a value is a list of rows, each of which becomes plain only as it is written."""
    # By its first row: tables are of one kind, and a million rows are not asked one by one.
    return isinstance(value, LazyRows) or (isinstance(value, list) and bool(value) and isinstance(value[0], BaseModel))


def _rows(items: Sequence[Any], indent: str) -> list[str]:
    """Each on one line; all rows of a table look alike, and one that is too long decides for the others."""
    rows: list[str] = []
    by_fields = False
    for item in items:
        plain = _plain(item)
        row = _by_fields(plain, indent) if by_fields else _line(plain)
        if not by_fields and len(row) > LONGEST_ROW:
            by_fields = True
            # Those before it, as a rule none: half a million numbers are rounded once.
            rows = [_by_fields(_plain(each), indent) for each in islice(items, len(rows))]
            row = _by_fields(plain, indent)
        rows.append(row)
    return rows


def _by_fields(item: Any, indent: str) -> str:
    if not (isinstance(item, dict) and item):
        return _line(item)
    fields = [f"{indent}  {json.dumps(key)}: {_line(value)}" for key, value in item.items()]
    return "{\n" + ",\n".join(fields) + f"\n{indent}}}"


def _line(value: Any) -> str:
    # allow_nan=False: what is no number is null by now, and one that still comes would be a file that no browser reads.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _plain(row: Any) -> Any:
    return _clean(row.model_dump(mode="json")) if isinstance(row, BaseModel) else row


def _clean(value: Any) -> Any:
    """Round floats; what is not a number becomes null, since JSON has no NaN and browsers refuse it."""
    if isinstance(value, float):
        return round_significant(value) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def round_significant(value: float, digits: int = SIGNIFICANT_DIGITS) -> float:
    """``value`` with so many significant digits: 0.123456789 → 0.123457."""
    # By way of its digits: NumPy's rounding multiplies first, and rounds what was rounded already.
    return float(f"{value:.{digits}g}")
