"""What templates are given: numbers, labels, claims and galleries, as data."""
