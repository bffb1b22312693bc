"""Metadata is in pyproject.toml; this carries into built packages what lies beside the code in a checkout."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

# What `init` gives a new experiment; see pipeline/starter/starter.py.
SHARED = (
    ".gitattributes",
    ".github/workflows/pages.yml",
    "models/demo_rn.safetensors",
    "models/demo_vit.safetensors",
)


class BuildWithSite(build_py):
    """Copies templates, static files and what experiments start with; an editable install reads them in place."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for name in ("templates", "static"):
            target = Path(self.build_lib, "pipeline", name)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(name, target)
        for name in SHARED:
            target = Path(self.build_lib, "pipeline/starter/shared", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, target)


setup(cmdclass={"build_py": BuildWithSite})
