dashboard.figure("candidates", {
  "data": [
    {"error_y": {"array": [0.003445, 0.005613, 0.007187, 0.008568, 0.009875, 0.010833, 0.011907, 0.012759, 0.013914, 0.014877, 0.015747], "arrayminus": [0.003951, 0.006223, 0.00772, 0.009163, 0.010437, 0.011578, 0.012865, 0.014108, 0.015295, 0.016435, 0.017536], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.978884, 0.962232, 0.948086, 0.93556, 0.924196, 0.913705, 0.903886, 0.894595, 0.885731, 0.877215, 0.868987], "type": "scatter"},
    {"error_y": {"array": [0.002963, 0.005052, 0.006733, 0.008064, 0.009277, 0.010388, 0.011387, 0.012522, 0.013672, 0.014821, 0.015676], "arrayminus": [0.003079, 0.005196, 0.006772, 0.008091, 0.009336, 0.010639, 0.011931, 0.013159, 0.014333, 0.015458, 0.016539], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.983487, 0.969678, 0.957645, 0.946816, 0.936847, 0.927529, 0.91873, 0.910364, 0.902371, 0.894707, 0.887342], "type": "scatter"},
    {"error_y": {"array": [0.003148, 0.005518, 0.007416, 0.008965, 0.010365, 0.011652, 0.012859, 0.013939, 0.015006, 0.016012, 0.016824], "arrayminus": [0.003181, 0.005619, 0.007458, 0.008944, 0.010433, 0.011767, 0.01299, 0.014154, 0.015326, 0.016289, 0.017339], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.98107, 0.964948, 0.950863, 0.938282, 0.926841, 0.916298, 0.906488, 0.8973, 0.888654, 0.880495, 0.872785], "type": "scatter"},
    {"error_y": {"array": [0.002294, 0.004201, 0.005739, 0.007204, 0.008586, 0.009857, 0.010861, 0.011994, 0.012954, 0.014054, 0.015123], "arrayminus": [0.002539, 0.004697, 0.006384, 0.00787, 0.009494, 0.010729, 0.012098, 0.013302, 0.014281, 0.015363, 0.016522], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "lines+markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.986479, 0.974292, 0.963165, 0.952892, 0.943327, 0.934361, 0.925913, 0.917921, 0.910334, 0.903107, 0.896203], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 436,
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
        "text": "Candidates, the right caption among them"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0.831451, 1.01],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
