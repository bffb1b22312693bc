"""Whether the artifacts of a run tell one story: whoever edits one of them by hand is found out.

One list of checks, for the page and for the gate. First that every name and place leads somewhere (``soundness``); then
metrics.json is made anew from predictions.json and draws.json and compared leaf by leaf (``recomputation``), and the
galleries, groups and counts are held against them. What nobody can compute from docs/data is listed, with its reason,
in tests/evaluation/test_consistency.py, which changes a number of every kind.

Where a check calls the evaluation's own formula it finds an edited file and not a wrong formula; wrong formulas are
found by tests/evaluation/test_recomputation.py, which shares no code with either. A formula that changes takes a new
version of metrics.json: of files of before only what was never computed otherwise is checked.
"""
