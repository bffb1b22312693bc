"""What tokenizers leave of captions: which are cut, and which candidates a model cannot tell apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

import torch
from torch import Tensor

from pipeline.clip.backbones.architectures import Architecture, build_tokenizer, find_architecture
from pipeline.data.samples import Sample
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.results.schemas.dataset import CaptionsSeen
from pipeline.settings import Settings

CHUNK = 4096


Alike = dict[str, str]
"""A caption that stands for it, by caption."""


def captions_as_seen(
    settings: Settings, samples: Sequence[Sample], reporter: Reporter
) -> tuple[list[CaptionsSeen], dict[str, Alike]]:
    """What each backbone's tokenizer makes of the candidates, in the settings' order; says what is worth knowing.

    A backbone whose tokenizer is not at hand is left out with a line: what needs it refuses by itself.

    Returns:
        What is published, and by backbone the candidates that it cannot tell from another one of their sample.
    """
    captions = list(dict.fromkeys(caption for sample in samples for caption in sample.choices))
    known: dict[str, tuple[list[bool], list[bytes]]] = {}
    seen, alike = [], {}
    for backbone in settings.backbones:
        if backbone.features is not None:  # encoded elsewhere, by whatever tokenizer
            continue
        try:
            architecture = find_architecture(settings, backbone)
            key = _tokenizer_key(architecture)
            # Backbones mostly share a tokenizer, and all captions of a large dataset take it a while.
            if key not in known:
                known[key] = look_at(build_tokenizer(architecture, f"backbones.{backbone.id}"), captions)
        except PipelineError as error:
            reporter.note(f"prepare: captions not looked at: {error}")
            continue
        cut, tokens = known[key]
        tied, same = tied_samples(samples, dict(zip(captions, tokens, strict=True)))
        if same:
            alike[backbone.id] = same
        seen.append(CaptionsSeen(backbone=backbone.id, tokens=architecture.context_length, cut=sum(cut), tied=tied))
        if sum(cut) or tied:
            reporter.note(
                f"prepare: {backbone.name}: {sum(cut)} of {len(captions)} captions were cut at "
                f"{architecture.context_length} tokens; {len(tied)} samples have candidates that the model cannot "
                "tell apart"
            )
    return seen, alike


def _tokenizer_key(architecture: Architecture) -> str:
    """Equal for backbones that read captions alike, which many do."""
    text = architecture.config["text_cfg"]
    names = ("hf_tokenizer_name", "tokenizer_kwargs", "tokenizer_mode")
    own = architecture.tokenizer if "hf_tokenizer_name" in text or "siglip" in architecture.tokenizer.lower() else ""
    return json.dumps([own, architecture.context_length, [text.get(name) for name in names]], sort_keys=True)


def look_at(tokenize: Callable[..., Tensor], captions: Sequence[str]) -> tuple[list[bool], list[bytes]]:
    """Whether each caption is cut, and its tokens as bytes to compare.

    Args:
        tokenize: texts → [b, l] int64, padded to the same length.
    """
    cut: list[bool] = []
    tokens: list[bytes] = []
    # One that fits, to see what padding is and where it goes.
    (fits,) = tokenize(["a"]).tolist()
    (roomy,) = tokenize(["a"], context_length=len(fits) + 1).tolist()
    gap = padded_at(fits, roomy)
    for start in range(0, len(captions), CHUNK):
        texts = list(captions[start : start + CHUNK])
        short = tokenize(texts)
        longer = tokenize(texts, context_length=short.shape[1] + 1)
        cut += was_cut(short, longer, gap, roomy[gap]).tolist()
        tokens += [row.numpy().tobytes() for row in short]
    return cut, tokens


def padded_at(short: list[int], longer: list[int]) -> int:
    """Where a tokenizer puts one more padding token, from a caption that fits: mostly last, first where it pads on the
    left, and last but one where every caption ends in a token of its own (CLIPS' class token).

    Args:
        short: l tokens.
        longer: l + 1 tokens, of the same caption.
    """
    places = (len(short), 0, len(short) - 1)
    return next((place for place in places if longer[:place] + longer[place + 1 :] == short), len(short))


def was_cut(short: Tensor, longer: Tensor, gap: int, padding: int) -> Tensor:
    """[b] bool: whether a caption had more tokens than fit.

    With room for one more, a caption that fits gets a padding token and stays as it is. One that was cut gets back a
    token where its end had been put, or, from tokenizers without an end-of-text token, one in the place of padding.

    Args:
        short: [b, l], tokens as the model gets them.
        longer: [b, l + 1], the same captions with room for one more.
        gap: where ``padded_at`` found that padding goes.
        padding: the token there.
    """
    others = torch.cat([longer[:, :gap], longer[:, gap + 1 :]], dim=1)
    return (short != others).any(dim=1) | (longer[:, gap] != padding)


def tied_samples(samples: Iterable[Sample], tokens: Mapping[str, bytes]) -> tuple[list[str], Alike]:
    """Samples of which two candidates are one and the same to the model, and what stands for each of these candidates.

    Args:
        tokens: by caption, in the order of first appearance: the first of those read alike stands for all.
    """
    first: dict[bytes, str] = {}
    for caption, read in tokens.items():
        first.setdefault(read, caption)
    tied: list[str] = []
    alike: Alike = {}
    for sample in samples:
        standing = [first[tokens[caption]] for caption in sample.choices]
        if len(set(standing)) < len(standing):
            tied.append(sample.id)
            alike |= {one: same for one, same in zip(sample.choices, standing, strict=True) if one != same}
    return tied, alike
