"""Run a few-shot CLIP experiment and publish its results as a dashboard."""

__version__ = "0.1.0"

SETTINGS_FILE = "site_config.yaml"
"""The settings file's usual name; here, since this loads nothing."""
