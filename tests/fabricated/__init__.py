"""Results made up from a seed, whole and valid, for tests that need no run.

Only the answers are made up: samples with captions, and logits of every row. Every figure follows from them by the
project's own evaluation, so a world cannot say one thing in one file and another in the next;
``tests.fabricated.agreement`` computes the figures once more by other means.
"""

from tests.fabricated.samples import CATEGORIES, HOSTILE
from tests.fabricated.world import SmallWorld, World

__all__ = ["CATEGORIES", "HOSTILE", "SmallWorld", "World"]
