"""Features of pictures and captions: computed once, kept by content."""
