"""The made-up runs that sites are built of."""

from tests.fabricated import CATEGORIES, HOSTILE, World

__all__ = ["CATEGORIES", "HOSTILE", "World"]
