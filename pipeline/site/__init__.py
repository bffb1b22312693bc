"""From artifacts to a static site: reads docs/data, never imports torch."""
