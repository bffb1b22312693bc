"""What a value of site_config.yaml may be, whatever its key: each kind says its own mistakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, ValidationInfo, field_validator

# What NumPy's oldest generator takes, and what a browser still reads exactly from JSON.
LARGEST_SEED = 2**32 - 1

NamedPath = Annotated[Path, PlainSerializer(lambda path: Path(path).as_posix(), return_type=str, when_used="json")]
"""A path as run.json has it on every system: what Windows wrote is compared elsewhere."""

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=100)]
# Without anything that some reader takes for the end of a line: names stand in titles, tables and messages.
Name = Annotated[
    str, Field(pattern="^[^\r\n\t\x85\u2028\u2029]*[^\\s][^\r\n\t\x85\u2028\u2029]*$", min_length=1, max_length=200)
]
"""One line of text, with something to see in it."""


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # half a bracket, a port of letters
        known = False
    # urlsplit passes over line breaks and spaces, which whoever opens the address then stumbles on.
    if not known or re.search(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]", value):
        raise ValueError(f"expected an address such as https://example.org, got {value[:80]!r}: correct it")
    return value


def _link(value: str) -> str:
    """A place on the web or on the page itself; ``javascript:`` and its kind would be code on the page."""
    if not value.strip():
        raise ValueError("expected an address, got nothing: write one, or leave the link out")
    # A colon before any slash, question mark or # ends the name of a scheme; without one it is a place on the page.
    return value if re.match(r"mailto:|(?![^/?#]*:)", value) else _web_address(value)


def _each_once(values: list[str]) -> list[str]:
    if repeated := repeated_in(values):
        raise ValueError(f"names {repeated} more than once: name each once")
    return values


def repeated_in(values: Iterable[str]) -> str:
    """What stands there more than once, in words; empty when nothing does."""
    return ", ".join(sorted(value for value, times in Counter(values).items() if times > 1))


WebAddress = Annotated[str, AfterValidator(_web_address)]
Link = Annotated[str, AfterValidator(_link)]
EachOnce = AfterValidator(_each_once)


RECORDED = "settings of a run"
"""Validation's context for what ``Settings.resolved`` gave."""


class SettingsPart(BaseModel):
    """A mapping of the settings: unknown keys are mistakes, and so is a number that is none."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _number(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse what pydantic would take for a number: true for 1, and text such as "010", whatever it means."""
        admitted = set(_plain_types(cls.model_fields[info.field_name or ""].annotation))
        if admitted & {int, float}:
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, bool) and bool not in admitted:
                    raise ValueError(f"expected a number, got {str(one).lower()}: write the number")
                if isinstance(one, str) and not admitted & {str, Path}:
                    raise ValueError(f"expected a number, got the text {one[:40]!r}: write it in plain digits")
        return value


def written_keys(part: BaseModel, info: ValidationInfo) -> set[str]:
    """The keys that somebody wrote; run.json has every default written out, which nobody did."""
    return set() if info.context == RECORDED else part.model_fields_set


def _plain_types(annotation: Any) -> Iterator[Any]:
    """The types that an annotation admits, inside lists and unions too."""
    if inner := get_args(annotation):
        for part in inner:
            yield from _plain_types(part)
    else:
        yield annotation


DEVICES = r"^(auto|cpu|mps|cuda(:\d+)?)$"


def known_device(value: str) -> str:
    """The device as it was named; a ValueError says what there is."""
    # The schema's pattern is searched for, so it has its ends; to Python $ is also before a last line break.
    if not re.fullmatch(DEVICES.strip("^$"), value):
        raise ValueError(f"expected auto, cuda, cuda:N, mps or cpu, got {value!r}")
    return value


Device = Annotated[str, AfterValidator(known_device), Field(json_schema_extra={"pattern": DEVICES})]
