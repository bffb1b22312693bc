"""The report as Markdown, JSON and HTML."""
