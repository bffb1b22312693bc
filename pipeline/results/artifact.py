"""The form of every artifact of docs/data: how it is read, written and migrated.

A file is UTF-8 with a two-space indent, a stable order, floats of 6 significant digits, null and never
NaN, and a ``schema`` field "name/version". Every row of a table takes one line, or, where rows are too long to be read,
one line for each of its fields: a pull request's diff shows what changed. Files are written whole or not at all; those
that grow with the samples may be too large for one file, and lie in parts (``results.parts``).

Shares and counts of picks are exact, and keep their six digits. What follows from the logits themselves is not: another
processor adds in another order, and moves a logit by about 1e-5. Such a field is declared ``Approximate``, and only
the digits are published that every machine agrees on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PrivateAttr, ValidationError, field_validator
from pydantic.fields import FieldInfo

from pipeline.errors import PipelineError
from pipeline.results.files import write_bytes
from pipeline.results.form.row_reader import JsonReader, collection_paused, finite, no_number
from pipeline.results.form.row_writer import is_table, text_of
from pipeline.results.parts import read_whole, remove_other_parts, write_in_parts

Interval = tuple[float, float]
Migration = Callable[[dict[str, Any]], dict[str, Any]]


def known_digits(value: float) -> float:
    """A figure computed from logits, as it is published: three decimals, or two digits where that is more.

    0.98765 → 0.988, 12.34567 → 12.346, 0.0012345 → 0.0012. At a temperature of 100, noise of 1e-6 on every feature
    moves a probability by less than a thousandth of this step.
    """
    return float(f"{value:.3f}" if not abs(value) < 0.01 else f"{value:.2g}")


Approximate = Annotated[float, PlainSerializer(known_digits, return_type=float)]
"""A float whose later digits depend on the machine: a probability, a loss, an energy. Rounded when it is written."""

ApproximateInterval = tuple[Approximate, Approximate]

Count = Annotated[int, Field(ge=0, le=10**15)]
"""A number of things, or a place among them; larger ones are no longer exact where a browser reads them."""

Share = Annotated[float, Field(ge=0, le=1)]
ApproximateShare = Annotated[Approximate, Field(ge=0, le=1)]
WholePercent = Annotated[Share, PlainSerializer(lambda share: round(share, 2), return_type=float)]
"""A share of which no reader sees more: where a machine rounds one of its samples the other way, it seldom moves."""


# Names of rows and backbones become names of files, ids of elements and strings in scripts.
ROW_NAME = re.compile(r"[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*")
# A name of a file has room for 255 bytes, and to a row's name endings are added.
LONGEST_NAME = 200


class Part(BaseModel):
    """A piece of an artifact. What a page would turn into a path or an address is checked here for every schema."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    @field_validator("model", "backbone", "baseline", "models", check_fields=False)
    @classmethod
    def _is_a_name(cls, value: Any) -> Any:
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str) and not (ROW_NAME.fullmatch(name) and len(name) <= LONGEST_NAME):
                raise ValueError(
                    f"{name[:LONGEST_NAME]!r} is no name of a row: letters, digits, _, - and . between them"
                )
        return value

    @field_validator("image", "thumbnail", check_fields=False)
    @classmethod
    def _stays_in_docs(cls, value: str | None) -> str | None:
        # A colon in the first step would be a drive of Windows, or a scheme of addresses.
        if value and ("\\" in value or ":" in value.split("/")[0] or not all(map(_descends, value.split("/")))):
            raise ValueError(f"{value[:LONGEST_NAME]!r} is no path inside docs/")
        return value

    @field_validator("image_url", "url", check_fields=False)
    @classmethod
    def _is_on_the_web(cls, value: str | None) -> str | None:
        # Data may name a bucket or a disk. Only what a browser may follow is published: never javascript:.
        return value if value and value.lower().startswith(("http://", "https://")) else value and ""


def _descends(step: str) -> bool:
    """Whether a step of a path leads down: an empty one, `.` and `..` do not."""
    return bool(step.strip(". "))


