dashboard.figure("categories_demo_vit", {
  "data": [
    {"error_x": {"array": [0.050633, 0.050633, 0.044304, 0.056962, 0.044304, 0.044304, 0.050633, 0.050633, 0.025317, 0.044304], "arrayminus": [0.063291, 0.05712, 0.050791, 0.06962, 0.050633, 0.050633, 0.056962, 0.056962, 0.037974, 0.056962], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "orientation": "h", "x": [0.841772, 0.848101, 0.886076, 0.778481, 0.898734, 0.905063, 0.85443, 0.873418, 0.955696, 0.879747], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.050633, 0.050633, 0.037974, 0.056962, 0.044304, 0.037974, 0.044304, 0.050633, 0.031646, 0.044304], "arrayminus": [0.063291, 0.056962, 0.044304, 0.06962, 0.050633, 0.044304, 0.050633, 0.056962, 0.037975, 0.050633], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "orientation": "h", "x": [0.835443, 0.867089, 0.93038, 0.778481, 0.905063, 0.917722, 0.898734, 0.873418, 0.943038, 0.905063], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.050633, 0.050633, 0.044304, 0.056962, 0.044304, 0.044304, 0.050633, 0.050633, 0.025317, 0.044304], "arrayminus": [0.063291, 0.05712, 0.050791, 0.06962, 0.050633, 0.050633, 0.056962, 0.056962, 0.037974, 0.050791], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "orientation": "h", "x": [0.841772, 0.848101, 0.886076, 0.778481, 0.898734, 0.905063, 0.85443, 0.873418, 0.955696, 0.886076], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"}
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
      "range": [0.678861, 1.01],
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
