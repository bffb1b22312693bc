"""Frozen CLIP backbones, their features, adapters on top and maps of where they look."""
