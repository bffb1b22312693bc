"""How the results were made, in words, from run.json."""

from __future__ import annotations

from pipeline.site.run_results import Results


def reproducibility(results: Results) -> str:
    """A statement in Markdown: what to install, what to run, and by which digests to see that it was the same."""
    run = results.run
    seeds = ", ".join(f"{name} {seed}" for name, seed in run.seeds.items()) or "none"
    # Those that made the results, as run.json recorded them, whatever is installed where the page is built.
    packages = " ".join(f"{name}=={version}" for name, version in run.packages.items())
    lines = [
        "# How to make these results again",
        "",
        f"They were made by `python -m pipeline run-all --profile {run.profile}` with Python {run.python} on "
        f"{run.device}, in {run.precision}. Seeds: {seeds}. Two runs on one machine give the same bytes; another "
        "processor rounds differently.",
        "",
        f"Packages: `{packages}`",
        "",
        f"SHA-256 of the data (pictures, captions and splits): `{run.data_sha256}`",
        "",
        "| File | SHA-256 |",
        "|---|---|",
        *(f"| weights of {facts.id} | `{facts.weights_sha256}` |" for facts in run.backbones),
        *(f"| {one.name} | `{one.sha256}` |" for one in run.checkpoints),
    ]
    return "\n".join(lines) + "\n"
