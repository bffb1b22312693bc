"""Samples with captions: a pool and a test set of ten categories."""

from __future__ import annotations

import random

import msgspec

from pipeline.data.datasets.verified import true_distractors
from pipeline.data.samples import Sample

CHOICES = 12

CATEGORIES = ("bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person")

HOSTILE = (
    "<script>alert('caption')</script>",
    "</script><img src=x onerror=alert(1)>",
    "quotes \" and ' and `backticks` & ampersands",
    "شخص يركب حصانا على الشاطئ",
    "a dog 🐕 and a cat 🐈‍⬛ on a sofa {{ 7 * 7 }} {% raw %}",
    "line separators \u2028 and \u2029 and a\ttab",
    "word " * 99 + "end.",
    "Unbrokenwordthatnobodyeverwroteinacaptionbutastrangercouldwriteintooursforthefunofit" * 3,
)

PLACES = ("on a beach", "near the trees", "under a grey sky", "beside a red barn that needs some paint")


def make_samples(test: int, pool: int, *, known: bool, hostile: bool) -> list[Sample]:
    """The test samples case0, case1 …, then the pool's; categories take turns.

    Args:
        pool: samples set aside per category.
        known: whether the categories of the candidates are.
        hostile: captions that try to break out of a page.

    Two candidates are of the sample's own category and one is of each other one. Of every fifty test samples one has a
    distractor that repeats its right caption: wrong on paper only.
    """
    chance = random.Random(0)
    number = test + pool * len(CATEGORIES)
    ids = [f"case{n}" if n < test else f"pool{n - test}" for n in range(number)]
    captions = [_caption(chance, n, hostile) for n in range(number)]
    return [_sample(chance, n, ids, captions, test, known=known) for n in range(number)]


def _caption(chance: random.Random, n: int, hostile: bool) -> str:
    if hostile:
        return chance.choice(HOSTILE)
    look = chance.choice(("small", "large", "brown", "white"))
    return f"a {look} {CATEGORIES[n % len(CATEGORIES)]} {chance.choice(PLACES)}, photo {n}"


def _sample(chance: random.Random, n: int, ids: list[str], captions: list[str], test: int, *, known: bool) -> Sample:
    kinds = len(CATEGORIES)
    # Ten samples on is the same category again; wrapping round keeps it so when the count is a multiple of ten.
    turns = len(ids) // kinds
    same = [(n % kinds) + kinds * ((n // kinds + step) % turns) for step in (1, 2)]
    others = [kind + kinds * chance.randrange(turns) for kind in range(kinds) if kind != n % kinds]
    picks = [*same, *others]
    chance.shuffle(picks)
    correct = chance.randrange(CHOICES)
    picks.insert(correct, n)
    choices = [captions[pick] for pick in picks]
    if n % 50 == 5:
        choices[picks.index(same[0])] = captions[n]
    width, height = chance.choice(((96, 72), (72, 96), (96, 64)))
    sample = Sample(
        id=ids[n],
        label=CATEGORIES[n % kinds],
        choices=tuple(choices),
        correct=correct,
        choice_labels=tuple(CATEGORIES[pick % kinds] for pick in picks) if known else None,
        choice_image_ids=tuple(ids[pick] for pick in picks) if known else None,
        image=f"pictures/{ids[n]}.jpg",
        sha256=f"{n:064x}",
        width=width,
        height=height,
        boxes=((width / 4, height / 4, width / 2, height / 2),) * (n % 6 + 1),
        licence=("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        split="test" if n < test else "pool",
    )
    return msgspec.structs.replace(sample, true_distractors=tuple(true_distractors(sample, {})))
