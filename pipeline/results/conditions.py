"""What a machine was when it computed something: recorded with the results, and never taken from today's."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from pipeline.results.files import write_bytes

FILE = "extraction.json"

# Packages whose version can move a result.
PACKAGES = (
    "torch", "torchvision", "open_clip_torch", "grad-cam", "numpy", "scipy", "statsmodels", "scikit-learn",
    "pandas", "pillow", "plotly", "jinja2",
)  # fmt: skip


class Versions(msgspec.Struct, frozen=True):
    """Of Python and of the packages that results depend on."""

    python: str
    packages: dict[str, str]

    @classmethod
    def now(cls) -> Versions:
        """Those installed here, as far as they are."""
        return cls(platform.python_version(), dict(_installed()))


class Conditions(msgspec.Struct, frozen=True):
    """Under which features were computed."""

    device: str
    threads: int
    workers: int
    """Processes that decoded pictures; 0 for none beside the one that encoded."""
    versions: Versions

    @classmethod
    def read(cls, work: Path) -> Conditions:
        """As extraction left them among the files of its work."""
        return msgspec.json.decode((work / FILE).read_bytes(), type=cls)

    def write(self, work: Path) -> None:
        """Leave them among the files of the work, for ``read``."""
        write_bytes(work / FILE, msgspec.json.encode(self))


def _installed() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue


def together(versions: Iterable[Versions]) -> Versions:
    """Versions of results that were made at several times: each distinct one, in their order."""
    # Gone through once for each package, and an iterator would be empty after the first.
    known = list(versions)
    packages = {name: _each(one.packages.get(name, "") for one in known) for name in PACKAGES}
    python = _each(one.python for one in known)
    return Versions(python, {name: value for name, value in packages.items() if value})


def _each(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(part for value in values for part in value.split(", ") if part))
