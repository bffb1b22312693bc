dashboard.figure("confusion_demo_rn", {
  "data": [
    {"colorscale": [[0, "rgba(47,120,196,0.04)"], [1, "rgba(47,120,196,0.6)"]], "hovertemplate": "picture: %{y}<br>caption picked: %{x}<br>%{z} times<extra></extra>", "showscale": false, "texttemplate": "%{z}", "x": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "xgap": 2, "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "ygap": 2, "z": [[7, 1, 2, 0, 4, 7, 3, 0, 0, 1], [0, 20, 0, 0, 0, 0, 0, 0, 0, 0], [2, 1, 8, 0, 3, 1, 0, 0, 0, 1], [0, 0, 0, 20, 0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 13, 2, 3, 1, 1, 0], [2, 2, 1, 1, 1, 3, 0, 3, 1, 0], [0, 1, 2, 0, 0, 3, 10, 1, 0, 1], [0, 3, 0, 1, 0, 0, 2, 14, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0, 7, 0], [0, 2, 0, 4, 1, 2, 0, 0, 0, 5]], "type": "heatmap"}
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
