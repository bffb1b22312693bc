dashboard.figure("demo_vit_eval", {
  "data": [
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid"}, "marker": {"size": 7, "symbol": "circle"}, "mode": "lines+markers", "name": "Accuracy, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.874051, 0.875316, 0.881013, 0.885443, 0.889873], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "solid"}, "marker": {"size": 7, "symbol": "diamond"}, "mode": "lines+markers", "name": "F1 Macro, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.872042, 0.873907, 0.875143, 0.880953, 0.88529, 0.889741], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#b3549c", "dash": "solid"}, "marker": {"size": 7, "symbol": "triangle-up"}, "mode": "lines+markers", "name": "F1 Weighted, anchored linear map", "x": [0, 1, 2, 4, 8, 16], "y": [0.872042, 0.873907, 0.875143, 0.880953, 0.88529, 0.889741], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "dash"}, "marker": {"size": 7, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Accuracy, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.872152, 0.872152, 0.872152, 0.872785, 0.872785, 0.872785], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "dash"}, "marker": {"size": 7, "symbol": "diamond-open"}, "mode": "lines+markers", "name": "F1 Macro, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.872042, 0.872042, 0.872042, 0.872634, 0.872656, 0.872656], "type": "scatter"},
    {"hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>", "line": {"color": "#b3549c", "dash": "dash"}, "marker": {"size": 7, "symbol": "triangle-up-open"}, "mode": "lines+markers", "name": "F1 Weighted, residual adapter", "x": [0, 1, 2, 4, 8, 16], "y": [0.872042, 0.872042, 0.872042, 0.872634, 0.872656, 0.872656], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 514,
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
        "text": "Score"
      }
    }
  }
});
