dashboard.figure("caption_lengths", {
  "data": [
    {"hovertemplate": "%{x} words: %{y} captions<extra></extra>", "marker": {"color": "#2f78c4"}, "name": "Captions", "showlegend": false, "x": [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 30], "y": [1, 4, 29, 141, 115, 175, 139, 137, 141, 176, 156, 123, 115, 125, 123, 73, 35, 35, 18, 20, 10, 4, 2, 2, 1], "type": "bar"}
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
        "text": "Words"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Captions"
      }
    }
  }
});
