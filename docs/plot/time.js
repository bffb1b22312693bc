dashboard.figure("time", {
  "data": [
    {
      "hovertemplate": "%{x:.3g} ms<extra>reading pictures</extra>",
      "marker": {"color": "#2f78c4", "pattern": {"shape": ""}},
      "name": "reading pictures",
      "orientation": "h",
      "x": [0.2423, 0.2423, 0.2423, 0.2423, 0.2423, 0.2423, 0.2423, 0.2423, 0.2746, 0.2746, 0.2746, 0.2746, 0.2746, 0.2746, 0.2746, 0.2746],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "bar"
    },
    {
      "hovertemplate": "%{x:.3g} ms<extra>image tower</extra>",
      "marker": {"color": "#d5720f", "pattern": {"shape": "/"}},
      "name": "image tower",
      "orientation": "h",
      "x": [8.0016, 8.0016, 8.0016, 8.0016, 8.0016, 8.0016, 8.0016, 8.0016, 4.3675, 4.3675, 4.3675, 4.3675, 4.3675, 4.3675, 4.3675, 4.3675],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "bar"
    },
    {
      "hovertemplate": "%{x:.3g} ms<extra>text tower</extra>",
      "marker": {"color": "#11907a", "pattern": {"shape": "."}},
      "name": "text tower",
      "orientation": "h",
      "x": [1.5804, 1.5804, 1.5804, 1.5804, 1.5804, 1.5804, 1.5804, 1.5804, 1.3543, 1.3543, 1.3543, 1.3543, 1.3543, 1.3543, 1.3543, 1.3543],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "bar"
    },
    {
      "hovertemplate": "%{x:.3g} ms<extra>comparison and choice</extra>",
      "marker": {"color": "#b3549c", "pattern": {"shape": "x"}},
      "name": "comparison and choice",
      "orientation": "h",
      "x": [0.002, 0.0144, 0.0036, 0.0078, 0.0167, 0.0079, 0.0041, 0.0041, 0.0029, 0.0146, 0.0031, 0.0083, 0.0167, 0.0087, 0.0024, 0.0028],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "bar"
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
    "barmode": "stack",
    "dragmode": false,
    "height": 934,
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
