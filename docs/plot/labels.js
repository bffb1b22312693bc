dashboard.figure("labels", {
  "data": [
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, hub-corrected bilinear</extra>", "line": {"color": "#2f78c4", "dash": "dashdot", "width": 1}, "marker": {"size": 9, "symbol": "cross"}, "mode": "lines+markers", "name": "Demo ResNet, hub-corrected bilinear", "showlegend": true, "x": [10, 40, 80, 320], "y": [0.888228, 0.887848, 0.892532, 0.907595], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, anchored linear map</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map", "showlegend": true, "x": [320], "y": [0.893038], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, anchored linear map, 1-shot</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map, 1-shot", "showlegend": false, "x": [320], "y": [0.870316], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, anchored linear map, 4-shot</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map, 4-shot", "showlegend": false, "x": [320], "y": [0.872405], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, anchored linear map, 8-shot</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star"}, "mode": "lines+markers", "name": "Demo ResNet, anchored linear map, 8-shot", "showlegend": false, "x": [320], "y": [0.878987], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, residual adapter</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter", "showlegend": true, "x": [320], "y": [0.848101], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, residual adapter, 1-shot</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter, 1-shot", "showlegend": false, "x": [320], "y": [0.868987], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, residual adapter, 4-shot</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter, 4-shot", "showlegend": false, "x": [320], "y": [0.868987], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, residual adapter, 8-shot</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter, 8-shot", "showlegend": false, "x": [320], "y": [0.868987], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ResNet, residual adapter, all epochs</extra>", "line": {"color": "#2f78c4", "dash": "dash", "width": 1}, "marker": {"size": 9, "symbol": "diamond"}, "mode": "lines+markers", "name": "Demo ResNet, residual adapter, all epochs", "showlegend": true, "x": [10, 40, 80, 320], "y": [0.867785, 0.867785, 0.867152, 0.848101], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, hub-corrected bilinear</extra>", "line": {"color": "#d5720f", "dash": "dashdot", "width": 1}, "marker": {"size": 9, "symbol": "cross-open"}, "mode": "lines+markers", "name": "Demo ViT, hub-corrected bilinear", "showlegend": true, "x": [10, 40, 80, 320], "y": [0.886772, 0.887278, 0.891139, 0.901266], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, anchored linear map</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map", "showlegend": true, "x": [320], "y": [0.899367], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, anchored linear map, 1-shot</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map, 1-shot", "showlegend": false, "x": [320], "y": [0.874684], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, anchored linear map, 4-shot</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map, 4-shot", "showlegend": false, "x": [320], "y": [0.878418], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, anchored linear map, 8-shot</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 1}, "marker": {"size": 9, "symbol": "star-open"}, "mode": "lines+markers", "name": "Demo ViT, anchored linear map, 8-shot", "showlegend": false, "x": [320], "y": [0.883291], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, residual adapter</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter", "showlegend": true, "x": [320], "y": [0.853165], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, residual adapter, 1-shot</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter, 1-shot", "showlegend": false, "x": [320], "y": [0.872785], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, residual adapter, 4-shot</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter, 4-shot", "showlegend": false, "x": [320], "y": [0.872785], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, residual adapter, 8-shot</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 1}, "marker": {"size": 9, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter, 8-shot", "showlegend": false, "x": [320], "y": [0.872785], "type": "scatter"},
    {"hovertemplate": "%{x} labels: %{y:.2%}<extra>Demo ViT, residual adapter, all epochs</extra>", "line": {"color": "#d5720f", "dash": "dash", "width": 1}, "marker": {"size": 9, "symbol": "diamond-open"}, "mode": "lines+markers", "name": "Demo ViT, residual adapter, all epochs", "showlegend": true, "x": [10, 40, 80, 320], "y": [0.873038, 0.873354, 0.876266, 0.853165], "type": "scatter"}
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
      "title": {
        "standoff": 8,
        "text": "Labelled images used: shots and validation"
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
