"""Scenes of the drawn world: composed, laid out, rendered, and written as COCO's files."""
