dashboard.figure("categories_demo_rn", {
  "data": [
    {"error_x": {"array": [0.056962, 0.056962, 0.044304, 0.044304, 0.056962, 0.044304, 0.044304, 0.050633, 0.031646, 0.044304], "arrayminus": [0.063291, 0.063291, 0.050791, 0.056962, 0.063292, 0.050633, 0.050633, 0.056962, 0.037975, 0.050791], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "orientation": "h", "x": [0.829114, 0.822785, 0.886076, 0.879747, 0.810127, 0.892405, 0.892405, 0.85443, 0.943038, 0.886076], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.050633, 0.050633, 0.044304, 0.044304, 0.050633, 0.044304, 0.044304, 0.050633, 0.031646, 0.044304], "arrayminus": [0.063291, 0.063291, 0.050633, 0.050633, 0.063291, 0.050633, 0.050791, 0.056962, 0.037975, 0.050633], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "orientation": "h", "x": [0.841772, 0.835443, 0.892405, 0.892405, 0.835443, 0.898734, 0.886076, 0.85443, 0.943038, 0.892405], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.056962, 0.056962, 0.044304, 0.044304, 0.056962, 0.044304, 0.044304, 0.050633, 0.031646, 0.044304], "arrayminus": [0.063291, 0.063291, 0.050791, 0.056962, 0.063292, 0.050633, 0.050633, 0.056962, 0.037975, 0.050791], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "orientation": "h", "x": [0.829114, 0.822785, 0.886076, 0.879747, 0.810127, 0.892405, 0.892405, 0.85443, 0.943038, 0.886076], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 617,
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
      "range": [0.716835, 1.00468],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    },
    "yaxis": {
      "automargin": true,
      "autorange": "reversed",
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": ""
      },
      "type": "category"
    }
  }
});
