dashboard.figure("by_objects", {
  "data": [
    {"error_y": {"array": [0.023624, 0.030181, 0.04375], "arrayminus": [0.024901, 0.032193, 0.04375], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["1", "2", "3–4"], "y": [0.855832, 0.843058, 0.809375], "type": "scatter"},
    {"error_y": {"array": [0.023591, 0.030181, 0.040625], "arrayminus": [0.023591, 0.032194, 0.04375], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": ["1", "2", "3–4"], "y": [0.867628, 0.849095, 0.83125], "type": "scatter"},
    {"error_y": {"array": [0.023624, 0.030181, 0.04375], "arrayminus": [0.024901, 0.032193, 0.04375], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": ["1", "2", "3–4"], "y": [0.855832, 0.843058, 0.809375], "type": "scatter"},
    {"error_y": {"array": [0.028834, 0.036218, 0.046875], "arrayminus": [0.027523, 0.036217, 0.05], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["1", "2", "3–4"], "y": [0.802097, 0.784708, 0.70625], "type": "scatter"},
    {"error_y": {"array": [0.028834, 0.034205, 0.046875], "arrayminus": [0.027523, 0.034206, 0.05], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": ["1", "2", "3–4"], "y": [0.800786, 0.792757, 0.73125], "type": "scatter"},
    {"error_y": {"array": [0.028834, 0.036218, 0.046875], "arrayminus": [0.027523, 0.036217, 0.05], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": ["1", "2", "3–4"], "y": [0.802097, 0.784708, 0.70625], "type": "scatter"}
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
      "range": [0.62625, 0.921219],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
