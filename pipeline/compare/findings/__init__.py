"""What differs between two sides, kind by kind."""
