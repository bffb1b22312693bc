dashboard.figure("errors", {
  "data": [
    {"hovertemplate": "%{y}: %{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "size": 11}, "mode": "markers", "name": "measured", "x": [0.61165, 0.618557, 0.61165, 0.618812, 0.629834, 0.621891], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "scatter"},
    {"hovertemplate": "%{y}: %{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#78828e", "line": {"width": 3}, "size": 16, "symbol": "line-ns-open"}, "mode": "markers", "name": "by chance", "x": [0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "scatter"}
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
      "rangemode": "tozero",
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Share of errors"
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
