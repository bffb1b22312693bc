"""The commands from outside: help, README, exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli import app

from ..invocation import invoke
from ..worlds import REPOSITORY, TINY, take_interrupts

COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands)
CONTRACT = [
    "run-all",
    "prepare",
    "explore",
    "extract",
    "train",
    "evaluate",
    "explain",
    "hard-cases",
    "build-site",
    "diff",
    "predict",
    "serve",
    "schema",
    "fetch-coco",
    "pretrain-demo",
]


def summary(name: str) -> str:
    for command in app.registered_commands:
        if (command.name or command.callback.__name__) == name:
            return (command.callback.__doc__ or "").strip().splitlines()[0]
    raise KeyError(name)


def readme_block() -> str:
    rows = [f"| `{name}` | {summary(name)} |" for name in dict.fromkeys([*CONTRACT, *COMMANDS])]
    return "\n".join(["| `python -m pipeline …` | |", "|---|---|", *rows])


def test_every_command_of_the_contract_is_there_and_explains_itself() -> None:
    assert set(CONTRACT) <= set(COMMANDS)
    for name in COMMANDS:
        assert summary(name)
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0
        assert summary(name)[:30] in result.output


def test_the_readme_lists_the_commands() -> None:
    text = (REPOSITORY / "README.md").read_text()
    written = re.search(r"<!-- commands: begin -->\n(.*)\n<!-- commands: end -->", text, re.S)
    assert written
    assert written[1] == readme_block()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['pipeline', '--help']\n"
        "from pipeline.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code\n"
        "print(sorted({'torch', 'pandas', 'plotly', 'scipy', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_schema_accepts_the_projects_own_settings() -> None:
    done = invoke("schema")
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load((REPOSITORY / "site_config.yaml").read_text()), schema)
    jsonschema.validate(TINY, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(TINY | {"trainings": {}}, schema)
    assert schema["$defs"]["Training"]["properties"]["patience"]["description"]


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["train", "--nonsense"], ["predict"], ["train", "--device", "tpu"]]
)
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_interrupted_work_says_how_to_go_on(tmp_path: Path) -> None:
    import signal

    config = tmp_path / "site_config.yaml"
    config.write_text(yaml.safe_dump(TINY | {"dataset": TINY["dataset"] | {"per_class": 4000}}))
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "prepare", "--config", str(config)],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=take_interrupts,
    )
    assert process.stderr
    started = process.stderr.readline()  # only then is there work to interrupt
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    errors = started + process.stderr.read()
    process.wait(timeout=60)
    assert process.returncode == 130, errors
    assert errors.splitlines()[-1] == "stopped: run the same command again to go on"
    assert "Traceback" not in errors


def test_models_lists_what_open_clip_knows_and_checks_it() -> None:
    listed = CliRunner().invoke(app, ["models", "PE-Core-T"])
    assert listed.exit_code == 0
    assert "PE-Core-T-16-384" in listed.output
    checked = CliRunner().invoke(app, ["models", "PE-Core-T", "--check"])
    assert checked.exit_code == 0
    assert "1 of 1 architectures can serve" in checked.output


def test_models_check_says_what_cannot_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.clip.backbones import architectures

    monkeypatch.setattr(architectures, "find_spec", lambda name: None)
    checked = CliRunner().invoke(app, ["models", "ViT-L-16-SigLIP-256", "--check"])
    assert checked.exit_code == 1
    assert "pip install 'clip-caption-dashboard[huggingface]'" in checked.output
    assert "0 of 1 architectures can serve" in checked.output
