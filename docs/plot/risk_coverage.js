dashboard.figure("risk_coverage", {
  "data": [
    {"hovertemplate": "%{x:.0%} answered: %{y:.1%} wrong<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "x": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0], "y": [0.0, 0.0, 0.0, 0.0, 0.0, 0.00088, 0.0018, 0.0018, 0.0042, 0.0076, 0.011, 0.015, 0.023, 0.03, 0.039, 0.055, 0.072, 0.09, 0.112, 0.131], "type": "scatter"},
    {"hovertemplate": "%{x:.0%} answered: %{y:.1%} wrong<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "x": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0], "y": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0024, 0.0046, 0.0053, 0.0078, 0.011, 0.022, 0.036, 0.051, 0.069, 0.089, 0.113], "type": "scatter"},
    {"hovertemplate": "%{x:.0%} answered: %{y:.1%} wrong<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "x": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0], "y": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.00067, 0.0015, 0.0014, 0.0041, 0.012, 0.015, 0.02, 0.027, 0.033, 0.048, 0.063, 0.082, 0.105, 0.127], "type": "scatter"},
    {"hovertemplate": "%{x:.0%} answered: %{y:.1%} wrong<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "lines+markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "x": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0], "y": [0.002, 0.002, 0.002, 0.002, 0.002, 0.002, 0.0018, 0.0016, 0.0024, 0.0051, 0.0081, 0.0095, 0.014, 0.018, 0.023, 0.033, 0.045, 0.061, 0.08, 0.104], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 436,
    "hovermode": "closest",
    "legend": {
      "orientation": "h",
      "x": 0,
      "xanchor": "left",
      "y": 1.02,
      "yanchor": "bottom"
    },
    "margin": {
      "b": 8,
      "l": 8,
      "r": 12,
      "t": 12
    },
    "xaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0, 1.02],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Share of samples answered, the surest first"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "rangemode": "tozero",
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Share of wrong picks among them"
      }
    }
  }
});
