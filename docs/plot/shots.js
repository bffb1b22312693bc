dashboard.figure("shots", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.867089, 0.865474, 0.863513, 0.865901, 0.866248, 0.870324], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.867089, 0.86769, 0.871931, 0.872201, 0.874512, 0.881068], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, anchored linear map</extra>", "legendgroup": "Demo ResNet, anchored linear map", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "diamond"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.867089, 0.866582, 0.867722, 0.869051, 0.87038, 0.875696], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.867089, 0.867089, 0.867089, 0.867089, 0.867089, 0.866825], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.867089, 0.867089, 0.867089, 0.867089, 0.867089, 0.867225], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, residual adapter</extra>", "legendgroup": "Demo ResNet, residual adapter", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "square"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.867089, 0.867089, 0.867089, 0.867089, 0.867089, 0.867025], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.875316, 0.87424, 0.873226, 0.876232, 0.879457, 0.881561], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.875316, 0.876392, 0.88247, 0.882122, 0.889657, 0.892237], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, anchored linear map</extra>", "legendgroup": "Demo ViT, anchored linear map", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "diamond-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.875316, 0.875316, 0.877848, 0.879177, 0.884557, 0.886899], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.875316, 0.875316, 0.875316, 0.875176, 0.875043, 0.875162], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 2, 4, 8, 16], "y": [0.875316, 0.875316, 0.875316, 0.87571, 0.875843, 0.87623], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, residual adapter</extra>", "legendgroup": "Demo ViT, residual adapter", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "square-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.875316, 0.875316, 0.875316, 0.875443, 0.875443, 0.875696], "type": "scatter"}
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
