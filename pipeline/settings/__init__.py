"""site_config.yaml as typed settings: the one place with defaults.

A settings file overlays the defaults in these modules, and the chosen entry of ``profiles`` overlays the file.
Mappings merge key by key; lists and scalars replace. Relative paths are relative to the file.
"""

# Not settings_file: who reads recorded settings, or posts a comment, has no YAML to read.
from pipeline.settings.backbone_settings import Backbone, Extraction
from pipeline.settings.dataset_settings import COCO_CLASSES, COCO_URL, Dataset
from pipeline.settings.evaluation_settings import Evaluation, Explain, Gate, GateRule
from pipeline.settings.page_settings import References, Reported, Site
from pipeline.settings.settings import Paths, Settings
from pipeline.settings.training_settings import Tracking, Training

__all__ = [
    "COCO_CLASSES",
    "COCO_URL",
    "Backbone",
    "Dataset",
    "Evaluation",
    "Explain",
    "Extraction",
    "Gate",
    "GateRule",
    "Paths",
    "References",
    "Reported",
    "Settings",
    "Site",
    "Tracking",
    "Training",
]
