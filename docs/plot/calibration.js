dashboard.figure("calibration", {
  "data": [
    {"hoverinfo": "skip", "line": {"color": "#78828e", "dash": "dot", "width": 1.5}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1], "xaxis": "x", "y": [0, 1], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "line": {"color": "#78828e", "dash": "dot", "width": 1.5}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1], "xaxis": "x2", "y": [0, 1], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 1, 6, 17, 42, 51, 51, 47, 53, 54, 124, 1134], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-0shot", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "meta": {"column": "Demo ResNet zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "showlegend": true, "x": [null, null, null, null, 0.310556, 0.381338, 0.430048, 0.509799, 0.571398, 0.63465, 0.696151, 0.767914, 0.835344, 0.900245, 0.990327], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.333333, 0.470588, 0.547619, 0.470588, 0.431373, 0.574468, 0.660377, 0.648148, 0.790323, 0.96649], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 1, 3, 14, 21, 62, 66, 62, 50, 66, 107, 168, 960], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-0shot", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "meta": {"column": "Demo ResNet zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "showlegend": false, "x": [null, null, null, 0.264957, 0.317007, 0.365283, 0.43565, 0.503067, 0.565357, 0.629989, 0.70494, 0.768177, 0.833948, 0.903132, 0.986774], "xaxis": "x2", "y": [null, null, null, 0.0, 0.0, 0.428571, 0.52381, 0.451613, 0.5, 0.596774, 0.64, 0.636364, 0.831776, 0.863095, 0.986458], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 5, 4, 12, 44, 52, 49, 43, 52, 75, 102, 1142], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot-linear_anchor", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "meta": {"column": "Demo ResNet 8-shot, anchored linear map, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, anchored linear map", "showlegend": true, "x": [null, null, null, null, 0.307674, 0.35821, 0.433462, 0.504685, 0.569339, 0.628224, 0.703445, 0.7727, 0.83535, 0.903718, 0.990219], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.5, 0.5, 0.522727, 0.423077, 0.530612, 0.534884, 0.673077, 0.693333, 0.852941, 0.970228], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 7, 5, 15, 44, 66, 46, 43, 68, 78, 116, 1092], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot-linear_anchor", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "meta": {"column": "Demo ResNet 8-shot, anchored linear map, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, anchored linear map", "showlegend": false, "x": [null, null, null, null, 0.305425, 0.375798, 0.43872, 0.503816, 0.566474, 0.63359, 0.703466, 0.769944, 0.837628, 0.903913, 0.988643], "xaxis": "x2", "y": [null, null, null, null, 0.0, 0.6, 0.466667, 0.5, 0.484848, 0.565217, 0.534884, 0.632353, 0.769231, 0.853448, 0.978938], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 1, 5, 19, 40, 52, 52, 48, 51, 55, 123, 1134], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "meta": {"column": "Demo ResNet 8-shot, residual adapter, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, residual adapter", "showlegend": true, "x": [null, null, null, null, 0.309635, 0.378105, 0.431051, 0.509843, 0.570542, 0.635004, 0.698358, 0.769039, 0.835667, 0.900438, 0.990317], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.2, 0.473684, 0.55, 0.480769, 0.423077, 0.583333, 0.666667, 0.654545, 0.788618, 0.96649], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 2, 14, 14, 57, 55, 65, 45, 55, 97, 140, 1036], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "meta": {"column": "Demo ResNet 8-shot, residual adapter, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, residual adapter", "showlegend": false, "x": [null, null, null, null, 0.303396, 0.374367, 0.438024, 0.506913, 0.565168, 0.634037, 0.701441, 0.768398, 0.838482, 0.905348, 0.988292], "xaxis": "x2", "y": [null, null, null, null, 0.0, 0.357143, 0.571429, 0.45614, 0.490909, 0.523077, 0.644444, 0.654545, 0.742268, 0.85, 0.978764], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 4, 4, 6, 39, 54, 45, 64, 61, 70, 92, 1141], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-0shot", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "meta": {"column": "Demo ViT zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "showlegend": true, "x": [null, null, null, null, 0.313746, 0.362171, 0.436703, 0.5113, 0.563986, 0.634417, 0.702707, 0.767538, 0.831986, 0.902593, 0.992597], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.0, 0.5, 0.435897, 0.518519, 0.555556, 0.609375, 0.639344, 0.757143, 0.847826, 0.964943], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 2, 7, 3, 25, 62, 77, 80, 67, 74, 84, 139, 960], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-0shot", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "meta": {"column": "Demo ViT zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "showlegend": false, "x": [null, null, null, 0.247454, 0.308514, 0.369968, 0.440435, 0.505822, 0.566718, 0.633781, 0.702438, 0.766036, 0.835058, 0.90227, 0.985913], "xaxis": "x2", "y": [null, null, null, 0.0, 0.142857, 0.0, 0.4, 0.516129, 0.623377, 0.5625, 0.686567, 0.837838, 0.857143, 0.877698, 0.984375], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 0, 0, 11, 40, 44, 47, 47, 66, 74, 104, 1147], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot-linear_anchor", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "meta": {"column": "Demo ViT 8-shot, anchored linear map, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, anchored linear map", "showlegend": true, "x": [null, null, null, null, null, null, 0.437346, 0.509022, 0.568055, 0.636248, 0.699861, 0.771415, 0.834151, 0.905055, 0.992519], "xaxis": "x", "y": [null, null, null, null, null, null, 0.272727, 0.5, 0.454545, 0.425532, 0.553191, 0.757576, 0.756757, 0.836538, 0.978204], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 0, 4, 19, 44, 56, 57, 65, 78, 79, 122, 1056], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot-linear_anchor", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "meta": {"column": "Demo ViT 8-shot, anchored linear map, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, anchored linear map", "showlegend": false, "x": [null, null, null, null, null, 0.383354, 0.438055, 0.506675, 0.564914, 0.634131, 0.702872, 0.768181, 0.836109, 0.903414, 0.989412], "xaxis": "x2", "y": [null, null, null, null, null, 0.25, 0.315789, 0.431818, 0.428571, 0.614035, 0.707692, 0.75641, 0.860759, 0.877049, 0.983902], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 4, 4, 6, 38, 55, 46, 64, 62, 68, 92, 1141], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "meta": {"column": "Demo ViT 8-shot, residual adapter, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, residual adapter", "showlegend": true, "x": [null, null, null, null, 0.313715, 0.362011, 0.436746, 0.510732, 0.563197, 0.635062, 0.703779, 0.768985, 0.832871, 0.90247, 0.992578], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.25, 0.5, 0.394737, 0.527273, 0.543478, 0.625, 0.645161, 0.75, 0.847826, 0.964943], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 2, 5, 4, 16, 61, 59, 74, 69, 74, 75, 123, 1018], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "meta": {"column": "Demo ViT 8-shot, residual adapter, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, residual adapter", "showlegend": false, "x": [null, null, null, 0.262226, 0.312722, 0.357603, 0.446341, 0.506722, 0.567929, 0.631597, 0.699763, 0.768004, 0.834657, 0.903442, 0.988437], "xaxis": "x2", "y": [null, null, null, 0.0, 0.2, 0.25, 0.4375, 0.47541, 0.559322, 0.594595, 0.652174, 0.77027, 0.84, 0.869919, 0.978389], "yaxis": "y2", "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 534,
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
      "domain": [0, 0.46],
      "fixedrange": true,
      "range": [0, 1.02],
      "tickformat": ".1~%",
      "tickvals": [0, 0.5, 1],
      "title": {
        "standoff": 8,
        "text": "Confidence"
      }
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0, 1.05],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    },
    "xaxis2": {
      "anchor": "y2",
      "automargin": true,
      "domain": [0.54, 1],
      "fixedrange": true,
      "range": [0, 1.02],
      "tickformat": ".1~%",
      "tickvals": [0, 0.5, 1],
      "title": {
        "standoff": 8,
        "text": "Confidence, rescaled"
      }
    },
    "yaxis2": {
      "anchor": "x2",
      "automargin": true,
      "fixedrange": true,
      "matches": "y",
      "range": [0, 1.05],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": ""
      }
    }
  }
});
