dashboard.figure("distribution", {
  "data": [
    {"hovertemplate": "%{y}: %{x} images<extra>test</extra>", "marker": {"color": "#2f78c4", "pattern": {"shape": ""}}, "name": "test", "orientation": "h", "x": [158, 158, 158, 158, 158, 158, 158, 158, 158, 158], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "bar"},
    {"hovertemplate": "%{y}: %{x} images<extra>pool: shots and validation</extra>", "marker": {"color": "#d5720f", "pattern": {"shape": "/"}}, "name": "pool: shots and validation", "orientation": "h", "x": [32, 32, 32, 32, 32, 32, 32, 32, 32, 32], "y": ["bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person"], "type": "bar"}
  ],
  "layout": {
    "bargap": 0.3,
    "barmode": "stack",
    "dragmode": false,
    "height": 388,
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
      "title": {
        "standoff": 8,
        "text": "Images"
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
