dashboard.figure("positions", {
  "data": [
    {"line": {"color": "#78828e", "dash": "dot", "shape": "hvh"}, "mode": "lines", "name": "right caption lay here", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [114, 134, 134, 134, 164, 150, 143, 120, 115, 132, 126, 114], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [131, 123, 135, 128, 151, 156, 140, 122, 115, 141, 126, 112], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [135, 126, 133, 134, 154, 152, 145, 120, 115, 135, 123, 108], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [131, 123, 135, 128, 151, 156, 140, 122, 115, 141, 126, 112], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [121, 130, 124, 135, 158, 145, 139, 126, 110, 153, 126, 113], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [125, 125, 128, 137, 159, 144, 140, 129, 110, 150, 125, 108], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [121, 130, 123, 135, 158, 146, 139, 126, 110, 153, 126, 113], "type": "scatter"}
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
