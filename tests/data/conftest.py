from __future__ import annotations

import hypothesis

# The same examples on every run, and no verdict on a busy machine's speed.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")
