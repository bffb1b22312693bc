"""Reading site_config.yaml: merge the profile, check everything, report all mistakes with their lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pipeline.errors import PipelineError, hint
from pipeline.settings.evaluation_settings import Gate
from pipeline.settings.settings import Settings
from pipeline.settings.settings_yaml import Location, read_yaml


def load_settings(path: Path, profile: str | None = None, **overrides: Any) -> Settings:
    """The settings of one profile.

    Args:
        path: the settings file.
        profile: an entry of ``profiles``; the file's own ``profile`` when None.
        overrides: top-level keys set on the command line; None leaves a key as it is.

    Raises:
        PipelineError: one line for every mistake in the file, in any of its profiles.
    """
    document, lines = _read(path)
    profiles = document.pop("profiles", None)
    profiles = {} if profiles is None else profiles
    if not isinstance(profiles, dict):
        raise PipelineError(f"{_place(path, lines, ('profiles',))}: expected profiles by name, got {cut(profiles)}")
    chosen = _choose(path, document, profiles, profile)
    given = {key: value for key, value in overrides.items() if value is not None}
    mistakes: list[str] = []
    result: Settings | None = None
    # Every profile is checked, not only the one that runs: a slip in the profile of a GPU should not wait for the GPU.
    for name in dict.fromkeys([chosen, *profiles]):
        overlay = {} if profiles.get(name) is None else profiles[name]
        if not isinstance(overlay, dict):
            mistakes.append(f"{_place(path, lines, ('profiles', name))}: expected settings, got {cut(overlay)}")
            continue
        # What the command line says is said of the profile that runs, and of no other.
        merged = _merge(document, overlay) | {"profile": name} | (given if name == chosen else {})
        try:
            settings = Settings.model_validate(merged)
        except ValidationError as error:
            mistakes += [_mistake(path, lines, ("profiles", name), item) for item in error.errors()]
        else:
            result = result or settings
    if mistakes or result is None:
        raise PipelineError.of(dict.fromkeys(mistakes))
    # No keys of the settings: they say where the file lies, not what stands in it.
    result._root, result._file = path.resolve().parent, path.resolve().name
    return result


def load_gate(path: Path, profile: str) -> Gate:
    """Just the gate of a settings file, whose other keys may be those of another version.

    Raises:
        PipelineError: the file cannot be read, or its gate is no gate.
    """
    document, lines = _read(path)
    profiles = document.get("profiles")
    overlay = profiles.get(profile) if isinstance(profiles, dict) else None
    merged = _merge(document, overlay if isinstance(overlay, dict) else {})
    try:
        return Gate.model_validate(merged.get("gate") or {})
    except ValidationError as error:
        raise PipelineError.of(
            _mistake(path, lines, (), item | {"loc": ("gate", *item["loc"])}) for item in error.errors()
        ) from None


def _read(path: Path) -> tuple[dict[str, Any], dict[Location, int]]:
    document, lines = read_yaml(path)
    if not isinstance(document, dict):
        raise PipelineError(f"{path}: expected settings as `key: value` lines")
    return document, lines


def _choose(path: Path, document: dict[str, Any], profiles: dict[str, Any], asked: str | None) -> str:
    """The profile to read: the one asked for, or the file's own.

    A file without profiles is its own only one, by the name that it gives itself.
    """
    own = document.get("profile")
    if own is not None and not isinstance(own, str):
        raise PipelineError(f"{path}: profile: expected a name, got {cut(own)}: put it in quotes")
    known = list(profiles) or ([own] if own else [])
    chosen = asked or own
    if not chosen:
        raise PipelineError(f"{path}: profile: missing: name one of {', '.join(known) or 'your profiles'}")
    if known and chosen not in known:
        raise PipelineError(
            f"{path}: profile {cut(chosen)} is not one of {cut(', '.join(known), 300)}{_nearest(chosen, known)}"
        )
    return chosen


def _merge(base: Any, overlay: Any) -> Any:
    if isinstance(base, dict) and isinstance(overlay, dict):
        return base | {key: _merge(base.get(key), value) for key, value in overlay.items()}
    return overlay


# ---------------------------------------------------------------- messages


def _mistake(path: Path, lines: dict[Location, int], prefix: Location, error: Any) -> str:
    location: Location = tuple(error["loc"])
    # A profile may have the key itself, or have it from the top of the file: the line is where it really stands.
    where = prefix + location if prefix + location in lines else location
    name = cut(".".join(map(str, location)) or "settings", 120)
    place = _place(path, lines, where)
    if location == ("profiles",):  # the file's own are no settings, and never come here
        return f"{place}: a profile holds no profiles: move them up"
    if error["type"] == "extra_forbidden":
        return f"{place}: {name}: unknown key{_nearest(str(location[-1]), _known_keys(location[:-1]))}"
    if error["type"] == "missing":
        return f"{place}: {name}: missing: add it"
    if error["type"] == "value_error":
        return f"{place}: {name}: {error['ctx']['error']}"
    # Pydantic begins a sentence; here it goes on after a colon.
    message = _EXPECTED.get(error["type"]) or error["msg"][0].lower() + error["msg"][1:]
    return f"{place}: {name}: {message}, got {cut(error['input'])}: correct it"


# Where pydantic names classes of this program.
_EXPECTED = {
    "model_type": "expected `key: value` lines",
    "dict_type": "expected `key: value` lines",
    "path_type": "expected a path",
}


def cut(value: Any, length: int = 80) -> str:
    """A value as a message shows it: its beginning, when it is long."""
    text = value if isinstance(value, str) and length > 80 else repr(value)
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _nearest(word: str, known: Any) -> str:
    known = sorted(map(str, known))
    return f": {hint(word, known)}" if known else ""


def _known_keys(location: Location) -> list[str]:
    """Keys that the settings have at a place."""
    annotation: Any = Settings
    for step in location:
        model = next(_models_in(annotation), None)
        # Numbers are places in a list, and the keys of a mapping are the user's own: neither is a field.
        if isinstance(step, str) and model and step in model.model_fields:
            annotation = model.model_fields[step].annotation
    model = next(_models_in(annotation), None)
    keys = list(model.model_fields) if model else []
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


def settings_schema() -> str:
    """JSON Schema of a settings file: every key with its meaning, profiles as overlays of the same keys."""
    schema = Settings.model_json_schema()
    # A copy from before `profiles` joins the properties: profiles hold no profiles.
    overlay = {"type": "object", "additionalProperties": False, "properties": dict(schema["properties"])}
    schema["properties"]["profiles"] = {
        "type": "object",
        "description": "Named overlays of the keys above.",
        "additionalProperties": overlay,
    }
    schema["required"] = ["profile"]  # a profile may bring everything else
    return json.dumps(schema, indent=2)
