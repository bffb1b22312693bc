"""Whether artifacts say the same but for digits that another machine, or rounding, makes otherwise."""

from __future__ import annotations

import json
from typing import Any

from pipeline.compare.file_changes import CheckpointChange, FileChange, PictureChange
from pipeline.compare.inputs.revisions import read_artifact
from pipeline.compare.inputs.sides import Pair
from pipeline.errors import PipelineError
from pipeline.results.catalogue import APPROXIMATE, BY_FIELD

# What these hold is compared figure by figure elsewhere, or is no result.
ELSEWHERE = {f"docs/data/{kind}.json" for kind in ("run", "metrics", "predictions", "curves", "timings")}
# A map or picture that no eye tells from the other; parameters that no pick depends on.
SAME_MAP, SAME_PICTURE, SAME_PARAMETERS = 0.999, 0.002, 1e-3
# Whole numbers that hang on the last digit of a logit: tenths of a logit, and right picks among thousands of redraws.
NOT_EXACT = {"behind", "redrawn"}


def same_artifacts(pair: Pair, files: list[FileChange]) -> bool:
    """Whether the other artifacts among the changed files hold the same values to rounding."""
    data = [file for file in files if file.path.startswith("docs/data/") and file.path not in ELSEWHERE]
    return all(file.presence == "changed" and _same_content(pair, file.path) for file in data)


def same_judgements(pair: Pair) -> bool:
    """Whether metrics.json says the same beside its metrics, each of which has a noise floor of its own: intervals,
    comparisons, ties, groups."""
    sides = [side.metrics.model_dump(mode="json") if side.metrics else {} for side in (pair.base, pair.head)]
    for plain in sides:
        # By name, since the order of rows says nothing.
        plain["rows"] = {
            row["model"]: {key: value for key, value in row.items() if key not in BY_FIELD}
            for row in plain.get("rows", [])
        }
    return same_values(*sides)


def same_pictures(changes: list[PictureChange]) -> bool:
    """Whether no eye sees the difference of any two pictures."""
    return all(
        change.presence == "changed"
        and ((change.correlation or 0) >= SAME_MAP or (change.mean_difference or 1) <= SAME_PICTURE)
        for change in changes
    )


def same_parameters(changes: list[CheckpointChange]) -> bool:
    """Whether all checkpoints moved by next to nothing."""
    return all(
        change.relative is not None and change.relative <= SAME_PARAMETERS and not change.tensors for change in changes
    )


def same_values(a: Any, b: Any, *, exact: bool = True) -> bool:
    """Whether two plain values are the same, floats to rounding: 0.5 and 0.5004 are, 3 and 4 are not.

    Args:
        exact: whether whole numbers are known to the last unit. If not, 3 and 4 are the same as well.
    """
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(
            same_values(a[key], b[key], exact=exact and key not in NOT_EXACT) for key in a
        )
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same_values(one, other, exact=exact) for one, other in zip(a, b, strict=True))
    numbers = [isinstance(each, float | int) and not isinstance(each, bool) for each in (a, b)]
    if all(numbers) and (isinstance(a, float) or isinstance(b, float)):
        return bool(abs(a - b) <= APPROXIMATE * max(1.0, abs(a)))
    if all(numbers) and not exact:
        return bool(abs(a - b) <= max(1.0, APPROXIMATE * abs(a)))
    return type(a) is type(b) and bool(a == b)


def _same_content(pair: Pair, path: str) -> bool:
    try:
        return same_values(*(json.loads(read_artifact(side.source, path)) for side in (pair.base, pair.head)))
    except (OSError, ValueError, RecursionError, PipelineError):
        return False
