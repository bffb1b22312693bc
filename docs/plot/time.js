dashboard.figure("time", {
  "data": [
    {"hovertemplate": "%{x:.3g} ms<extra>reading pictures</extra>", "marker": {"color": "#2f78c4", "pattern": {"shape": ""}}, "name": "reading pictures", "orientation": "h", "x": [0.1906, 0.1906, 0.1906, 0.1557, 0.1557, 0.1557], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "bar"},
    {"hovertemplate": "%{x:.3g} ms<extra>image tower</extra>", "marker": {"color": "#d5720f", "pattern": {"shape": "/"}}, "name": "image tower", "orientation": "h", "x": [4.3793, 4.3793, 4.3793, 2.5853, 2.5853, 2.5853], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "bar"},
    {"hovertemplate": "%{x:.3g} ms<extra>text tower</extra>", "marker": {"color": "#11907a", "pattern": {"shape": "."}}, "name": "text tower", "orientation": "h", "x": [0.8656, 0.8656, 0.8656, 0.8273, 0.8273, 0.8273], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "bar"},
    {"hovertemplate": "%{x:.3g} ms<extra>comparison and choice</extra>", "marker": {"color": "#b3549c", "pattern": {"shape": "x"}}, "name": "comparison and choice", "orientation": "h", "x": [0.0012, 0.0032, 0.0017, 0.0016, 0.0033, 0.0022], "y": ["Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter"], "type": "bar"}
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
    "barmode": "stack",
    "dragmode": false,
    "height": 454,
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
      "title": {
        "standoff": 8,
        "text": "Milliseconds per sample"
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
