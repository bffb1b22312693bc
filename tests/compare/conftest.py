"""Two runs in folders of their own, and git repositories of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.compare.assemble_report import compare
from pipeline.compare.inputs.revisions import open_source, work_tree
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import Report
from pipeline.settings import Settings

Compare = Callable[..., Report]


@pytest.fixture
def compared() -> Compare:
    """The report of ``diff BASE [HEAD]``."""

    def run(settings: Settings, base: Path | str, head: Path | str | None = None) -> Report:
        before = open_source(settings, str(base))
        after = open_source(settings, str(head)) if head else work_tree(settings)
        try:
            return compare(Pair(Side(before), Side(after)), settings)
        finally:
            before.close()
            after.close()

    return run
