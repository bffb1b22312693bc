dashboard.figure("shots", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.842405, 0.839983, 0.841546, 0.841255, 0.843099, 0.85556], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.842405, 0.845461, 0.848834, 0.852795, 0.856901, 0.863174], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, anchored linear map</extra>", "legendgroup": "Demo ResNet, anchored linear map", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "diamond"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.842405, 0.842722, 0.84519, 0.847025, 0.85, 0.859367], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.842405, 0.841709, 0.842011, 0.841909, 0.842011, 0.842142], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.842405, 0.842595, 0.842545, 0.842521, 0.842545, 0.842542], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, residual adapter</extra>", "legendgroup": "Demo ResNet, residual adapter", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "square"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.842405, 0.842152, 0.842278, 0.842215, 0.842278, 0.842342], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.777215, 0.773164, 0.774472, 0.775326, 0.777547, 0.779314], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.777215, 0.779874, 0.78287, 0.785434, 0.790935, 0.795496], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, anchored linear map</extra>", "legendgroup": "Demo ViT, anchored linear map", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "diamond-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.777215, 0.776519, 0.778671, 0.78038, 0.784241, 0.787405], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.777215, 0.777215, 0.777215, 0.777078, 0.777215, 0.776598], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.777215, 0.777215, 0.777215, 0.777478, 0.777215, 0.777706], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, residual adapter</extra>", "legendgroup": "Demo ViT, residual adapter", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "square-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.777215, 0.777215, 0.777215, 0.777278, 0.777215, 0.777152], "type": "scatter"}
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
