dashboard.figure("shots", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.86962, 0.868041, 0.865633, 0.868809, 0.868923, 0.870392], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.86962, 0.870061, 0.874367, 0.873089, 0.877153, 0.880114], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, anchored linear map</extra>", "legendgroup": "Demo ResNet, anchored linear map", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "diamond"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.86962, 0.869051, 0.87, 0.870949, 0.873038, 0.875253], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.86962, 0.86962, 0.86962, 0.869357, 0.86962, 0.869357], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.86962, 0.86962, 0.86962, 0.869757, 0.86962, 0.869757], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, residual adapter</extra>", "legendgroup": "Demo ResNet, residual adapter", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "square"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.86962, 0.86962, 0.86962, 0.869557, 0.86962, 0.869557], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.871487, 0.870787, 0.872024, 0.876444, 0.878392], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.874969, 0.879593, 0.880634, 0.886974, 0.888444], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, anchored linear map</extra>", "legendgroup": "Demo ViT, anchored linear map", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "diamond-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.873228, 0.87519, 0.876329, 0.881709, 0.883418], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.872152, 0.872152, 0.872011, 0.87202, 0.872089], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.872152, 0.872152, 0.872545, 0.872916, 0.872975], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, residual adapter</extra>", "legendgroup": "Demo ViT, residual adapter", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "square-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.872152, 0.872152, 0.872278, 0.872468, 0.872532], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 476,
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
      "tickvals": [0, 1, 2, 4, 8, 16],
      "title": {
        "standoff": 8,
        "text": "Labelled images per category (0: zero-shot)"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy, mean over draws"
      }
    }
  }
});
