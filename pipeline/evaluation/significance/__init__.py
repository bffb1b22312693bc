"""Whether rows differ: how far their difference may be chance, and what many comparisons together allow one to say."""
