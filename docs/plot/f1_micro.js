dashboard.figure("f1_micro", {
  "data": [
    {
      "error_x": {"array": [0.015747, 0.014297, 0.015494, 0.014739, 0.01466, 0.014972, 0.015747, 0.015567], "arrayminus": [0.017536, 0.016204, 0.017306, 0.016612, 0.016539, 0.016825, 0.017536, 0.017373], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4},
      "hovertemplate": "%{y}: %{x:.2%}<extra></extra>",
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 2}, "size": 10, "symbol": ["circle", "diamond", "square", "triangle-up", "cross", "star", "circle", "diamond"]},
      "meta": {"column": "F1 Micro"},
      "mode": "markers",
      "name": "Demo ResNet",
      "x": [0.868987, 0.893038, 0.873418, 0.886076, 0.887342, 0.882278, 0.868987, 0.872152],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs"],
      "type": "scatter"
    },
    {
      "error_x": {"array": [0.015531, 0.015009, 0.015957, 0.01458, 0.01409, 0.01466, 0.015531, 0.015009], "arrayminus": [0.017339, 0.016862, 0.017729, 0.016466, 0.016013, 0.016539, 0.017339, 0.016862], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4},
      "hovertemplate": "%{y}: %{x:.2%}<extra></extra>",
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 2}, "size": 10, "symbol": ["circle-open", "diamond-open", "square-open", "triangle-up-open", "cross-open", "star-open", "circle-open", "diamond-open"]},
      "meta": {"column": "F1 Micro"},
      "mode": "markers",
      "name": "Demo ViT",
      "x": [0.872785, 0.881646, 0.86519, 0.888608, 0.896203, 0.887342, 0.872785, 0.881646],
      "y": ["Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
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
        "text": "F1 Micro"
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
