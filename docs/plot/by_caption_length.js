dashboard.figure("by_caption_length", {
  "data": [
    {"error_y": {"array": [0.046025, 0.046332, 0.03913, 0.033248, 0.023861], "arrayminus": [0.050209, 0.050193, 0.047826, 0.035806, 0.026031], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.828452, 0.830116, 0.856522, 0.859335, 0.91974], "type": "scatter"},
    {"error_y": {"array": [0.046025, 0.042471, 0.039131, 0.033248, 0.021692], "arrayminus": [0.050209, 0.046332, 0.043587, 0.035806, 0.023861], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.824268, 0.849421, 0.865217, 0.872123, 0.926247], "type": "scatter"},
    {"error_y": {"array": [0.046025, 0.046332, 0.03913, 0.033248, 0.023861], "arrayminus": [0.050209, 0.050193, 0.047826, 0.035806, 0.026031], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.828452, 0.830116, 0.856522, 0.859335, 0.91974], "type": "scatter"},
    {"error_y": {"array": [0.050209, 0.042471, 0.052174, 0.030691, 0.019523], "arrayminus": [0.05021, 0.046332, 0.052174, 0.033248, 0.021692], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.8159, 0.849421, 0.808696, 0.88491, 0.94577], "type": "scatter"},
    {"error_y": {"array": [0.046025, 0.03861, 0.043478, 0.03069, 0.017354], "arrayminus": [0.050209, 0.042471, 0.047826, 0.033249, 0.021692], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.828452, 0.868726, 0.847826, 0.890026, 0.950108], "type": "scatter"},
    {"error_y": {"array": [0.050209, 0.042471, 0.052174, 0.03069, 0.019523], "arrayminus": [0.05021, 0.046332, 0.052174, 0.033248, 0.021692], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.8159, 0.849421, 0.808696, 0.882353, 0.947939], "type": "scatter"}
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
        "text": "Words in the right caption"
      },
      "type": "category"
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0.726522, 0.997462],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
