"""Reading site_config.yaml: merge the profile, check everything, report all mistakes with their lines."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import PipelineError
from pipeline.settings import Gate, Settings

Location = tuple[str | int, ...]


def load_settings(path: Path, profile: str | None = None, **overrides: Any) -> Settings:
    """The settings of one profile.

    Args:
        path: the settings file.
        profile: an entry of ``profiles``; the file's own ``profile`` when None.
        overrides: top-level keys set on the command line; None leaves a key as it is.

    Raises:
        PipelineError: one line for every mistake in the file, in any of its profiles.
    """
    document = _read(path)
    lines = _lines(path)
    profiles = document.pop("profiles", None) or {}
    if not isinstance(profiles, dict):
        raise PipelineError(f"{_place(path, lines, ('profiles',))}: expected profiles by name")
    chosen = profile or document.get("profile")
    if not chosen:
        raise PipelineError(f"{path}: profile: missing: name one of {', '.join(profiles) or 'your profiles'}")
    if chosen not in profiles and (profiles or profile):
        raise PipelineError(
            f"{path}: profile {chosen!r} is not one of {', '.join(map(str, profiles)) or 'its profiles (none)'}"
            f"{_nearest(str(chosen), profiles)}"
        )
    given = {key: value for key, value in overrides.items() if value is not None}
    mistakes: list[str] = []
    result: Settings | None = None
    for name in dict.fromkeys([chosen, *profiles]):
        overlay = profiles.get(name) or {}
        if not isinstance(overlay, dict):
            mistakes.append(f"{_place(path, lines, ('profiles', name))}: expected settings, got {overlay!r}")
            continue
        merged = _merge(document, overlay) | {"profile": name} | (given if name == chosen else {})
        try:
            settings = Settings.model_validate(merged)
        except ValidationError as error:
            mistakes += [_mistake(path, lines, ("profiles", name), item) for item in error.errors()]
        else:
            result = result or settings
    if mistakes or result is None:
        raise PipelineError.of(dict.fromkeys(mistakes))
    result._root, result._file = path.resolve().parent, path.resolve().name
    return result


def load_gate(path: Path, profile: str) -> Gate:
    """Just the gate of a settings file, whose other keys may be those of another version.

    Raises:
        PipelineError: the file cannot be read, or its gate is no gate.
    """
    document = _read(path)
    profiles = document.get("profiles")
    overlay = profiles.get(profile) if isinstance(profiles, dict) else None
    merged = _merge(document, overlay if isinstance(overlay, dict) else {})
    try:
        return Gate.model_validate(merged.get("gate") or {})
    except ValidationError as error:
        lines = _lines(path)
        raise PipelineError.of(
            _mistake(path, lines, (), item | {"loc": ("gate", *item["loc"])}) for item in error.errors()
        ) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeys)
    except FileNotFoundError:
        raise PipelineError(
            f"{path}: not there: name your settings file with --config, or begin with `python -m pipeline init`"
        ) from None
    except IsADirectoryError:
        raise PipelineError(f"{path}: is a folder: name the settings file in it with --config") from None
    except UnicodeDecodeError:
        raise PipelineError(f"{path}: not UTF-8 text: save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise PipelineError(f"{where}: not YAML: {error.problem or error.context}: correct the line") from None
    except yaml.YAMLError as error:
        raise PipelineError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(document, dict):
        raise PipelineError(f"{path}: expected settings as `key: value` lines")
    return document


class _UniqueKeys(yaml.SafeLoader):
    """YAML that refuses a key given twice, where PyYAML silently takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands here a second time", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def _merge(base: Any, overlay: Any) -> Any:
    if isinstance(base, dict) and isinstance(overlay, dict):
        return base | {key: _merge(base.get(key), value) for key, value in overlay.items()}
    return overlay


# ---------------------------------------------------------------- messages


def _mistake(path: Path, lines: dict[Location, int], prefix: Location, error: Any) -> str:
    location: Location = tuple(error["loc"])
    where = prefix + location if prefix + location in lines else location
    name = ".".join(map(str, location)) or "settings"
    place = _place(path, lines, where)
    if error["type"] == "extra_forbidden":
        return f"{place}: {name}: unknown key{_nearest(str(location[-1]), _known_keys(location[:-1]))}"
    if error["type"] == "missing":
        return f"{place}: {name}: missing: add it"
    if error["type"] == "value_error":
        return f"{place}: {name}: {error['ctx']['error']}"
    message = error["msg"][0].lower() + error["msg"][1:]
    return f"{place}: {name}: {message}, got {error['input']!r}"


def _nearest(word: str, known: Any) -> str:
    known = [str(item) for item in known]
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f": did you mean {close[0]!r}?"
    return f": known are {', '.join(sorted(known))}" if known else ""


def _known_keys(location: Location) -> list[str]:
    """Keys that the settings have at a place."""
    model: Any = Settings
    for step in location:
        if isinstance(step, int):
            continue
        model = next(_models_in(model.model_fields[step].annotation), None)
        if model is None:
            return []
    keys = list(model.model_fields)
    return [*keys, "profiles"] if model is Settings else keys


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _place(path: Path, lines: dict[Location, int], location: Location) -> str:
    """``path:line`` of a key, or of the closest key around it."""
    while location and location not in lines:
        location = location[:-1]
    return f"{path}:{lines[location]}" if location in lines else str(path)


def _lines(path: Path) -> dict[Location, int]:
    """Line of every key in the file."""
    found: dict[Location, int] = {}

    def visit(node: yaml.Node | None, location: Location) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*location, key.value)
                found[here] = key.start_mark.line + 1
                visit(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                found[(*location, number)] = item.start_mark.line + 1
                visit(item, (*location, number))

    visit(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader), ())
    return found


def settings_schema() -> str:
    """JSON Schema of a settings file: every key with its meaning, profiles as overlays of the same keys."""
    schema = Settings.model_json_schema()
    overlay = {"type": "object", "additionalProperties": False, "properties": dict(schema["properties"])}
    schema["properties"]["profiles"] = {
        "type": "object",
        "description": "Named overlays of the keys above.",
        "additionalProperties": overlay,
    }
    schema["required"] = ["profile"]  # a profile may bring everything else
    return json.dumps(schema, indent=2)
