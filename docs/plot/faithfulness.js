dashboard.figure("faithfulness", {
  "data": [
    {"error_x": {"array": [0.035, 0.033, 0.036, 0.04, 0.036], "arrayminus": [0.034, 0.033, 0.033, 0.043, 0.037], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x:+.3f}<extra>%{y}</extra>", "marker": {"color": "#2f78c4", "line": {"width": 2}, "size": 11, "symbol": "circle"}, "meta": {"column": "Above random"}, "mode": "markers", "name": "better than chance", "x": [0.273, 0.26, 0.255, 0.074, 0.257], "y": ["Demo ResNet<br>element-wise Grad-CAM", "Demo ResNet<br>finer element-wise Grad-CAM", "Demo ViT<br>relevance propagation", "Demo ViT<br>Grad-ECLIP", "Demo ViT<br>attention rollout"], "type": "scatter"},
    {"error_x": {"array": [], "arrayminus": [], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x:+.3f}<extra>%{y}</extra>", "marker": {"color": "#78828e", "line": {"width": 2}, "size": 11, "symbol": "circle-open"}, "meta": {"column": "Above random"}, "mode": "markers", "name": "no evidence of that", "x": [], "y": [], "type": "scatter"}
  ],
  "layout": {
    "annotations": [
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet<br>element-wise Grad-CAM", "x": 0, "xanchor": "left", "xref": "paper", "y": 0, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ResNet<br>finer element-wise Grad-CAM", "x": 0, "xanchor": "left", "xref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT<br>relevance propagation", "x": 0, "xanchor": "left", "xref": "paper", "y": 2, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT<br>Grad-ECLIP", "x": 0, "xanchor": "left", "xref": "paper", "y": 3, "yanchor": "bottom", "yshift": 8},
      {"align": "left", "font": {"size": 11}, "showarrow": false, "text": "Demo ViT<br>attention rollout", "x": 0, "xanchor": "left", "xref": "paper", "y": 4, "yanchor": "bottom", "yshift": 8}
    ],
    "bargap": 0.68,
    "dragmode": false,
    "height": 418,
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
        "text": "Above a random map"
      }
    },
    "yaxis": {
      "automargin": true,
      "categoryarray": ["Demo ResNet<br>element-wise Grad-CAM", "Demo ResNet<br>finer element-wise Grad-CAM", "Demo ViT<br>relevance propagation", "Demo ViT<br>Grad-ECLIP", "Demo ViT<br>attention rollout"],
      "categoryorder": "array",
      "fixedrange": true,
      "range": [4.6, -0.85],
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
