"""Results to take away: tables for a paper, cards for released checkpoints, how to cite, how to do it again."""
