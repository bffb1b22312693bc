"""Everything that computes with CLIP: backbones, their features, adapters on these, and explanations."""

import os

# Linux hands memory out in pages of 4 kB unless it is asked for large ones: a look at one of millions of captions then
# mostly waits for the page's address (two to three times as long), and RN50's layers for fresh pages (an eighth).
# Read by PyTorch at its first tensor; elsewhere it means nothing.
os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")
