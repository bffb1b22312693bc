"""Where rows fail: groups of samples that are harder than the rest."""
