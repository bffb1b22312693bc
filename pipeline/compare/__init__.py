"""Two sets of artifacts in, what changed out: never imports torch."""
