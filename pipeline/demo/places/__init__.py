"""Places of the drawn world: backdrops, clutter and weather."""
