dashboard.figure("positions", {
  "data": [
    {"line": {"color": "#78828e", "dash": "dot", "shape": "hvh"}, "mode": "lines", "name": "right caption lay here", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [146, 150, 109, 133, 127, 124, 127, 141, 132, 141, 129, 121], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [146, 137, 113, 141, 130, 126, 131, 129, 129, 148, 131, 119], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [142, 143, 113, 138, 128, 124, 131, 132, 129, 149, 130, 121], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [146, 137, 113, 141, 130, 126, 131, 129, 129, 148, 131, 119], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [142, 148, 110, 135, 129, 120, 127, 141, 143, 136, 129, 120], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [138, 147, 104, 139, 128, 120, 132, 138, 141, 142, 135, 116], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [142, 149, 107, 135, 129, 120, 128, 141, 143, 136, 129, 121], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 493,
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
