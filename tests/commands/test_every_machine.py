"""What differs between systems, emulated on this one: consoles, encodings, line endings, locks, modules."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from pipeline.results import files
from pipeline.settings import Dataset, Settings
from pipeline.site.check import check_site
from pipeline.site.render_site import static_files
from tests.site.conftest import Build
from tests.site.fabricate import World
from tests.worlds import REPOSITORY, contents

# Modules and functions that Windows lacks.
POSIX_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"}
POSIX_CALLS = {
    "os.fork", "os.killpg", "os.getuid", "os.geteuid", "os.getpgid", "os.setsid", "os.mkfifo", "os.sched_getaffinity",
    "os.uname", "os.statvfs", "os.getloadavg", "signal.SIGKILL", "signal.SIGHUP", "signal.alarm", "signal.pause",
}  # fmt: skip


def sources() -> list[Path]:
    return sorted([*(REPOSITORY / "pipeline").rglob("*.py"), *(REPOSITORY / "scripts").rglob("*.py")])


def is_guarded(path: list[ast.AST]) -> bool:
    """Inside an `if` or `try` that asks for the system, or for the name."""
    return any(isinstance(node, ast.Try) or (isinstance(node, ast.If) and "os.name" in ast.unparse(node.test))
               or (isinstance(node, ast.If) and "platform" in ast.unparse(node.test)) for node in path)  # fmt: skip


def posix_uses(node: ast.AST, path: list[ast.AST]) -> list[str]:
    found = []
    if isinstance(node, ast.Import):
        found = [name.name for name in node.names if name.name in POSIX_MODULES]
    elif isinstance(node, ast.ImportFrom) and node.module in POSIX_MODULES:
        found = [node.module]
    elif isinstance(node, ast.Attribute) and ast.unparse(node) in POSIX_CALLS:
        found = [ast.unparse(node)]
    found = [] if is_guarded(path) else found
    for child in ast.iter_child_nodes(node):
        found += posix_uses(child, [*path, node])
    return found


@pytest.mark.slow
def test_nothing_of_posix_outside_a_guarded_place() -> None:
    used = {str(path): posix_uses(ast.parse(path.read_text(encoding="utf-8")), []) for path in sources()}
    assert not {path: found for path, found in used.items() if found}


def test_that_test_finds_what_it_looks_for() -> None:
    found = posix_uses(ast.parse("import fcntl\nos.killpg(1, signal.SIGKILL)\nif os.name != 'nt':\n    os.fork()"), [])
    assert found == ["fcntl", "os.killpg", "signal.SIGKILL"]


def command(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "0"} | environment,
    )


@pytest.mark.slow
def test_reports_and_messages_print_on_a_console_of_western_europe(tmp_path: Path) -> None:
    for side, accuracy in (("base", 1), ("head", 2)):
        World(hostile=True, seed=accuracy).write(tmp_path / side)
    config = "profile: demo\nbackbones: [{id: a, name: Modell ≈ 一, architecture: RN50, pretrained: x}]\n"
    (tmp_path / "site_config.yaml").write_text(config, encoding="utf-8")
    done = command("diff", "base", "head", cwd=tmp_path, PYTHONIOENCODING="cp1252")
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode("cp1252").count("\n") > 10
    wrong = config.replace("pretrained: x", "pretrained: ≈, ≈: 一")
    (tmp_path / "site_config.yaml").write_text(wrong, encoding="utf-8")
    done = command("build-site", cwd=tmp_path, PYTHONIOENCODING="cp1252")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_a_site_is_the_same_where_the_locale_is_no_utf_8(build: Build, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.site.fabricate import World\n"
        "from pipeline.site.build import build_site\n"
        "build_site(World(hostile=True).settings(Path(sys.argv[1])))\n"
    )
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(REPOSITORY)}
    there = World(hostile=True).write(tmp_path / "there")
    subprocess.run([sys.executable, "-c", script, str(there.root)], env=os.environ | environment, check=True)
    here = build(World(hostile=True))
    assert contents(there.docs) == contents(here.docs)


def test_recorded_paths_read_the_same_on_every_system() -> None:
    windows = Dataset.model_construct(image_dir=PureWindowsPath(r"pictures\mine"))
    assert windows.model_dump(mode="json", warnings=False)["image_dir"] == "pictures/mine"


def test_a_file_that_somebody_reads_is_replaced_once_they_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lets no file go that another process has open."""
    tries: list[str] = []
    replace = os.replace

    def held_twice(source: str, target: Path) -> None:
        tries.append(source)
        if len(tries) < 3:
            raise PermissionError(13, "held by another process", str(target))
        replace(source, target)

    monkeypatch.setattr(files, "os", SimpleNamespace(**vars(os) | {"name": "nt", "replace": held_twice}))
    files.write_bytes(tmp_path / "index.html", b"new")
    assert (tmp_path / "index.html").read_bytes() == b"new"
    assert len(tries) == 3


