dashboard.figure("agreement", {
  "data": [
    {"hovertemplate": "%{x} samples<extra>both right</extra>", "marker": {"color": "#11907a", "pattern": {"shape": ""}}, "name": "both right", "orientation": "h", "x": [1361, 1374, 1351, 1378, 1273, 1287, 1274], "y": ["Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter"], "type": "bar"},
    {"hovertemplate": "%{x} samples<extra>only the first</extra>", "marker": {"color": "#2f78c4", "pattern": {"shape": "/"}}, "name": "only the first", "orientation": "h", "x": [25, 0, 48, 1, 105, 112, 105], "y": ["Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter"], "type": "bar"},
    {"hovertemplate": "%{x} samples<extra>only the second</extra>", "marker": {"color": "#d5720f", "pattern": {"shape": "x"}}, "name": "only the second", "orientation": "h", "x": [13, 0, 27, 0, 101, 99, 100], "y": ["Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter"], "type": "bar"},
    {"hovertemplate": "%{x} samples<extra>both wrong</extra>", "marker": {"color": "#78828e", "pattern": {"shape": "."}}, "name": "both wrong", "orientation": "h", "x": [181, 206, 154, 201, 101, 82, 101], "y": ["Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter"], "type": "bar"}
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 6, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "barmode": "stack",
    "dragmode": false,
    "height": 614,
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
      "categoryarray": ["Demo ResNet 8-shot, anchored linear map<br>and Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>and Demo ViT zero-shot", "Demo ViT zero-shot<br>and Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>and Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>and Demo ResNet 8-shot, residual adapter"],
      "categoryorder": "array",
      "fixedrange": true,
      "range": [6.6, -0.85],
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
