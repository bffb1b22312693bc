"""How few-shot adapters are trained, and the tracker that may follow it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, model_validator

from pipeline.settings.settings_values import LARGEST_SEED, EachOnce, SettingsPart, written_keys


class Training(SettingsPart):
    """Few-shot adapters; the defaults are the reference settings."""

    epochs: int = Field(25, ge=1, le=10_000)
    batch_size: int = Field(32, ge=1, le=65_536)
    # Bounds are wide: they catch slips of the pen, and leave experiments alone.
    learning_rate: float = Field(3e-4, gt=0, le=1_000)
    weight_decay: float = Field(0.01, ge=0, le=1_000)
    label_smoothing: float = Field(0.2, ge=0, lt=1)
    dropout: float = Field(0.6, ge=0, lt=1)
    patience: int = Field(2, ge=1, le=10_000)
    """Epochs without improvement on validation before training stops."""
    min_delta: float = Field(0.002, ge=0, le=1)
    """Smallest gain in validation accuracy that counts as an improvement. Below one validation image's share it
    does nothing: one image more is the smallest gain there is."""
    bottleneck_ratio: int = Field(16, ge=1, le=65_536)
    """Feature width divided by the adapter's hidden width."""
    # 0 is allowed and trains nothing: who lists it means the row that is always there.
    shots: list[Annotated[int, Field(ge=0, le=100_000)]] = Field([8], max_length=100)
    """Labelled images per category, one trained row each; 0, zero-shot, is always evaluated."""
    pool_per_class: int = Field(32, ge=0, le=100_000)
    """Images per category set aside from the test set: shots first, the rest is validation. With as many shots as
    the pool has, nothing is left to validate on, and that row is trained as under validation: none."""
    draws: int = Field(10, ge=1, le=1_000)
    """Support draws per row: how often the shots are drawn anew from the pool; once, where they are all of it."""
    validation: Literal["pool", "none"] = "pool"
    """pool: stop early on the rest of the pool; none: a fixed number of epochs, no other labels used."""
    adapters: Annotated[list[str], EachOnce] = ["hub_bilinear", "residual_dual", "residual_dual_all_epochs"]
    """Adapters to train: hub_bilinear (recommended), residual_dual (documented), residual_dual_all_epochs (the same
    without early stopping), linear_anchor. The page's galleries show the first."""
    training_free: Annotated[list[Literal["nearest_neighbour", "distribution", "inverse_softmax"]], EachOnce] = [
        "nearest_neighbour",
        "distribution",
        "inverse_softmax",
    ]
    """Rows without training or labels that correct similarities by the pool's images; none without a pool."""
    seed: int = Field(42, ge=0, le=LARGEST_SEED)

    @property
    def few_shots(self) -> list[int]:
        """The shot counts that train something, ascending, each once."""
        return sorted({k for k in self.shots if k > 0})

    def draws_of(self, shots: int) -> int:
        """Support draws of a row. Nothing is drawn where the shots are the whole pool."""
        return self.draws if shots < self.pool_per_class else 1

    @property
    def corrections(self) -> list[str]:
        """The training-free rows: all that are named, where there is a pool to correct by."""
        return list(self.training_free) if self.pool_per_class else []

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Training:
        if not self.pool_per_class and self.training_free and "training_free" in written_keys(self, info):
            raise ValueError(
                f"training_free names {self.training_free[0]}, which corrects by images of the pool, and "
                "pool_per_class is 0: raise it, or leave the row out"
            )
        largest = max(self.few_shots, default=0)
        # Said of the settings, before any picture is looked at.
        if largest > self.pool_per_class:
            raise ValueError(
                f"shots names {largest}, but pool_per_class sets aside {self.pool_per_class} images: raise it"
            )
        return self


class Tracking(SettingsPart):
    """An experiment tracker that follows the run; it never stops it."""

    backend: Literal["none", "wandb"] = "none"
    project: str = "clip-caption-dashboard"
    entity: str | None = None
