"""The artifacts of docs/data, one module per file."""

from pipeline.results.artifact import Artifact
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.eda import Eda
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.sample_map import SampleMap
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.slices import Slices
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.results.schemas.validation import Validation

ARTIFACTS: tuple[type[Artifact], ...] = (
    Run, DatasetFacts, Eda, Curves, Metrics, Predictions, Draws, Validation, ShownSamples, Attention, HardCases,
    SampleArchive, Slices, SampleMap, Timings,
)  # fmt: skip
"""Every artifact that a finished run has."""
