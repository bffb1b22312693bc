"""YAML as people mean it: plain data with the line of every key, within bounds.

PyYAML reads YAML 1.1, where ``yes`` is true, ``010`` is 8, ``1:30`` is 90 and ``2026-02-30`` a broken date. Here words
mean what they do in YAML 1.2: only ``true`` and ``false`` are booleans, numbers are decimal, everything else is text.
"""

from __future__ import annotations

import math
import re
import stat
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import PipelineError

Location = tuple[str | int, ...]

# Far beyond what a person writes: what exceeds these was made to keep whoever reads it busy.
BYTES = 1_000_000
VALUES = 20_000
"""With every alias written out: a few hundred bytes can name billions."""
DEPTH = 50
DIGITS = 30

_TAG = "tag:yaml.org,2002:"
_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z|0x[0-9a-fA-F]+\Z|0o[0-7]+\Z")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
)
# A line break belongs to text; other control characters and halves of characters do not.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class _Core(yaml.SafeLoader):
    """PyYAML's parser with the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - as PyYAML declares it


for _name, _pattern in (("null", _NULL), ("bool", _BOOL), ("int", _INT), ("float", _FLOAT)):
    _Core.add_implicit_resolver(f"{_TAG}{_name}", _pattern, None)
_Core.add_implicit_resolver(f"{_TAG}merge", re.compile(r"<<\Z"), ["<"])


def read_yaml(path: Path) -> tuple[Any, dict[Location, int]]:
    """The plain data in a file, and the line of every key in it.

    Raises:
        PipelineError: the file cannot be read, is no YAML, or goes beyond the bounds; one line per mistake.
    """
    text = _text(path)
    try:
        # Composed, not loaded: nodes still know their lines, and aliases are not yet written out.
        root = yaml.compose(text, Loader=_Core)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise PipelineError(f"{where}: not YAML: {error.problem or error.context}: correct the line") from None
    except yaml.YAMLError as error:
        raise PipelineError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
    except RecursionError:
        raise PipelineError(f"{path}: not settings: nested deeper than {DEPTH} levels") from None
    if root is None:
        return None, {}
    reading = _Reading(path)
    # First: `plain` writes aliases out, and would not come back from a billion of them.
    reading.weigh(root, ())
    data = reading.plain(root, ())
    if reading.mistakes:
        raise PipelineError.of(dict.fromkeys(reading.mistakes))
    return data, reading.lines


def _text(path: Path) -> str:
    try:
        # A pipe would be waited for without end.
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder: name the settings file in it" if path.is_dir() else "no regular file: name one"
            raise PipelineError(f"{path}: is {kind} with --config")
        if path.stat().st_size > BYTES:
            raise PipelineError(f"{path}: not settings: larger than {BYTES // 1_000_000} MB")
        # With or without the mark that editors on Windows put in front.
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PipelineError(
            f"{path}: not there: name your settings file with --config, or begin with `python -m pipeline init`"
        ) from None
    except UnicodeDecodeError:
        raise PipelineError(f"{path}: not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise PipelineError(f"{path}: {error.strerror}: name your settings file with --config") from None
    except ValueError:  # a path with a NUL
        raise PipelineError(f"{path}: no name of a file: name your settings file with --config") from None


class _Reading:
    """From YAML's nodes to plain data; mistakes are gathered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Location, int] = {}
        self.mistakes: list[str] = []
        self._weights: dict[int, int] = {}

    def weigh(self, node: yaml.Node, above: tuple[int, ...]) -> int:
        """How many values a node stands for, aliases written out.

        Raises:
            PipelineError: too many, too deep, or it holds itself.
        """
        if id(node) in above:
            raise PipelineError(f"{self._place(node)}: the alias holds itself: write out what is meant")
        if len(above) > DEPTH:
            raise PipelineError(f"{self._place(node)}: nested deeper than {DEPTH} levels")
        if id(node) not in self._weights:
            inside: list[yaml.Node] = []
            if isinstance(node, yaml.SequenceNode):
                inside = node.value
            elif isinstance(node, yaml.MappingNode):
                inside = [part for pair in node.value for part in pair]
            self._weights[id(node)] = 1 + sum(self.weigh(part, (*above, id(node))) for part in inside)
        if self._weights[id(node)] > VALUES:
            raise PipelineError(f"{self._place(node)}: more than {VALUES:,} values, with aliases written out")
        return self._weights[id(node)]

    def plain(self, node: yaml.Node, location: Location) -> Any:
        """The plain data of a node at a place in the settings."""
        if not isinstance(node, yaml.ScalarNode) and node.tag not in (f"{_TAG}seq", f"{_TAG}map"):
            return self._wrong(node, f"the tag {node.tag[:80]} is not known here: leave it out")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.lines[(*location, number)] = item.start_mark.line + 1
            return [self.plain(item, (*location, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(key, "a key has to be a word")
            elif key.tag == f"{_TAG}merge":
                # Of several << the first one counts; the mapping's own keys win over all, wherever they stand.
                merged = self._merged(value, location) | merged
            elif key.value in own:
                self._wrong(key, f"not YAML: the key {key.value[:80]!r} stands here a second time")
            else:
                self.lines[(*location, key.value)] = key.start_mark.line + 1
                self._check_text(key)
                own[key.value] = self.plain(value, (*location, key.value))
        return merged | own

    def _merged(self, node: yaml.Node, location: Location) -> dict[str, Any]:
        """What ``<<`` brings: a mapping, or several, of which the first ones count."""
        found: dict[str, Any] = {}
        for part in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(part, yaml.MappingNode):
                found = self._mapping(part, location) | found
            else:
                self._wrong(part, "<< merges mappings, and this is none")
        return found

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        kind, text = node.tag.removeprefix(_TAG), str(node.value)
        pattern = {"null": _NULL, "bool": _BOOL, "int": _INT, "float": _FLOAT}.get(kind)
        if kind in ("str", "merge"):
            self._check_text(node)
            return text
        if pattern is None:
            return self._wrong(node, f"the tag {node.tag[:80]} is not known here: leave it out")
        # A tag that is written out, `!!int 1:30`, has not gone through the patterns.
        if not pattern.match(text):
            return self._wrong(node, f"{text[:80]!r} is no {kind}")
        if len(text) > DIGITS and kind in ("int", "float"):
            return self._wrong(node, f"a number of {len(text):,} digits: shorten it")
        if kind == "int":
            # By its prefix; a zero in front, which Python refuses here, the pattern has refused already.
            return int(text, 0)
        if kind == "float":
            return _float(text)
        return text.lower() == "true" if kind == "bool" else None

    def _check_text(self, node: yaml.ScalarNode) -> None:
        if found := _UNPRINTABLE.search(node.value):
            self._wrong(node, f"holds the character U+{ord(found[0]):04X}, which is none to print: leave it out")

    def _wrong(self, node: yaml.Node, why: str) -> None:
        self.mistakes.append(f"{self._place(node)}: {why}")

    def _place(self, node: yaml.Node) -> str:
        return f"{self.path}:{node.start_mark.line + 1}"


def _float(text: str) -> float:
    word = text.lower()
    if word.endswith("inf"):
        return -math.inf if word.startswith("-") else math.inf
    return math.nan if word.endswith("nan") else float(text)
