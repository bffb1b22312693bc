"""What comes from the network, and what to say when it does not come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from open_clip.pretrained import download_pretrained_from_hf

from pipeline.errors import PipelineError
from pipeline.settings import Backbone

# huggingface_hub's errors are OSErrors, some of which open_clip wraps in one of its own: only the text is left.
_GATED = ("gated", "401 client error", "403 client error", "access to model")


def hub_file(backbone: Backbone, repository: str, filename: str | None = None) -> str:
    """The path of a repository's file, downloaded when it is not there; its weights when no name is given.

    Raises:
        PipelineError: it cannot be downloaded.
    """
    with downloading(f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r}"):
        return str(download_pretrained_from_hf(repository, filename))


@contextmanager
def downloading(what: str) -> Iterator[None]:
    """Within, whatever the network libraries raise ends in one line that says what to do.

    Raises:
        PipelineError: the line.
    """
    try:
        yield
    except (OSError, EOFError) as error:
        raise PipelineError(explain_failure(what, error)) from None


def explain_failure(what: str, error: BaseException) -> str:
    """One line for a download that failed: gated repositories need a login, all others the network."""
    text = str(error)
    reason = " ".join(text.split())[:160] or type(error).__name__
    if any(word in text.lower() for word in _GATED):
        return (
            f"{what} is gated on the Hugging Face hub ({reason}): accept its terms there and set HF_TOKEN, "
            "or name a weights file"
        )
    return f"{what} could not be downloaded ({reason}): connect to the network once, or name a weights file"
