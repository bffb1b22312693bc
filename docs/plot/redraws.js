dashboard.figure("redraws", {
  "data": [
    {
      "error_x": {"array": [0.012, 0.013, 0.011, 0.012, 0.013, 0.013, 0.012, 0.012, 0.013, 0.014, 0.014, 0.013, 0.017, 0.012, 0.013, 0.014], "arrayminus": [0.013, 0.012, 0.012, 0.012, 0.014, 0.012, 0.013, 0.012, 0.014, 0.012, 0.013, 0.013, 0.012, 0.013, 0.014, 0.014], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4},
      "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>",
      "marker": {"color": "#2f78c4", "size": 10},
      "mode": "markers",
      "name": "over redraws",
      "x": [0.872, 0.894, 0.881, 0.89, 0.89, 0.89, 0.872, 0.879, 0.879, 0.892, 0.882, 0.893, 0.898, 0.891, 0.879, 0.884],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "scatter"
    },
    {
      "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>",
      "marker": {"color": "#78828e", "line": {"width": 3}, "size": 16, "symbol": "line-ns-open"},
      "mode": "markers",
      "name": "the test set as it is",
      "x": [0.868987, 0.893038, 0.873418, 0.886076, 0.887342, 0.882278, 0.868987, 0.872152, 0.872785, 0.881646, 0.86519, 0.888608, 0.896203, 0.887342, 0.872785, 0.881646],
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
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
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
