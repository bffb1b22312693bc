dashboard.figure("categories_demo_rn", {
  "data": [
    {"error_x": {"array": [0.050703, 0.050703, 0.041901, 0.044309, 0.053509, 0.039326, 0.040636, 0.045457, 0.024756, 0.040636], "arrayminus": [0.066327, 0.066327, 0.059929, 0.061736, 0.068233, 0.057954, 0.058964, 0.062582, 0.046088, 0.058964], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "orientation": "h", "x": [0.829114, 0.829114, 0.879747, 0.867089, 0.810127, 0.892405, 0.886076, 0.860759, 0.949367, 0.886076], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"},
    {"error_x": {"array": [0.048697, 0.043125, 0.037968, 0.043125, 0.04657, 0.035093, 0.040636, 0.043125, 0.024756, 0.035093], "arrayminus": [0.064921, 0.060852, 0.056896, 0.060852, 0.063394, 0.054622, 0.058964, 0.060852, 0.046088, 0.054622], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{x:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "orientation": "h", "x": [0.841772, 0.873418, 0.898734, 0.873418, 0.85443, 0.911392, 0.886076, 0.873418, 0.949367, 0.911392], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "scatter"}
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
      "range": [0.711894, 1.00412],
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
