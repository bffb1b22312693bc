dashboard.figure("shots", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, hub-corrected bilinear", "line": {"width": 0}, "meta": {"column": "Demo ResNet, hub-corrected bilinear: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.886672, 0.883395, 0.889146, 0.907595], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, hub-corrected bilinear", "line": {"width": 0}, "meta": {"column": "Demo ResNet, hub-corrected bilinear: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.889784, 0.892301, 0.895918, 0.907595], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, hub-corrected bilinear</extra>", "legendgroup": "Demo ResNet, hub-corrected bilinear", "line": {"color": "#2f78c4", "dash": "dashdot", "width": 2}, "marker": {"size": 8, "symbol": "cross"}, "mode": "lines+markers", "name": "Demo ResNet, hub-corrected bilinear", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.888228, 0.887848, 0.892532, 0.907595], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.867267, 0.868028, 0.875861, 0.893038], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ResNet, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.873365, 0.876782, 0.882113, 0.893038], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, anchored linear map</extra>", "legendgroup": "Demo ResNet, anchored linear map", "line": {"color": "#2f78c4", "dash": "longdash", "width": 2}, "marker": {"size": 8, "symbol": "star"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.870316, 0.872405, 0.878987, 0.893038], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.868987, 0.868987, 0.868987, 0.848101], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.868987, 0.868987, 0.868987, 0.848101], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, residual adapter</extra>", "legendgroup": "Demo ResNet, residual adapter", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.868987, 0.868987, 0.868987, 0.848101], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter, all epochs", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter, all epochs: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.866403, 0.865353, 0.864177, 0.848101], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ResNet, residual adapter, all epochs", "line": {"width": 0}, "meta": {"column": "Demo ResNet, residual adapter, all epochs: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.869167, 0.870217, 0.870127, 0.848101], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ResNet, residual adapter, all epochs</extra>", "legendgroup": "Demo ResNet, residual adapter, all epochs", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "diamond"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter, all epochs", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.867785, 0.867785, 0.867152, 0.848101], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, hub-corrected bilinear", "line": {"width": 0}, "meta": {"column": "Demo ViT, hub-corrected bilinear: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.884874, 0.883655, 0.887181, 0.901266], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, hub-corrected bilinear", "line": {"width": 0}, "meta": {"column": "Demo ViT, hub-corrected bilinear: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.88867, 0.890901, 0.895097, 0.901266], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, hub-corrected bilinear</extra>", "legendgroup": "Demo ViT, hub-corrected bilinear", "line": {"color": "#d5720f", "dash": "dashdot", "width": 2}, "marker": {"size": 8, "symbol": "cross-open"}, "mode": "lines+markers", "name": "Demo ViT, hub-corrected bilinear", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.886772, 0.887278, 0.891139, 0.901266], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.871484, 0.873548, 0.879275, 0.899367], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, anchored linear map", "line": {"width": 0}, "meta": {"column": "Demo ViT, anchored linear map: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.877884, 0.883288, 0.887307, 0.899367], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, anchored linear map</extra>", "legendgroup": "Demo ViT, anchored linear map", "line": {"color": "#d5720f", "dash": "longdash", "width": 2}, "marker": {"size": 8, "symbol": "star-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.874684, 0.878418, 0.883291, 0.899367], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.872785, 0.872785, 0.872785, 0.853165], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.872785, 0.872785, 0.872785, 0.853165], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, residual adapter</extra>", "legendgroup": "Demo ViT, residual adapter", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 8, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.872785, 0.872785, 0.872785, 0.853165], "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter, all epochs", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter, all epochs: mean − sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.871801, 0.871628, 0.8729, 0.853165], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.13)", "hoverinfo": "skip", "legendgroup": "Demo ViT, residual adapter, all epochs", "line": {"width": 0}, "meta": {"column": "Demo ViT, residual adapter, all epochs: mean + sd"}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.874275, 0.87508, 0.879632, 0.853165], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>Demo ViT, residual adapter, all epochs</extra>", "legendgroup": "Demo ViT, residual adapter, all epochs", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"size": 8, "symbol": "diamond-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter, all epochs", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.873038, 0.873354, 0.876266, 0.853165], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 552,
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
      "tickvals": [0, 1, 4, 8, 32],
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
