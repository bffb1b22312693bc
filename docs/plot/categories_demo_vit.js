dashboard.figure("categories_demo_vit", {
  "data": [
    {"error_x": {"array": [0.047649, 0.050703, 0.039326, 0.056913, 0.036558, 0.037968, 0.047649, 0.043125, 0.024756, 0.037968], "arrayminus": [0.064173, 0.066327, 0.057954, 0.070434, 0.055787, 0.056896, 0.064173, 0.060852, 0.046088, 0.056896], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "orientation": "h", "x": [0.848101, 0.829114, 0.892405, 0.78481, 0.905063, 0.898734, 0.848101, 0.873418, 0.949367, 0.898734], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.048697, 0.04657, 0.035093, 0.0526, 0.030304, 0.031972, 0.039326, 0.037968, 0.024756, 0.026708], "arrayminus": [0.064921, 0.063394, 0.054622, 0.067623, 0.050735, 0.052103, 0.057954, 0.056896, 0.046088, 0.04774], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "orientation": "h", "x": [0.841772, 0.85443, 0.911392, 0.816456, 0.93038, 0.924051, 0.892405, 0.898734, 0.949367, 0.943038], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 478,
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
      "range": [0.684376, 1.00412],
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
