"""The stage graph behind run-all: what is up to date is not done again."""

from pipeline.runner.run import run_stages
from pipeline.runner.stage_graph import STAGES

__all__ = ["STAGES", "run_stages"]
