dashboard.figure("cleaned", {
  "data": [
    {"hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "size": 10}, "mode": "markers", "name": "as it is", "x": [0.86962, 0.877215, 0.86962, 0.872152, 0.885443, 0.872785], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "scatter"},
    {"hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"width": 2}, "size": 12, "symbol": "diamond-open"}, "mode": "markers", "name": "cleaned", "x": [0.878481, 0.88481, 0.878481, 0.881646, 0.89557, 0.882278], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "scatter"}
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
        "text": "Accuracy"
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
