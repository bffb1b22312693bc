dashboard.figure("acc", {
  "data": [
    {"error_x": {"array": [0.016456, 0.015823, 0.016456], "arrayminus": [0.016455, 0.016456, 0.016455], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{y}: %{x:.2%}<extra></extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 2}, "size": 10, "symbol": ["circle", "diamond", "square"]}, "meta": {"column": "Accuracy"}, "mode": "markers", "name": "Demo ResNet", "x": [0.86962, 0.877215, 0.86962], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter"], "type": "scatter"},
    {"error_x": {"array": [0.016456, 0.015823, 0.016456], "arrayminus": [0.016456, 0.015823, 0.015839], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{y}: %{x:.2%}<extra></extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 2}, "size": 10, "symbol": ["circle-open", "diamond-open", "square-open"]}, "meta": {"column": "Accuracy"}, "mode": "markers", "name": "Demo ViT", "x": [0.872152, 0.885443, 0.872785], "y": ["Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "scatter"},
    {"hovertemplate": "%{y}: %{x:.2%}<extra></extra>", "marker": {"color": "#78828e", "line": {"width": 2}, "size": 10, "symbol": "circle-open"}, "meta": {"column": "Accuracy"}, "mode": "markers", "name": "reported, not measured here", "x": [0.901718, 0.891924, 0.899656, 0.9], "y": ["RN50 zero-shot, reported", "RN50 8-shot, reported", "ViT-B/32 zero-shot, reported", "ViT-B/32 8-shot, reported"], "type": "scatter"}
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "RN50 zero-shot, reported", "x": 0, "xanchor": "left", "xref": "paper", "y": 6, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "RN50 8-shot, reported", "x": 0, "xanchor": "left", "xref": "paper", "y": 7, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "ViT-B/32 zero-shot, reported", "x": 0, "xanchor": "left", "xref": "paper", "y": 8, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "ViT-B/32 8-shot, reported", "x": 0, "xanchor": "left", "xref": "paper", "y": 9, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "dragmode": false,
    "height": 587,
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
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    },
    "yaxis": {
      "automargin": true,
      "categoryarray": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "RN50 zero-shot, reported", "RN50 8-shot, reported", "ViT-B/32 zero-shot, reported", "ViT-B/32 8-shot, reported"],
      "categoryorder": "array",
      "fixedrange": true,
      "range": [9.6, -0.85],
      "showticklabels": false,
      "ticks": "",
      "title": {
        "standoff": 8,
        "text": ""
      },
      "type": "category"
    }
  }
});
