dashboard.figure("demo_vit_eval", {
  "data": [
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.855446, 0.870201, 0.870736, 0.874822, 0.885569], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.888316, 0.901468, 0.901942, 0.905559, 0.915016], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#b3549c", "dash": "dashdot"}, "marker": {"size": 7, "symbol": "circle-open-dot"}, "mode": "lines+markers", "name": "Accuracy, hub-corrected bilinear", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.886772, 0.887278, 0.891139, 0.901266], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#b3549c", "dash": "dashdot"}, "marker": {"size": 7, "symbol": "diamond-open-dot"}, "mode": "markers", "name": "F1 macro, hub-corrected bilinear: released", "x": [0, 1, 4, 8, 32], "y": [0.872665, 0.886609, 0.886541, 0.895988, 0.901207], "type": "scatter"},
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.855446, 0.857444, 0.861379, 0.866522, 0.883551], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.888316, 0.890105, 0.893621, 0.898201, 0.913246], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#8a7a1f", "dash": "longdash"}, "marker": {"size": 7, "symbol": "circle"}, "mode": "lines+markers", "name": "Accuracy, anchored linear map", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.874684, 0.878418, 0.883291, 0.899367], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#8a7a1f", "dash": "longdash"}, "marker": {"size": 7, "symbol": "diamond"}, "mode": "markers", "name": "F1 macro, anchored linear map: released", "x": [0, 1, 4, 8, 32], "y": [0.872665, 0.875831, 0.874585, 0.887301, 0.899292], "type": "scatter"},
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.855446, 0.855425, 0.855425, 0.855425, 0.834856], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.888316, 0.888332, 0.888332, 0.888332, 0.86976], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid"}, "marker": {"size": 7, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Accuracy, residual adapter", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.872785, 0.872785, 0.872785, 0.853165], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid"}, "marker": {"size": 7, "symbol": "diamond-open"}, "mode": "markers", "name": "F1 macro, residual adapter: released", "x": [0, 1, 4, 8, 32], "y": [0.872665, 0.872665, 0.872665, 0.872665, 0.852985], "type": "scatter"},
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.855446, 0.855712, 0.856045, 0.859111, 0.834856], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.888316, 0.888554, 0.888853, 0.891595, 0.86976], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "dash"}, "marker": {"size": 7, "symbol": "circle-dot"}, "mode": "lines+markers", "name": "Accuracy, residual adapter, all epochs", "x": [0, 1, 4, 8, 32], "y": [0.872785, 0.873038, 0.873354, 0.876266, 0.853165], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "dash"}, "marker": {"size": 7, "symbol": "diamond-dot"}, "mode": "markers", "name": "F1 macro, residual adapter, all epochs: released", "x": [0, 1, 4, 8, 32], "y": [0.872665, 0.872684, 0.87711, 0.881513, 0.852985], "type": "scatter"}
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
        "text": "Score"
      }
    }
  }
});
