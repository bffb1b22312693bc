dashboard.figure("forest", {
  "data": [
    {
      "error_x": {"array": [1.13423, 0.99105, 0.9113], "arrayminus": [1.14038, 0.99695, 0.915856], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4},
      "hovertemplate": "%{x:+.2f} points<extra>%{y}</extra>",
      "marker": {"color": "#2f78c4", "line": {"width": 2}, "size": 11, "symbol": "circle"},
      "meta": {"column": "Difference in points"},
      "mode": "markers",
      "name": "distinguishable from zero",
      "x": [2.4051, 2.3544, 1.8354],
      "y": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>− Demo ResNet zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>− Demo ViT zero-shot"],
      "type": "scatter"
    },
    {
      "error_x": {"array": [0.82188, 1.01707, 0.72908, 0.124711, 0.462225, 1.07206, 0.984678, 1.04748, 0.72393, 0.124711, 0.58681, 1.77525, 1.66905, 1.76333, 1.64965, 1.46473, 1.47331, 1.77529, 1.68244], "arrayminus": [0.822926, 1.02147, 0.731606, 0.124711, 0.46185, 1.07435, 0.98275, 1.05152, 0.726521, 0.124711, 0.587688, 1.77611, 1.66625, 1.76121, 1.65036, 1.46446, 1.47444, 1.77616, 1.68476], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4},
      "hovertemplate": "%{x:+.2f} points<extra>%{y}</extra>",
      "marker": {"color": "#78828e", "line": {"width": 2}, "size": 11, "symbol": "circle-open"},
      "meta": {"column": "Difference in points"},
      "mode": "markers",
      "name": "no evidence of a difference",
      "x": [0.443, 1.7089, 1.0, 0.0, -0.1835, 0.8861, -0.7595, 1.5823, 1.0506, 0.0, 0.3481, 0.3797, -1.1392, -0.8228, 0.2532, -0.1392, 0.4304, 0.3797, 0.9114],
      "y": ["Demo ResNet zero-shot, distribution normalisation<br>− Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>− Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>− Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>− Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>− Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>− Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>− Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>− Demo ViT zero-shot", "Demo ViT zero-shot<br>− Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>− Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>− Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>− Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>− Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>− Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>− Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>− Demo ResNet 8-shot, residual adapter, all epochs"],
      "type": "scatter"
    }
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, nearest-neighbour normalisation<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, distribution normalisation<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, inverse softmax<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, hub-corrected bilinear<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter, all epochs<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 6, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, nearest-neighbour normalisation<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 7, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, distribution normalisation<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 8, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, inverse softmax<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 9, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, hub-corrected bilinear<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 10, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 11, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 12, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter, all epochs<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 13, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 14, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, nearest-neighbour normalisation<br>− Demo ResNet zero-shot, nearest-neighbour normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 15, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, distribution normalisation<br>− Demo ResNet zero-shot, distribution normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 16, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, inverse softmax<br>− Demo ResNet zero-shot, inverse softmax", "x": 0, "xanchor": "left", "xref": "paper", "y": 17, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, hub-corrected bilinear<br>− Demo ResNet 8-shot, hub-corrected bilinear", "x": 0, "xanchor": "left", "xref": "paper", "y": 18, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>− Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 19, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>− Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 20, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter, all epochs<br>− Demo ResNet 8-shot, residual adapter, all epochs", "x": 0, "xanchor": "left", "xref": "paper", "y": 21, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "dragmode": false,
    "height": 1404,
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
    "shapes": [
      {"line": {"color": "#78828e", "width": 1.5}, "type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper"}
    ],
    "xaxis": {
      "automargin": true,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Difference in percentage points"
      }
    },
    "yaxis": {
      "automargin": true,
      "categoryarray": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>− Demo ResNet zero-shot", "Demo ResNet zero-shot, distribution normalisation<br>− Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>− Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>− Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>− Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>− Demo ViT zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>− Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>− Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>− Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>− Demo ViT zero-shot", "Demo ViT zero-shot<br>− Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>− Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>− Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>− Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>− Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>− Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>− Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>− Demo ResNet 8-shot, residual adapter, all epochs"],
      "categoryorder": "array",
      "fixedrange": true,
      "range": [21.6, -0.85],
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
