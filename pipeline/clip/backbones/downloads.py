"""What comes from the network, and what to say when it does not come."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from huggingface_hub import constants, get_session
from open_clip.pretrained import download_pretrained_from_hf

from pipeline.errors import PipelineError
from pipeline.settings import Backbone

# huggingface_hub's errors are OSErrors, some of which open_clip wraps in one of its own: only the text is left.
_GATED = ("gated", "401 client error", "403 client error", "access to model")
# The hub says the same of a name that does not exist and of one that only its owner may see.
_UNKNOWN = ("not found for url", "401 unauthorized", "repo id must", "not a valid model identifier")
_ALONE = (
    "outgoing traffic has been disabled",
    "cannot find the requested file",
    "offline mode",
    "couldn't connect",
    "could not connect",
)
# Its lines about retries would come before ours.
logging.getLogger("huggingface_hub").setLevel(logging.ERROR)


def hub_file(backbone: Backbone, repository: str, filename: str | None = None) -> str:
    """The path of a repository's file, downloaded when it is not there; its weights when no name is given.

    Raises:
        PipelineError: it cannot be downloaded.
    """
    with downloading(f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r}"), asking_the_hub():
        return str(download_pretrained_from_hf(repository, filename))


@contextmanager
def asking_the_hub() -> Iterator[None]:
    """Within, libraries take from this machine what is here, and ask the hub for the rest only where it answers.

    They would try every file, and every name that it may have, for half a minute each.
    """
    before = constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = before or not _answers(constants.ENDPOINT)
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


@cache
def _answers(address: str) -> bool:
    try:
        get_session().head(address, timeout=constants.HF_HUB_ETAG_TIMEOUT)
    except Exception:  # of whichever HTTP library there is; an answer that says no is one, too
        return False
    return True


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
    """One line for a download that failed: no network, no such name, no login, or another reason."""
    text = str(error)
    reason = " ".join(text.split())[:160] or type(error).__name__
    if any(word in text.lower() for word in _ALONE):
        return (
            f"{what} could not be downloaded (it is not on this machine, and {constants.ENDPOINT} does not answer): "
            "connect to the network once, or name a weights file"
        )
    if any(word in text.lower() for word in _UNKNOWN):
        return f"{what} is not on the Hugging Face hub ({reason}): correct the name, or set HF_TOKEN if it is private"
    if any(word in text.lower() for word in _GATED):
        return (
            f"{what} is gated on the Hugging Face hub ({reason}): accept its terms there and set HF_TOKEN, "
            "or name a weights file"
        )
    return f"{what} could not be downloaded ({reason}): connect to the network once, or name a weights file"
