"""How far a heat map can be trusted: scores of maps, maps that know nothing, and what follows from the scores."""
