"""Tracking follows a run offline, and never stops it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.metrics import Metrics
from pipeline.settings import Backbone, Settings, Tracking
from pipeline.tracking import track


class Notes:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, text: str) -> None:
        self.lines.append(text)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    backbone = Backbone(id="rn50", name="RN50", architecture="RN50-quickgelu", pretrained="openai")
    settings = Settings(profile="x", backbones=[backbone], tracking=Tracking(backend="wandb", project="p", entity="e"))
    settings._root = tmp_path
    data = settings.docs / "data"
    Metrics.model_construct(
        chance=0.1, confidence=0.95, f1_note="", rows=[], comparisons=[], groups=[], confusion=[], errors=[],
        positions=[], calibration=[], false_negatives=[],
    ).write(data)  # fmt: skip
    curve = {"train_loss": [2.0, 1.0], "train_accuracy": [0.2, 0.4], "validation_loss": [None, None]}
    curve |= {"validation_accuracy": [0.3, 0.5], "validation_f1_macro": [0.3, 0.4]}
    names = {"backbone": "rn50", "adapter": "residual_dual", "shots": 8, "best_epoch": 2}
    Curves(rows=[Curve(model="rn50-8shot", draw=draw, **names, **curve) for draw in range(2)]).write(data)
    return settings


def test_nothing_is_tracked_unless_asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wandb", None)  # importing it would fail
    notes = Notes()
    track(settings.model_copy(update={"tracking": Tracking()}), notes)
    assert notes.lines == []


def test_without_the_package_it_says_how_to_install_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wandb", None)
    notes = Notes()
    track(settings, notes)
    assert "pip install" in notes.lines[0]


class FakeWandb(SimpleNamespace):
    """What ``track`` uses of wandb, recording what it is told."""

    def __init__(self, *, key: str | None, reachable: bool) -> None:
        super().__init__(api=SimpleNamespace(api_key=key), errors=SimpleNamespace(CommError=ConnectionError))
        self.reachable, self.modes, self.logged = reachable, [], []

    def Settings(self, **settings: object) -> dict[str, object]:
        return settings

    def init(self, *, mode: str = "online", **arguments: object) -> SimpleNamespace:
        self.modes.append(mode)
        self.arguments = arguments
        if mode == "online" and not self.reachable:
            raise ConnectionError("no way there")
        return SimpleNamespace(
            log=lambda values, step: self.logged.append((step, values)),
            summary={},
            log_artifact=lambda artifact: None,
            finish=lambda: None,
        )


@pytest.mark.parametrize(
    ("key", "reachable", "modes"),
    [("k", True, ["online"]), ("k", False, ["online", "offline"]), (None, True, ["offline"])],
)
def test_it_logs_offline_when_it_must(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, key: str | None, reachable: bool, modes: list[str]
) -> None:
    monkeypatch.delenv("WANDB_MODE", raising=False)
    fake = FakeWandb(key=key, reachable=reachable)
    monkeypatch.setitem(sys.modules, "wandb", fake)
    track(settings, Notes())
    assert fake.modes == modes
    assert (fake.arguments["project"], fake.arguments["entity"]) == ("p", "e")
    assert [step for step, _ in fake.logged] == [1, 2]
    assert fake.logged[1][1]["rn50-8shot/draw1/train_loss"] == 1.0
    assert not any("validation_loss" in name for _, values in fake.logged for name in values)


def test_whatever_breaks_the_run_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeWandb(key="k", reachable=True)
    monkeypatch.setattr(fake, "init", lambda **_: (_ for _ in ()).throw(RuntimeError("boom")), raising=False)
    monkeypatch.setitem(sys.modules, "wandb", fake)
    monkeypatch.delenv("WANDB_MODE", raising=False)
    notes = Notes()
    track(settings, notes)
    assert notes.lines == ["tracking: not logged (RuntimeError: boom)"]


@pytest.mark.slow
def test_the_real_package_logs_offline(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("wandb")
    monkeypatch.setenv("WANDB_MODE", "offline")
    notes = Notes()
    track(settings, notes)
    assert notes.lines == ["tracking: logged to p"]
    assert list((settings.cache / "wandb").rglob("*.wandb"))
