dashboard.figure("objects", {
  "data": [
    {"hovertemplate": "%{x}: %{y} images<extra></extra>", "marker": {"color": "#2f78c4"}, "name": "Images", "showlegend": false, "x": [1, 2, 3, 4], "y": [907, 600, 247, 146], "type": "bar"}
  ],
  "layout": {
    "bargap": 0.15,
    "dragmode": false,
    "height": 320,
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
        "text": "Objects of the image's own category"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Images"
      }
    }
  }
});
