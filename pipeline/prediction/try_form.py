"""What the page to try a row on a picture of one's own starts from, and what its form sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import TypeVar, cast

from pipeline.errors import PipelineError
from pipeline.results.artifact import Artifact
from pipeline.results.schemas.attention import Attention, AttentionSample
from pipeline.results.schemas.hard_cases import HardCase, HardCases
from pipeline.settings import Settings

MOST_CAPTIONS, LONGEST_CAPTION = 200, 1000
"""Each caption is encoded; what is longer than a model's context would be cut off by it anyway."""

OFFERED = 8
"""Samples of the results to start from."""

AnySample = AttentionSample | HardCase

Kind = TypeVar("Kind", bound=Artifact)


@dataclass(frozen=True)
class Question:
    """A filled-in form."""

    model: str | None
    captions: list[str]
    sample: str | None
    """Id of the sample whose picture is meant where none was sent."""
    picture: bytes
    """The file that was chosen; empty for none."""


def read_form(content_type: str, body: bytes) -> Question:
    """The form's fields from the body of a request, in memory alone.

    Raises:
        PipelineError: not such a form, no text in UTF-8, or more captions than are ranked at once.
    """
    # The standard library reads a form as the mail that its format was made for.
    # HTTP's headers are Latin-1, and the server read them so; a type with other letters is none that a browser sends.
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    sent = BytesParser(policy=policy.HTTP).parsebytes(head + body)
    if sent.get_content_type() != "multipart/form-data" or not sent.is_multipart():
        raise PipelineError("form: not one of this page's: reload it")
    fields: dict[str, bytes] = {}
    for part in cast(Iterator[EmailMessage], sent.iter_parts()):
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            fields[name] = content
    return Question(
        model=_text(fields, "model") or None,
        captions=_captions(_text(fields, "captions")),
        sample=_text(fields, "sample") or None,
        picture=fields.get("picture", b""),
    )


def _text(fields: dict[str, bytes], name: str) -> str:
    try:
        return fields.get(name, b"").decode("utf-8").strip()
    except UnicodeDecodeError:
        raise PipelineError(f"{name}: no text in UTF-8: reload the page") from None


def _captions(text: str) -> list[str]:
    """Captions, one a line; empty lines are none."""
    # Not splitlines: a form feed or a separator inside a caption ends no line of the field.
    captions = [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]
    if len(captions) > MOST_CAPTIONS:
        raise PipelineError(
            f"captions: {len(captions)}, and {MOST_CAPTIONS} at most are ranked at once: leave some out"
        )
    for number, caption in enumerate(captions, 1):
        if len(caption) > LONGEST_CAPTION:
            raise PipelineError(
                f"caption {number}: {len(caption):,} characters, {LONGEST_CAPTION:,} at most: shorten it"
            )
    return captions


def offered_samples(settings: Settings) -> list[AnySample]:
    """Samples of the results whose pictures are here, those of the attention gallery first; none without results."""
    found: dict[str, AnySample] = {}
    attention, hard = _published(settings, Attention), _published(settings, HardCases)
    for sample in [*(attention.samples if attention else ()), *(hard.cases if hard else ())]:
        # Where only features are here, a drawing stands in for the picture.
        if sample.picture.image.endswith(".jpg") and (settings.docs / sample.picture.image).is_file():
            found.setdefault(sample.id, sample)
    return list(found.values())[:OFFERED]


def as_line(caption: str) -> str:
    """A caption as a line of the field has it."""
    return " ".join(caption.split())


def _published(settings: Settings, kind: type[Kind]) -> Kind | None:
    try:
        return kind.read(settings.docs / "data")
    except PipelineError:  # not there yet, or by another version: the page does without
        return None
