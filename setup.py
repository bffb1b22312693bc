"""Metadata is in pyproject.toml; this carries templates/ and static/ into built packages."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithSite(build_py):
    """Copies the site's templates and static files into the package; an editable install reads them in place."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for name in ("templates", "static"):
            target = Path(self.build_lib, "pipeline", name)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(name, target)


setup(cmdclass={"build_py": BuildWithSite})
