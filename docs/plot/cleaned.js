dashboard.figure("cleaned", {
  "data": [
    {
      "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>",
      "marker": {"color": "#2f78c4", "size": 10},
      "mode": "markers",
      "name": "as it is",
      "x": [0.868987, 0.893038, 0.873418, 0.886076, 0.887342, 0.882278, 0.868987, 0.872152, 0.872785, 0.881646, 0.86519, 0.888608, 0.896203, 0.887342, 0.872785, 0.881646],
      "y": ["Demo ResNet zero-shot", "Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ResNet zero-shot, distribution normalisation", "Demo ResNet zero-shot, inverse softmax", "Demo ResNet 8-shot, hub-corrected bilinear", "Demo ResNet 8-shot, anchored linear map", "Demo ResNet 8-shot, residual adapter", "Demo ResNet 8-shot, residual adapter, all epochs", "Demo ViT zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs"],
      "type": "scatter"
    },
    {
      "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>",
      "marker": {"color": "#d5720f", "line": {"width": 2}, "size": 12, "symbol": "diamond-open"},
      "mode": "markers",
      "name": "cleaned",
      "x": [0.877215, 0.902532, 0.882911, 0.894304, 0.896203, 0.891772, 0.877215, 0.881646, 0.881013, 0.889241, 0.874051, 0.89557, 0.903797, 0.894937, 0.881013, 0.889873],
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
