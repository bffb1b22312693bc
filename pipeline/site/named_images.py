"""The pictures that artifacts name."""

from __future__ import annotations

from pipeline.site.read_results import Results


def named_pictures(results: Results) -> dict[str, str]:
    """Every picture that an artifact names, relative to docs/, and the artifact that does."""
    named = {pair.image: "eda" for pair in results.eda.pairs}
    named |= {item.image: "attention" for item in results.attention.maps}
    for sample in results.attention.samples:
        named |= {sample.picture.image: "attention", sample.picture.thumbnail: "attention"}
    for case in results.hard_cases.cases:
        named |= {case.picture.image: "hard_cases", case.picture.thumbnail: "hard_cases"}
    for opened in results.archive.samples if results.archive else ():
        if opened.thumbnail is not None:
            named.setdefault(opened.thumbnail, "test_samples")
    return named


def thumbnails(results: Results) -> set[str]:
    """The small pictures of lists."""
    pictures = [sample.picture for sample in results.attention.samples]
    pictures += [case.picture for case in results.hard_cases.cases]
    return {picture.thumbnail for picture in pictures} | {pair.image for pair in results.eda.pairs}
