dashboard.figure("by_caption_length", {
  "data": [
    {"error_y": {"array": [0.043176, 0.041882, 0.038663, 0.028664, 0.022144], "arrayminus": [0.053268, 0.05132, 0.050489, 0.036066, 0.029021], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.821577, 0.821705, 0.861472, 0.879487, 0.915217], "type": "scatter"},
    {"error_y": {"array": [0.044613, 0.036474, 0.034577, 0.026336, 0.019511], "arrayminus": [0.054314, 0.047164, 0.047253, 0.034089, 0.026677], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.809129, 0.864341, 0.887446, 0.897436, 0.932609], "type": "scatter"},
    {"error_y": {"array": [0.045075, 0.040514, 0.043875, 0.028024, 0.017268], "arrayminus": [0.054644, 0.050294, 0.054427, 0.035526, 0.024649], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.804979, 0.833333, 0.822511, 0.884615, 0.945652], "type": "scatter"},
    {"error_y": {"array": [0.041656, 0.035923, 0.036691, 0.024886, 0.017268], "arrayminus": [0.052138, 0.046727, 0.048942, 0.032839, 0.024649], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.834025, 0.868217, 0.874459, 0.907692, 0.945652], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 376,
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
    "scattergap": 0.35,
    "scattermode": "group",
    "xaxis": {
      "automargin": true,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Words in the right caption"
      },
      "type": "category"
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0.720335, 0.99292],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
