dashboard.figure("by_objects", {
  "data": [
    {"error_y": {"array": [0.023498, 0.030426, 0.034268], "arrayminus": [0.023499, 0.030426, 0.037383], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["1", "2", "3–4"], "y": [0.861619, 0.878296, 0.875389], "type": "scatter"},
    {"error_y": {"array": [0.023498, 0.028398, 0.034268], "arrayminus": [0.023499, 0.030426, 0.037383], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": ["1", "2", "3–4"], "y": [0.874674, 0.884381, 0.872274], "type": "scatter"},
    {"error_y": {"array": [0.023498, 0.030426, 0.034268], "arrayminus": [0.023499, 0.030426, 0.037383], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": ["1", "2", "3–4"], "y": [0.861619, 0.878296, 0.875389], "type": "scatter"},
    {"error_y": {"array": [0.023498, 0.026369, 0.037383], "arrayminus": [0.023532, 0.028398, 0.040499], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["1", "2", "3–4"], "y": [0.86423, 0.896552, 0.853583], "type": "scatter"},
    {"error_y": {"array": [0.022193, 0.026369, 0.034268], "arrayminus": [0.023499, 0.028397, 0.034268], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": ["1", "2", "3–4"], "y": [0.877285, 0.89858, 0.884735], "type": "scatter"},
    {"error_y": {"array": [0.023499, 0.026369, 0.037383], "arrayminus": [0.024804, 0.028398, 0.040499], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": ["1", "2", "3–4"], "y": [0.865535, 0.896552, 0.853583], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 414,
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
      "range": [0.783084, 0.954949],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
