dashboard.figure("positions", {
  "data": [
    {"line": {"color": "#78828e", "dash": "dot", "shape": "hvh"}, "mode": "lines", "name": "right caption lay here", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [142, 157, 106, 137, 133, 121, 123, 144, 134, 137, 125, 121], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [141, 142, 111, 145, 139, 119, 127, 136, 133, 143, 126, 118], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [137, 147, 110, 141, 138, 116, 126, 142, 133, 145, 125, 120], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [141, 142, 111, 145, 139, 119, 127, 136, 133, 143, 126, 118], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [139, 153, 109, 134, 138, 118, 125, 145, 146, 128, 125, 120], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [134, 152, 103, 139, 137, 116, 130, 143, 144, 134, 132, 116], "type": "scatter"},
    {"hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [139, 153, 107, 134, 138, 118, 126, 145, 146, 128, 125, 121], "type": "scatter"}
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
