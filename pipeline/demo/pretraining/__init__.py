"""The demo's two small backbones, trained from scratch."""
