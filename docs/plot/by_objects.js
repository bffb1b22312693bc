dashboard.figure("by_objects", {
  "data": [
    {"error_y": {"array": [0.022552, 0.025972, 0.032565], "arrayminus": [0.026173, 0.031821, 0.041297], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["1", "2", "3–4"], "y": [0.862924, 0.878296, 0.869159], "type": "scatter"},
    {"error_y": {"array": [0.021259, 0.023641, 0.029584], "arrayminus": [0.025037, 0.029805, 0.038832], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "x": ["1", "2", "3–4"], "y": [0.87859, 0.89858, 0.890966], "type": "scatter"},
    {"error_y": {"array": [0.022344, 0.024371, 0.033739], "arrayminus": [0.025991, 0.03044, 0.042248], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["1", "2", "3–4"], "y": [0.865535, 0.892495, 0.859813], "type": "scatter"},
    {"error_y": {"array": [0.019967, 0.022884, 0.029584], "arrayminus": [0.023888, 0.02914, 0.038832], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "x": ["1", "2", "3–4"], "y": [0.89295, 0.904665, 0.890966], "type": "scatter"}
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
        "text": "Objects of the category"
      },
      "type": "category"
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0.787565, 0.957549],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
