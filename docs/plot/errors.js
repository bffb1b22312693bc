dashboard.figure("errors", {
  "data": [
    {
      "error_x": {"array": [0.064373, 0.067791, 0.063595, 0.067577, 0.069066, 0.067319, 0.064373, 0.064901, 0.064417, 0.068308, 0.062984, 0.069379, 0.070248, 0.067528, 0.064417, 0.065237], "arrayminus": [0.067982, 0.074499, 0.068683, 0.072684, 0.07334, 0.071671, 0.067982, 0.06878, 0.068801, 0.071646, 0.066894, 0.073749, 0.07611, 0.072986, 0.068801, 0.070942], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4},
      "hovertemplate": "%{y}: %{x:.1%}<extra>%{fullData.name}</extra>",
      "marker": {"color": "#2f78c4", "size": 11},
      "mode": "markers",
      "name": "measured",
      "x": [0.599034, 0.650888, 0.635, 0.622222, 0.601124, 0.607527, 0.599034, 0.60396, 0.616915, 0.582888, 0.610329, 0.602273, 0.628049, 0.629213, 0.616915, 0.641711],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "scatter"
    },
    {
      "hovertemplate": "%{y}: %{x:.1%}<extra>%{fullData.name}</extra>",
      "marker": {"color": "#78828e", "line": {"width": 3}, "size": 16, "symbol": "line-ns-open"},
      "mode": "markers",
      "name": "by chance",
      "x": [0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818, 0.181818],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "scatter"
    }
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, nearest-neighbour normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, distribution normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, inverse softmax", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, hub-corrected bilinear", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 6, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter, all epochs", "x": 0, "xanchor": "left", "xref": "paper", "y": 7, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 8, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, nearest-neighbour normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 9, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, distribution normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 10, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, inverse softmax", "x": 0, "xanchor": "left", "xref": "paper", "y": 11, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, hub-corrected bilinear", "x": 0, "xanchor": "left", "xref": "paper", "y": 12, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 13, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 14, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter, all epochs", "x": 0, "xanchor": "left", "xref": "paper", "y": 15, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "dragmode": false,
    "height": 832,
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
      "categoryarray": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "categoryorder": "array",
      "fixedrange": true,
      "range": [15.6, -0.85],
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
