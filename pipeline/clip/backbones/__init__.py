"""Frozen CLIP models and their weights."""
