"""Whether a difference is more than noise, and whether it may pass."""
