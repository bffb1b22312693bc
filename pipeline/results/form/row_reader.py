"""JSON text as artifacts have it, read value by value: the rows of a table are made one after another."""

from __future__ import annotations

import gc
import json
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

from pydantic import BaseModel


class JsonReader:
    """JSON text, read value by value. Every method raises a ValueError where the text goes on otherwise."""

    # What JSON takes for space, and no more: \s of Python would pass over others, which no browser does.
    _SPACE = re.compile(r"[ \t\n\r]*")

    def __init__(self, text: str) -> None:
        self._text, self._place = text, 0
        # Python reads NaN and Infinity, which are no JSON and which no browser would take.
        self._decoder = json.JSONDecoder(parse_constant=no_number, parse_float=finite)

    def document(self, tables: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
        """The whole text, an object; the items of the lists named in ``tables`` as rows."""
        found: dict[str, Any] = {}
        self._sign("{")
        # One name at least: no artifact is without its schema.
        while not found or self._sign(",}") == ",":
            if not isinstance(name := self._value(), str):
                raise ValueError(f"{name!r} is no name")
            self._sign(":")
            table = tables.get(name) if self._next() == "[" else None
            found[name] = [table.model_validate(item) for item in self._items()] if table else self._value()
        if self._next():
            raise ValueError("more than one value")
        return found

    def _items(self) -> Iterator[Any]:
        self._sign("[")
        if self._next() == "]":
            self._sign("]")
            return
        yield self._value()
        while self._sign(",]") == ",":
            yield self._value()

    def _value(self) -> Any:
        self._next()
        value, self._place = self._decoder.raw_decode(self._text, self._place)
        return value

    def _sign(self, expected: str) -> str:
        """The next sign, one of those expected."""
        if (sign := self._next()) not in set(expected):
            raise ValueError(f"{sign!r} in place of {expected!r}")
        self._place += 1
        return sign

    def _next(self) -> str:
        """What comes after the space, empty at the end."""
        found = self._SPACE.match(self._text, self._place)
        assert found is not None
        self._place = found.end()
        return self._text[self._place : self._place + 1]


def finite(digits: str) -> float:
    """Digits without end are read as infinity, which no page can show."""
    value = float(digits)
    return value if math.isfinite(value) else no_number(digits[:40])


def no_number(constant: str) -> NoReturn:
    """Refuse what JSON has no number for; for a decoder, which knows ValueErrors."""
    raise ValueError(f"{constant} is no JSON")


@contextmanager
def collection_paused() -> Iterator[None]:
    """Without the garbage collector, which looks at all that was read each time that a little more has been.

    For a hundred thousand samples that is most of the time; and text makes no cycles for it to find.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
