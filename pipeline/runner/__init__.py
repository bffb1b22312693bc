"""The stage graph behind run-all: what is up to date is not done again."""

from pipeline.runner.stage_graph import STAGES
from pipeline.runner.stage_runner import follow, run_stages

__all__ = ["STAGES", "follow", "run_stages"]
