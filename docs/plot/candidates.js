dashboard.figure("candidates", {
  "data": [
    {"error_y": {"array": [0.003276, 0.005371, 0.007083, 0.008729, 0.010029, 0.011208, 0.012363, 0.013477, 0.014415, 0.015359, 0.015945], "arrayminus": [0.003801, 0.006185, 0.007877, 0.009369, 0.010497, 0.011603, 0.012545, 0.013794, 0.015, 0.016004, 0.016967], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.978884, 0.962232, 0.948086, 0.93556, 0.924196, 0.913705, 0.903886, 0.894595, 0.885731, 0.877215, 0.868987], "type": "scatter"},
    {"error_y": {"array": [0.002687, 0.004519, 0.006003, 0.007245, 0.008639, 0.009838, 0.01095, 0.01197, 0.012702, 0.01346, 0.014482], "arrayminus": [0.003124, 0.005344, 0.006862, 0.008185, 0.009394, 0.010493, 0.011516, 0.012631, 0.013866, 0.014909, 0.015898], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#2f78c4", "dash": "longdash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, hub-corrected bilinear", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.983487, 0.969586, 0.957438, 0.9465, 0.936436, 0.92704, 0.91818, 0.90977, 0.901749, 0.894074, 0.886709], "type": "scatter"},
    {"error_y": {"array": [0.002962, 0.005204, 0.00685, 0.008393, 0.009811, 0.011007, 0.012106, 0.013013, 0.014079, 0.015078, 0.016203], "arrayminus": [0.003252, 0.005464, 0.00706, 0.008433, 0.009784, 0.010926, 0.011789, 0.012695, 0.013506, 0.014553, 0.015443], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.98107, 0.964948, 0.950863, 0.938282, 0.926841, 0.916298, 0.906488, 0.8973, 0.888654, 0.880495, 0.872785], "type": "scatter"},
    {"error_y": {"array": [0.002229, 0.00404, 0.005547, 0.006983, 0.008279, 0.009561, 0.010552, 0.01157, 0.012635, 0.013551, 0.014335], "arrayminus": [0.002374, 0.004373, 0.005962, 0.007538, 0.008915, 0.010053, 0.011328, 0.012212, 0.013133, 0.014301, 0.014795], "symmetric": false, "thickness": 1.5, "type": "data", "width": 4}, "hovertemplate": "%{x} candidates: %{y:.1%}<extra>%{fullData.name}</extra>", "line": {"color": "#d5720f", "dash": "longdash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"}, "mode": "lines+markers", "name": "Demo ViT 8-shot, hub-corrected bilinear", "x": [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "y": [0.986536, 0.974407, 0.963368, 0.953226, 0.943833, 0.935072, 0.926853, 0.919102, 0.911761, 0.904776, 0.898101], "type": "scatter"}
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
      "range": [0.83202, 1.01],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
