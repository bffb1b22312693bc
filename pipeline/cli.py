"""The commands: each parses its arguments, loads the settings and makes one call.

The work is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import SETTINGS_FILE
from pipeline.errors import one_line
from pipeline.exit_codes import resumable, run_app
from pipeline.ranks import Ranks
from pipeline.runner.stage_graph import STAGES

if TYPE_CHECKING:
    from pipeline.settings import Settings

app = typer.Typer(
    name="pipeline",
    help="Run a few-shot CLIP experiment and publish its results as a dashboard.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


class SourceChoice(StrEnum):
    """Where the samples of a new experiment come from."""

    subset = "subset"
    coco = "coco"
    scenes = "scenes"


class Export(StrEnum):
    """What can be taken away."""

    latex = "latex"
    model_card = "model-card"
    citation = "citation"
    reproducibility = "reproducibility"


class Format(StrEnum):
    """Forms of a comparison's report."""

    markdown = "markdown"
    json = "json"
    html = "html"


ConfigOption = Annotated[Path, typer.Option("--config", help="The settings file; its folder is where paths start.")]
ProfileOption = Annotated[str | None, typer.Option("--profile", help="A profile of the settings file.")]


# A function and no enumeration: of cuda:0, cuda:1, … there is no end.
def _device(value: str | None) -> str | None:
    from pipeline.settings.settings_values import known_device

    try:
        return known_device(value) if value else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


DeviceOption = Annotated[
    str | None,
    typer.Option("--device", help="Where models run: auto, cuda, mps or cpu.", metavar="DEVICE", callback=_device),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Do it even where it is up to date.")]

CONFIG = Path(SETTINGS_FILE)


def main() -> None:
    """Run a command; a user's mistake prints one line each and exits with 2, a bug keeps its traceback."""
    run_app(app)


def _settings(config: Path, profile: str | None = None, device: str | None = None) -> Settings:
    from pipeline.settings.settings_file import load_settings

    return load_settings(config, profile, device=device)


def _run(stage: str | None, config: Path, profile: str | None, device: str | None, force: bool) -> None:
    from pipeline.runner.stage_runner import follow

    with resumable(), Ranks.here().meeting() as ranks:
        # On every rank, so that a mistake in the file of one machine ends all of them and nobody waits for it.
        settings = ranks.each(lambda: _settings(config, profile, device))
        if ranks.number == 0:
            _lead(settings, stage, force)
        else:
            follow(settings)


def _lead(settings: Settings, stage: str | None, force: bool) -> None:
    """What the first rank does, as a rule the only one."""
    from pipeline.progress import Terminal
    from pipeline.results.workspace import hold_experiment
    from pipeline.runner.stage_runner import run_stages
    from pipeline.site.build import build_site, check_page_settings
    from pipeline.tracking import track

    reporter = Terminal()
    if stage is None:
        # A page that cannot be built is a reason not to begin: the stages take hours.
        check_page_settings(settings)
    # One hold for both: nobody else's run comes between the results and their page.
    with hold_experiment(settings):
        done = run_stages(settings, reporter, last=stage, force=force)
        if stage is None:
            build_site(settings)
    if stage is None:
        if "train" in done or "evaluate" in done:
            # After the page, and when the folders are free: a tracker that is slow or away holds up nobody's results.
            track(settings, reporter)
        reporter.note(f"Open {settings.paths.docs / 'index.html'}, or run: python -m pipeline serve")


@app.command("run-all")
def run_all(
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
    device: DeviceOption = None,
    force: ForceOption = False,
) -> None:
    """Every stage that is out of date, then the site."""
    _run(None, config, profile, device, force)


# A function, since a closure in the loop below would see the last stage's name in all of them.
def _add_stage(name: str, summary: str) -> None:
    def stage(
        config: ConfigOption = CONFIG,
        profile: ProfileOption = None,
        device: DeviceOption = None,
        force: ForceOption = False,
    ) -> None:
        _run(name, config, profile, device, force)

    stage.__doc__ = summary
    app.command(name)(stage)


for _stage in STAGES:
    _add_stage(_stage.name, _stage.summary)


@app.command("build-site")
def build_site_command(
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 and list the files when docs/ is stale.")
    ] = False,
) -> None:
    """Turn docs/data into the site in docs/."""
    from pipeline.site.build import build_site
    from pipeline.site.check import check_site

    settings = _settings(config, profile)
    if not check:
        build_site(settings)
        return
    problems = check_site(settings)
    for problem in problems:
        print(one_line(problem))
    raise typer.Exit(1 if problems else 0)


@app.command()
def diff(
    base: Annotated[str, typer.Argument(help="A git revision, or a folder of artifacts.")],
    head: Annotated[str | None, typer.Argument(help="Another one; this folder's own artifacts when left out.")] = None,
    form: Annotated[Format, typer.Option("--format", help="Form of the report.")] = Format.markdown,
    output: Annotated[Path | None, typer.Option("--output", help="A file for the report.")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 when a rule of the settings' gate fails.")] = False,
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
) -> None:
    """Say what changed between two sets of results, and how sure that is."""
    from pipeline.compare.diff import diff as compare

    settings = _settings(config, profile)
    raise typer.Exit(compare(settings, base, head, form=form.value, output=output, gate=gate))


@app.command()
def history(
    revisions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REV]...", help="Git revisions; all tags, else commits that changed the results."),
    ] = None,
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
) -> None:
    """Follow every row over releases, read from git; build-site shows it as a page."""
    from pipeline.compare.assemble_history import write_history
    from pipeline.progress import Terminal

    settings, reporter = _settings(config, profile), Terminal()
    found = write_history(settings, revisions or [], reporter)
    for note in [*found.notes, *(f"{one.name}: left out: {one.reason}" for one in found.unread)]:
        reporter.note(note)
    written = settings.paths.docs / "data/history.json"
    reporter.note(f"{written}: {len(found.releases)} releases; `python -m pipeline build-site` shows them")


