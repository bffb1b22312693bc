"""Predictions in, the parts of the evaluation's artifacts out: pure functions on arrays."""
