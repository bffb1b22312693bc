"""Run a few-shot CLIP experiment and publish its results as a dashboard."""

__version__ = "0.1.0"
