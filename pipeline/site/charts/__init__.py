"""Charts: artifacts in, Plotly figures with a summary in words out."""