def test_the_readmes_first_lines_stand_there_for_powershell_too() -> None:
    before, after = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("The same in Windows' PowerShell:\n")
    shell, powershell = (
        [line.strip() for line in text.splitlines() if re.match("    .*venv", line)] for text in (before, after)
    )
    assert len(shell) >= 5
    written = [line.replace("python3 ", "py -3 ").replace(".venv/bin/", ".venv\\Scripts\\") for line in shell]
    assert powershell[: len(shell)] == [line.replace("'", '"') for line in written]


# ---------------------------------------------------------------- checkouts of Windows


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed files as git on Windows checks them out."""
    if not (REPOSITORY / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("windows") / "checkout"
    subprocess.run(
        ["git", "clone", "--quiet", "--config", "core.autocrlf=true", "--config", "core.eol=crlf", str(REPOSITORY),
         str(folder)], check=True,
    )  # fmt: skip
    return folder


def test_line_endings_change_no_committed_file(checkout: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "-z", "HEAD"], cwd=checkout, capture_output=True, check=True
    ).stdout.split(b"\0")
    blobs = {line.split(b"\t")[1].decode(): line.split()[2].decode() for line in listed if line}
    names = sorted(
        name for name in blobs if name.split("/")[0] in ("docs", "templates", "static", "pipeline", "models")
    )
    hashed = subprocess.run(
        ["git", "hash-object", "--no-filters", "--stdin-paths"], cwd=checkout, input="\n".join(names).encode(),
        capture_output=True, check=True,
    ).stdout.split()  # fmt: skip
    assert [name for name, found in zip(names, hashed, strict=True) if blobs[name] != found.decode()] == []


def test_templates_with_windows_line_endings_give_the_same_page(tmp_path: Path) -> None:
    pages = []
    for ending in (b"\n", b"\r\n"):
        settings = World().write(tmp_path / str(len(ending)))
        own = settings.root / "mine"
        shutil.copytree(REPOSITORY / "templates", own)
        for path in own.rglob("*.*"):
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ending))
        changed = settings.model_copy(update={"paths": settings.paths.model_copy(update={"templates": Path("mine")})})
        changed._root = settings.root
        pages.append(rendered(changed))
    assert pages[0] == pages[1]


def rendered(settings: Settings) -> bytes:
    from pipeline.site.read_results import read_results
    from pipeline.site.render_site import render_site

    return render_site(settings, read_results(settings.docs / "data"))["index.html"]


@pytest.mark.slow
def test_a_check_counts_no_file_of_the_checkout_as_stale(checkout: Path) -> None:
    """What a Windows checkout's check says is what this one's says."""
    from pipeline.settings.settings_file import load_settings

    here, there = (load_settings(folder / "site_config.yaml") for folder in (REPOSITORY, checkout))
    assert static_files(here) == static_files(there)
    assert check_site(here) == check_site(there)
