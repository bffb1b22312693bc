"""The page: what it says about itself, and the reported results that it shows beside ours."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.settings.settings_values import EachOnce, Link, Name, SettingsPart, WebAddress


class Site(SettingsPart):
    """What the page says about itself."""

    title: str = "COCO Caption Classification"
    """The page's title."""
    tagline: str = "Matching captions to pictures with CLIP, measured."
    """One sentence under the title."""
    # Addresses are checked here, since a page would turn javascript: into a link.
    links: dict[str, Link] = {}
    """Links in the page's header, by label."""
    repository: WebAddress | None = None
    """Address of the source repository; checkpoints on the page link into it."""
    branch: str = "main"
    """Branch that those links name."""
    authors: list[Name] = []
    """Who is to be cited: a person as "Family, Given", a group by its name."""
    licence: Annotated[str, Field(pattern=r"^[A-Za-z0-9.+-]+$", max_length=100)] | None = None
    """Of the results and the released checkpoints, by its SPDX identifier such as CC-BY-4.0."""
    sections: Annotated[list[str], EachOnce] | None = None
    """The page's sections, in this order; a section left out is not shown. All that the project has, in their own
    order, when not set. One of your own is a template sections/<id>.html or a text prose/<id>.md in
    `paths.templates`, and its id here."""
    # GitHub warns of files above 50 MB, and takes none above 100.
    largest_file_mb: float = Field(50, gt=0, le=2000)
    """Megabytes of a file that the site's host admits: results that grow with the samples, such as predictions.json,
    are written in compressed parts where they would have more."""
    titles: dict[str, str] = {}
    """Other titles for sections, by id; a section of your own takes its title from here."""

    @property
    def largest_file(self) -> int:
        """Bytes of a file, at most."""
        return int(1e6 * self.largest_file_mb)


class Reported(SettingsPart):
    """A row that somebody else reported."""

    name: Name
    shots: int = Field(ge=0, le=100_000)
    mode: Literal["Zero-shot", "Few-shot"]
    accuracy: float
    f1_macro: float | None = None
    f1_micro: float | None = None
    f1_weighted: float | None = None
    seconds: float | None = None
    ms_per_sample: float | None = None


class References(SettingsPart):
    """Reported results shown beside ours, marked as reported and not measured here."""

    source: str
    note: str = ""
    rows: list[Reported] = []
