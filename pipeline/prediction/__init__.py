"""Captions for a picture of the user's: the command that ranks them, and the local page that does."""
