dashboard.figure("categories_demo_vit", {
  "data": [
    {"error_x": {"array": [0.056962, 0.056962, 0.06962, 0.07595, 0.056962, 0.056962, 0.056962, 0.069778, 0.044304, 0.050633], "arrayminus": [0.063291, 0.06962, 0.06962, 0.075949, 0.063291, 0.063291, 0.063291, 0.075949, 0.050633, 0.056962], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "orientation": "h", "x": [0.797468, 0.78481, 0.721519, 0.563291, 0.791139, 0.816456, 0.822785, 0.71519, 0.905063, 0.85443], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.056962, 0.056962, 0.063291, 0.07595, 0.056962, 0.056962, 0.056962, 0.069778, 0.044304, 0.050633], "arrayminus": [0.063291, 0.063291, 0.06962, 0.075949, 0.063292, 0.063291, 0.063291, 0.075949, 0.050633, 0.063291], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "orientation": "h", "x": [0.816456, 0.803797, 0.740506, 0.575949, 0.810127, 0.816456, 0.822785, 0.71519, 0.905063, 0.835443], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.056962, 0.056962, 0.06962, 0.07595, 0.056962, 0.056962, 0.056962, 0.069778, 0.044304, 0.050633], "arrayminus": [0.063291, 0.06962, 0.06962, 0.075949, 0.063291, 0.063291, 0.063291, 0.075949, 0.050633, 0.056962], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "orientation": "h", "x": [0.797468, 0.78481, 0.721519, 0.563291, 0.791139, 0.816456, 0.822785, 0.71519, 0.905063, 0.85443], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"}
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
      "range": [0.457342, 0.979367],
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
