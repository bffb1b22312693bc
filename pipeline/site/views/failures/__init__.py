"""Where rows fail: groups of samples, and the map of the test set."""
