"""Figures of the drawn world: who is in a picture, and how it is drawn."""