@app.command()
def predict(
    image: Annotated[Path, typer.Argument(help="A picture of yours.")],
    captions: Annotated[list[str], typer.Argument(help="Two or more captions to rank.")],
    model: Annotated[
        str | None, typer.Option("--model", help="A row of the comparison table, such as rn50-8shot.")
    ] = None,
    heatmap: Annotated[
        Path | None,
        typer.Option("--heatmap", help="Where to write the heat map; beside the picture when not given."),
    ] = None,
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
    device: DeviceOption = None,
) -> None:
    """Rank captions for one picture with a trained model, and draw where it looked."""
    from pipeline.prediction.predict import predict as rank
    from pipeline.progress import Terminal

    rank(_settings(config, profile, device), image, captions, model=model, heatmap=heatmap, reporter=Terminal())


@app.command()
def serve(
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
    port: Annotated[int, typer.Option("--port", help="Port on localhost.", min=0, max=65535)] = 8000,
    watch: Annotated[bool, typer.Option("--watch", help="Build again when what the site is made of changes.")] = False,
    with_try: Annotated[
        bool, typer.Option("--try", help="Also a page that ranks captions for a picture of yours, on this machine.")
    ] = False,
    device: DeviceOption = None,
) -> None:
    """Serve the built site on localhost."""
    from pipeline.site.serve import serve as serve_site

    settings, desk = _settings(config, profile, device), None
    if with_try:
        from pipeline.prediction.try_page import TryPage

        # Before a port is taken: where no row can be asked, there is nothing to serve.
        desk = TryPage(settings)
    serve_site(settings, port, watch=watch, desk=desk)


@app.command()
def export(
    what: Annotated[Export, typer.Argument(help="Tables for a paper, a checkpoint's card, or a statement.")],
    model: Annotated[
        str | None, typer.Option("--model", help="The row that the model card is of; all released ones when left out.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="A file for it, for all cards a folder; printed when left out."),
    ] = None,
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
) -> None:
    """Take results away: LaTeX tables, model cards, CITATION.cff, a reproducibility statement."""
    from pipeline.results.files import write_text
    from pipeline.results.workspace import check_output
    from pipeline.site.exports.exports import exported

    settings = _settings(config, profile)
    if output is not None:
        # Before the results are read: a place that is refused should be told at once.
        check_output(settings, output)
    for name, text in exported(settings, what.value, model).items():
        if output is None:
            print(text, end="")
        else:
            write_text(output / name if what is Export.model_card and model is None else output, text)


@app.command()
def models(
    word: Annotated[str, typer.Argument(help="Only architectures with this in their name or in that of a tag.")] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Try each without its weights; print those that cannot serve, and why.")
    ] = False,
) -> None:
    """List what open_clip knows: architectures, parameters, image size, tags."""
    from pipeline.clip.backbones.known_architectures import print_architectures

    if not print_architectures(word, check=check):
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of site_config.yaml, for editors."""
    from pipeline.settings.settings_file import settings_schema

    print(settings_schema())


@app.command("fetch-coco")
def fetch_coco(config: ConfigOption = CONFIG, profile: ProfileOption = None) -> None:
    """Download COCO's annotations, and just the pictures of the configured subset."""
    from pipeline.data.download.fetch_coco import fetch
    from pipeline.progress import Terminal
    from pipeline.results.workspace import hold_work

    settings = _settings(config, profile)
    # The file's own profile is mostly the demo, which needs no download: who fetches COCO means the profile that has
    # it.
    if profile is None and settings.dataset.source != "coco":
        settings = _settings(config, "coco")
    with resumable(), hold_work(settings):
        fetch(settings, Terminal())


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where it goes; this folder when left out.")] = Path(),
    source: Annotated[SourceChoice, typer.Option("--source", help="Where samples come from.")] = SourceChoice.subset,
) -> None:
    """Start an experiment of your own: settings, workflows, what to do next."""
    from pipeline.starter.starter import start_experiment

    written, steps = start_experiment(folder, source.value)
    print("\n".join(written), "", "Next:", sep="\n")
    print("\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1)))


@app.command("contact-sheet")
def contact_sheet_command(
    directory: Annotated[Path, typer.Argument(help="Folder for the sheets.")],
    seed: Annotated[int, typer.Option("--seed", help="Seed of the scenes.", min=0)] = 42,
) -> None:
    """Draw the demo's categories in all their settings, and a page of pictures with their captions."""
    from pipeline.demo.contact_sheet import contact_sheet

    for path in contact_sheet(directory, seed=seed):
        print(path)


@app.command("pretrain-demo")
def pretrain_demo(
    config: ConfigOption = CONFIG,
    profile: ProfileOption = None,
    device: DeviceOption = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the drawn world and the weights.")] = 42,
) -> None:
    """Train the demo's two small backbones from scratch."""
    from pipeline.clip.device import pick_device
    from pipeline.demo.pretraining.pretrain import pretrain
    from pipeline.progress import Terminal
    from pipeline.results.workspace import hold_models, hold_work

    settings = _settings(config, profile, device)
    with resumable(), hold_models(settings), hold_work(settings):
        pretrain(settings.models, settings.cache, Terminal(), device=str(pick_device(settings)), seed=seed)
