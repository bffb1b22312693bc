dashboard.figure("positions", {
  "data": [
    {"line": {"color": "#78828e", "dash": "dot", "shape": "hvh"}, "mode": "lines", "name": "right caption lay here", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [141, 145, 130, 127, 131, 122, 136, 130, 122, 137, 142, 117], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [140, 133, 128, 136, 132, 123, 138, 134, 111, 141, 144, 120], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [139, 136, 126, 138, 129, 127, 134, 136, 118, 139, 136, 122], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [139, 142, 123, 126, 129, 124, 139, 147, 124, 128, 145, 114], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [144, 141, 126, 128, 126, 127, 139, 141, 124, 126, 144, 114], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 455,
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
      "dtick": 1,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Position among the captions"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "rangemode": "tozero",
      "title": {
        "standoff": 8,
        "text": "Times picked"
      }
    }
  }
});
