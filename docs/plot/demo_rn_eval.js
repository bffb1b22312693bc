dashboard.figure("demo_rn_eval", {
  "data": [
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.851451, 0.87174, 0.871338, 0.876297, 0.89231], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.884734, 0.902832, 0.902476, 0.906862, 0.920903], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#b3549c", "dash": "dashdot"}, "marker": {"size": 7, "symbol": "circle-open-dot"}, "mode": "lines+markers", "name": "Accuracy, hub-corrected bilinear", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.888228, 0.887848, 0.892532, 0.907595], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#b3549c", "dash": "dashdot"}, "marker": {"size": 7, "symbol": "diamond-open-dot"}, "mode": "markers", "name": "F1 macro, hub-corrected bilinear: released", "x": [0, 1, 4, 8, 32], "y": [0.869337, 0.887506, 0.878264, 0.887541, 0.907648], "type": "scatter"},
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.851451, 0.852849, 0.855046, 0.86198, 0.876834], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.884734, 0.885988, 0.887958, 0.894156, 0.907335], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#8a7a1f", "dash": "longdash"}, "marker": {"size": 7, "symbol": "circle"}, "mode": "lines+markers", "name": "Accuracy, anchored linear map", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.870316, 0.872405, 0.878987, 0.893038], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#8a7a1f", "dash": "longdash"}, "marker": {"size": 7, "symbol": "diamond"}, "mode": "markers", "name": "F1 macro, anchored linear map: released", "x": [0, 1, 4, 8, 32], "y": [0.869337, 0.868136, 0.880531, 0.88227, 0.893124], "type": "scatter"},
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.851451, 0.851431, 0.851431, 0.851431, 0.82956], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.884734, 0.88475, 0.88475, 0.88475, 0.864954], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid"}, "marker": {"size": 7, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Accuracy, residual adapter", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.868987, 0.868987, 0.868987, 0.848101], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid"}, "marker": {"size": 7, "symbol": "diamond-open"}, "mode": "markers", "name": "F1 macro, residual adapter: released", "x": [0, 1, 4, 8, 32], "y": [0.869337, 0.869337, 0.869337, 0.869337, 0.848032], "type": "scatter"},
    {"hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.851451, 0.850187, 0.850187, 0.849522, 0.82956], "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.1)", "hoverinfo": "skip", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1, 4, 8, 32], "y": [0.884734, 0.883598, 0.883598, 0.883001, 0.864954], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "dash"}, "marker": {"size": 7, "symbol": "circle-dot"}, "mode": "lines+markers", "name": "Accuracy, residual adapter, all epochs", "x": [0, 1, 4, 8, 32], "y": [0.868987, 0.867785, 0.867785, 0.867152, 0.848101], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "dash"}, "marker": {"size": 7, "symbol": "diamond-dot"}, "mode": "markers", "name": "F1 macro, residual adapter, all epochs: released", "x": [0, 1, 4, 8, 32], "y": [0.869337, 0.867411, 0.870024, 0.872232, 0.848032], "type": "scatter"}
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
