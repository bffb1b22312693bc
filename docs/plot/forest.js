dashboard.figure("forest", {
  "data": [
    {"error_x": {"array": [1.13925], "arrayminus": [1.01264], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x:+.2f} points<extra>%{y}</extra>", "marker": {"color": "#2f78c4", "line": {"width": 2}, "size": 11, "symbol": "circle"}, "meta": {"column": "Difference in points"}, "mode": "markers", "name": "distinguishable from zero", "x": [1.3291], "y": ["Demo ViT 8-shot, anchored linear map<br>− Demo ViT zero-shot"], "type": "scatter"},
    {"error_x": {"array": [0.75949, 0.0, 0.126573, 1.77212, 1.77214, 1.77369], "arrayminus": [0.7595, 0.0, 0.0633, 1.7089, 1.83546, 1.7722], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x:+.2f} points<extra>%{y}</extra>", "marker": {"color": "#78828e", "line": {"width": 2}, "size": 11, "symbol": "circle-open"}, "meta": {"column": "Difference in points"}, "mode": "markers", "name": "no evidence of a difference", "x": [0.7595, 0.0, 0.0633, 0.2532, 0.8228, 0.3165], "y": ["Demo ResNet 8-shot, anchored linear map<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>− Demo ResNet zero-shot", "Demo ViT 8-shot, residual adapter<br>− Demo ViT zero-shot", "Demo ViT zero-shot<br>− Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>− Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>− Demo ResNet 8-shot, residual adapter"], "type": "scatter"}
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, anchored linear map<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ResNet 8-shot, residual adapter<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>− Demo ViT zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT zero-shot<br>− Demo ResNet zero-shot", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, anchored linear map<br>− Demo ResNet 8-shot, anchored linear map", "x": 0, "xanchor": "left", "xref": "paper", "y": 5, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 12}, "showarrow": false, "text": "Demo ViT 8-shot, residual adapter<br>− Demo ResNet 8-shot, residual adapter", "x": 0, "xanchor": "left", "xref": "paper", "y": 6, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "dragmode": false,
    "height": 534,
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
      "categoryarray": ["Demo ResNet 8-shot, anchored linear map<br>− Demo ResNet zero-shot", "Demo ResNet 8-shot, residual adapter<br>− Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>− Demo ViT zero-shot", "Demo ViT 8-shot, residual adapter<br>− Demo ViT zero-shot", "Demo ViT zero-shot<br>− Demo ResNet zero-shot", "Demo ViT 8-shot, anchored linear map<br>− Demo ResNet 8-shot, anchored linear map", "Demo ViT 8-shot, residual adapter<br>− Demo ResNet 8-shot, residual adapter"],
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
