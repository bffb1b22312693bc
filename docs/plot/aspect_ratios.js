dashboard.figure("aspect_ratios", {
  "data": [
    {"hovertemplate": "%{x}: %{y} images<extra></extra>", "marker": {"color": "#2f78c4"}, "name": "Images", "showlegend": false, "x": [0.8, 1.2, 1.3], "y": [297.0, 383.0, 1220.0], "type": "bar"}
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
        "text": "Width divided by height"
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
