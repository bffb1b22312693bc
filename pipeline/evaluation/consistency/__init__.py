"""Whether the artifacts of an evaluation tell one story: whoever edits one of them by hand is found out.

metrics.json has to follow from predictions.json and draws.json, and shown_samples.json has to show what was predicted.
Where a check calls the evaluation's own formula it finds an edited file and not a wrong formula; wrong formulas are
found by tests/evaluation/test_recomputation.py, which shares no code with either.
"""
