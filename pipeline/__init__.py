"""Run a few-shot CLIP experiment and publish its results as a dashboard."""

from pathlib import Path

__version__ = "0.1.0"

SETTINGS_FILE = "site_config.yaml"
"""The settings file's usual name; here, since this loads nothing."""

MODEL_CONFIGS = Path(__file__).parent / "model_configs"
"""Architectures that open_clip lacks, in its own form; a file's stem is the name."""
