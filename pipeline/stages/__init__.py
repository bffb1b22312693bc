"""One file, one stage. Stages call the rooms below them and each other never."""
