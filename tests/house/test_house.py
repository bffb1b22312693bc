"""The house's rules: what lies where, one name for one thing, no circles, and text in UTF-8."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from ..worlds import REPOSITORY

PACKAGE = REPOSITORY / "pipeline"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))

SIDE_BY_SIDE = 12
"""Modules in a folder that a reader can still take in."""
ONE_PER_FILE = PACKAGE / "results" / "schemas"
"""As many modules as docs/data has files, and one for what they share."""


def dotted(path: Path) -> str:
    """The name by which a module is imported."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path, nodes: list[ast.stmt] | None = None) -> Iterator[str]:
    """The project's modules that a module imports; with ``nodes``, those statements alone."""
    known = {dotted(other) for other in PACKAGE.rglob("*.py")}
    for node in ast.walk(tree(path)) if nodes is None else nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in known else node.module


def test_a_folder_holds_what_a_reader_can_take_in() -> None:
    counts = Counter(path.parent for path in MODULES)
    crowded = {str(folder): n for folder, n in counts.items() if n > SIDE_BY_SIDE and folder != ONE_PER_FILE}
    assert crowded == {}


def test_a_modules_name_is_its_own() -> None:
    names = Counter(path.stem for path in MODULES)
    # The command hard-cases and the file hard_cases.json both bear that name by contract.
    assert [name for name, times in names.items() if times > 1] == ["hard_cases"]


def test_a_public_class_has_a_name_of_its_own() -> None:
    names = Counter(
        node.name
        for path in MODULES
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_modules_import_each_other_in_no_circle() -> None:
    graph = {dotted(path): set(imported(path, tree(path).body)) - {dotted(path)} for path in PACKAGE.rglob("*.py")}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_nobody_but_the_commands_knows_the_demo() -> None:
    """A drawn world is a source of data like any other: only its entry among the sources, and two commands, name it."""
    demo = PACKAGE / "demo"
    knowing = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if demo not in path.parents and any(name.startswith("pipeline.demo") for name in imported(path))
    }
    assert knowing <= {"cli.py", "data/datasets/registry.py"}


def test_text_is_read_and_written_as_utf_8() -> None:
    """Where no encoding is named, a machine takes its own."""
    unnamed = []
    for path in [*MODULES, *sorted((REPOSITORY / "scripts").rglob("*.py"))]:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            named = any(keyword.arg == "encoding" for keyword in node.keywords)
            given = len(node.args) > (1 if node.func.attr == "write_text" else 0)
            if node.func.attr in ("read_text", "write_text") and not named and not given:
                unnamed.append(f"{path.relative_to(REPOSITORY)}:{node.lineno}")
    assert unnamed == []


def test_commands_are_known_before_what_they_need_is_imported() -> None:
    """So that ``--help`` answers at once, although the stage graph names its commands."""
    heavy = ("torch", "open_clip", "numpy", "pydantic", "msgspec", "plotly")
    code = f"import sys, pipeline.cli; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_readme_says_what_lies_in_every_room() -> None:
    table = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("## What lies where")[1].split("\n## ")[0]
    first_cells = (line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    named = {path for cell in first_cells for path in re.findall(r"`([^`]+)`", cell)}
    rooms = {f"pipeline/{path.name}" for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    kept = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True).stdout.splitlines()
    folders = {line.split("/")[0] for line in kept if "/" in line} - {"pipeline", ".ci"}
    assert rooms | folders <= named
    assert [path for path in named if "*" not in path and not (REPOSITORY / path).exists()] == []
