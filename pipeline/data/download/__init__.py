"""COCO from its own server."""
