dashboard.figure("f1_micro", {
  "data": [
    {"hovertemplate": "%{y}: %{x:.2%}<extra></extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 2}, "size": 10, "symbol": ["circle", "diamond", "square"]}, "meta": {"column": "F1 Micro"}, "mode": "markers", "name": "Demo ResNet", "x": [0.86962, 0.877215, 0.86962], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter"], "type": "scatter"},
    {"hovertemplate": "%{y}: %{x:.2%}<extra></extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 2}, "size": 10, "symbol": ["circle-open", "diamond-open", "square-open"]}, "meta": {"column": "F1 Micro"}, "mode": "markers", "name": "Demo ViT", "x": [0.872152, 0.885443, 0.872785], "y": ["Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "scatter"}
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "dragmode": false,
    "height": 392,
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
        "text": "F1 Micro"
      }
    },
    "yaxis": {
      "automargin": true,
      "categoryarray": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"],
      "categoryorder": "array",
      "fixedrange": true,
      "range": [5.6, -0.85],
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
