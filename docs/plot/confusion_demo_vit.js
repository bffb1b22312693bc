dashboard.figure("confusion_demo_vit", {
  "data": [
    {"colorscale": [[0, "rgba(213,114,15,0.04)"], [1, "rgba(213,114,15,0.6)"]], "hovertemplate": "picture: %{y}<br>caption picked: %{x}<br>%{z} times<extra></extra>", "showscale": false, "texttemplate": "%{z}", "x": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "xgap": 2, "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "ygap": 2, "z": [[11, 0, 1, 0, 4, 4, 2, 0, 2, 1], [0, 21, 0, 0, 1, 0, 0, 1, 0, 0], [1, 0, 9, 0, 3, 0, 0, 0, 0, 1], [2, 1, 0, 18, 2, 3, 1, 1, 0, 1], [3, 0, 0, 0, 3, 0, 2, 3, 0, 0], [2, 0, 0, 3, 0, 4, 2, 1, 0, 0], [0, 0, 0, 2, 2, 1, 10, 2, 0, 0], [0, 0, 0, 0, 1, 0, 1, 13, 0, 1], [0, 0, 0, 0, 0, 1, 1, 0, 6, 0], [0, 0, 0, 0, 0, 0, 0, 1, 0, 8]], "type": "heatmap"}
  ],
  "layout": {
    "dragmode": false,
    "height": 440,
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
    "xaxis": {
      "automargin": true,
      "fixedrange": true,
      "showgrid": false,
      "tickangle": -45,
      "title": {
        "standoff": 8,
        "text": "Category of the caption picked"
      },
      "type": "category"
    },
    "yaxis": {
      "automargin": true,
      "autorange": "reversed",
      "fixedrange": true,
      "showgrid": false,
      "title": {
        "standoff": 8,
        "text": "Category of the picture"
      },
      "type": "category"
    }
  }
});
