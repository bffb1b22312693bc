"""What a new experiment starts with."""
