"""What a run leaves in docs/: the form of every file, the names in them, and the only code that writes there."""
