dashboard.figure("agreement", {
  "data": [
    {
      "hovertemplate": "%{x} samples<extra>both right</extra>",
      "marker": {"color": "#11907a", "pattern": {"shape": ""}},
      "name": "both right",
      "orientation": "h",
      "x": [1350, 1355, 1353, 1342, 1340, 1373, 1359, 1349, 1342, 1356, 1352, 1355, 1379, 1369, 1274, 1312, 1273, 1314, 1317, 1296, 1274, 1284],
      "y": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, distribution normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>and Demo ViT zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>and Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>and Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ResNet 8-shot, residual adapter, all epochs"],
      "type": "bar"
    },
    {
      "hovertemplate": "%{x} samples<extra>only the first</extra>",
      "marker": {"color": "#2f78c4", "pattern": {"shape": "/"}},
      "name": "only the first",
      "orientation": "h",
      "x": [61, 25, 47, 60, 54, 0, 19, 44, 25, 48, 64, 47, 0, 24, 105, 81, 94, 90, 99, 106, 105, 109],
      "y": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, distribution normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>and Demo ViT zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>and Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>and Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ResNet 8-shot, residual adapter, all epochs"],
      "type": "bar"
    },
    {
      "hovertemplate": "%{x} samples<extra>only the second</extra>",
      "marker": {"color": "#d5720f", "pattern": {"shape": "x"}},
      "name": "only the second",
      "orientation": "h",
      "x": [23, 18, 20, 31, 33, 0, 14, 30, 37, 23, 27, 24, 0, 10, 99, 99, 107, 86, 85, 98, 99, 94],
      "y": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, distribution normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>and Demo ViT zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>and Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>and Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ResNet 8-shot, residual adapter, all epochs"],
      "type": "bar"
    },
    {
      "hovertemplate": "%{x} samples<extra>both wrong</extra>",
      "marker": {"color": "#78828e", "pattern": {"shape": "."}},
      "name": "both wrong",
      "orientation": "h",
      "x": [146, 182, 160, 147, 153, 207, 188, 157, 176, 153, 137, 154, 201, 177, 102, 88, 106, 90, 79, 80, 102, 93],
      "y": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, distribution normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>and Demo ViT zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>and Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>and Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ResNet 8-shot, residual adapter, all epochs"],
      "type": "bar"
    }
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, distribution normalisation<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet zero-shot, inverse softmax<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, hub-corrected bilinear<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter, all epochs<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 6, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 7, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, distribution normalisation<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 8, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, inverse softmax<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 9, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 10, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 11, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 12, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 13, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 14, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot, nearest-neighbour normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 15, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, distribution normalisation<br>and Demo ResNet zero-shot, distribution normalisation", "x": 0, "xanchor": "left", "xref": "paper", "y": 16, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT zero-shot, inverse softmax<br>and Demo ResNet zero-shot, inverse softmax", "x": 0, "xanchor": "left", "xref": "paper", "y": 17, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ResNet 8-shot, hub-corrected bilinear", "x": 0, "xanchor": "left", "xref": "paper", "y": 18, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 19, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 20, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ResNet 8-shot, residual adapter, all epochs", "x": 0, "xanchor": "left", "xref": "paper", "y": 21, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "barmode": "stack",
    "dragmode": false,
    "height": 1574,
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
        "text": "Test samples"
      }
    },
    "yaxis": {
      "automargin": true,
      "categoryarray": ["Demo ResNet zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, distribution normalisation<br>and Demo ResNet zero-shot", "Demo ResNet zero-shot, inverse softmax<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, hub-corrected bilinear<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter, all epochs<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, distribution normalisation<br>and Demo ViT zero-shot", "Demo ViT zero-shot, inverse softmax<br>and Demo ViT zero-shot", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ViT zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT zero-shot, nearest-neighbour normalisation<br>and Demo ResNet zero-shot, nearest-neighbour normalisation", "Demo ViT zero-shot, distribution normalisation<br>and Demo ResNet zero-shot, distribution normalisation", "Demo ViT zero-shot, inverse softmax<br>and Demo ResNet zero-shot, inverse softmax", "Demo ViT 8-shot, hub-corrected bilinear<br>and Demo ResNet 8-shot, hub-corrected bilinear", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "Demo ViT 8-shot, residual adapter, all epochs<br>and Demo ResNet 8-shot, residual adapter, all epochs"],
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