class Artifact(Part):
    """One file of docs/data. Subclasses set ``kind`` and ``version``; a version bump adds a migration."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    migrations: ClassVar[dict[int, Migration]] = {}
    """From the version named to the next one, on plain data."""
    by_sample: ClassVar[bool] = False
    """Whether it tells of every sample, and so may be too large for one file."""
    _read_from: int | None = PrivateAttr(None)

    @property
    def is_of_before(self) -> bool:
        """Whether it was read from a file of an older version, whose figures may follow by other formulas."""
        return self._read_from is not None

    @classmethod
    def path(cls, data: Path) -> Path:
        """Where the artifact lies in a folder of artifacts."""
        return data / f"{cls.kind}.json"

    @classmethod
    def with_lazy_rows(cls, **fields: Any) -> Self:
        """An artifact to be written, its tables ``LazyRows``; their rows are checked one by one, as they are made."""
        return cast(Self, cls.model_construct(**fields))

    def write(self, data: Path, *, largest: int | None = None) -> Path:
        """Write the artifact into the folder ``data``, whole or not at all; returns its path.

        Args:
            largest: bytes of a file: one that would have more, and tells of every sample, is written in parts.
        """
        path, schema = self.path(data), f"{self.kind}/{self.version}"
        text = text_of({"schema": schema, **self._fields()})
        if largest is None or not self.by_sample:
            write_bytes(path, "".join(text).encode())
        else:
            write_in_parts(path, schema, text, largest)
        # Last: until the list names new parts, the old ones are what the artifact consists of.
        remove_other_parts(path)
        return path

    def _fields(self) -> dict[str, Any]:
        """Plain values, but for the rows of tables: those become plain one by one, as they are written."""
        tables = {name: value or [] for name, value in self if is_table(value)}
        plain = self.model_dump(mode="json", exclude=set(tables))
        return {name: tables[name] if name in tables else plain[name] for name, _ in self}

    @classmethod
    def read(cls, data: Path) -> Self:
        """Read the artifact from the folder ``data``.

        Raises:
            PipelineError: the file is missing, not JSON, of a newer schema, or of another shape.
        """
        path = cls.path(data)
        try:
            return cls.parse(read_whole(path), str(path))
        except FileNotFoundError:
            raise PipelineError(f"{path}: not there: run `python -m pipeline run-all` to make it") from None

    @classmethod
    def parse(cls, content: bytes, where: str) -> Self:
        """The artifact in ``content``; ``where`` names its origin in error messages."""
        with collection_paused():
            return cls._by_rows(content) or cls._parse(content, where)

    @classmethod
    def _by_rows(cls, content: bytes) -> Self | None:
        """The artifact, each row of its tables made as it is read: rows and what they are made of take twice as much.

        None for a file of another version, or one that is not valid: read as a whole, it is migrated, or tells why.
        """
        tables = {name: kind for name, field in cls.model_fields.items() if (kind := _kind_of_rows(field))}
        try:
            plain = JsonReader(content.decode()).document(tables)
            if plain.pop("schema") != f"{cls.kind}/{cls.version}":
                return None
            return cls.model_validate(plain)
        # A ValidationError is a ValueError, as are those of JSON and of bytes that are no text.
        except (ValueError, LookupError, RecursionError):
            return None

    @classmethod
    def _parse(cls, content: bytes, where: str) -> Self:
        try:
            # Python reads NaN and Infinity, which are no JSON and which no browser would take.
            plain = json.loads(content, parse_constant=no_number, parse_float=finite)
        except (ValueError, RecursionError) as error:
            raise PipelineError(f"{where}: not JSON ({error}): run the pipeline again to make it anew") from None
        name, _, number = str(plain.pop("schema", "") if isinstance(plain, dict) else "").partition("/")
        if name != cls.kind or not re.fullmatch(r"[1-9][0-9]{0,5}", number):
            raise PipelineError(f"{where}: expected schema {cls.kind}/{cls.version}: run the pipeline again")
        # Never guessed at: what a newer version means by a field is not known here.
        if int(number) > cls.version:
            raise PipelineError(
                f"{where}: written by a newer version (schema {name}/{number}, this one reads up to "
                f"{cls.kind}/{cls.version}): update the project"
            )
        try:
            for step in range(int(number), cls.version):
                plain = cls.migrations[step](plain)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            # A migration trusts the shape that its version had.
            raise PipelineError(f"{where}: not what {name}/{number} looked like: run the pipeline again") from None
        try:
            found = cls.model_validate(plain)
        except ValidationError as error:
            # One of perhaps thousands: whoever edited a file by hand made one mistake, many times.
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise PipelineError(f"{where}: {place}: {first['msg']}: run the pipeline again") from None
        found._read_from = int(number) if int(number) < cls.version else None
        return found


def _kind_of_rows(field: FieldInfo) -> type[Part] | None:
    """What the rows of a table are; None for a field that is none."""
    kind = get_args(field.annotation)[0] if get_origin(field.annotation) is list else None
    return kind if isinstance(kind, type) and issubclass(kind, Part) else None
