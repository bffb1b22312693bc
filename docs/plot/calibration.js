dashboard.figure("calibration", {
  "data": [
    {"hoverinfo": "skip", "line": {"color": "#78828e", "dash": "dot", "width": 1.5}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1], "xaxis": "x", "y": [0, 1], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "line": {"color": "#78828e", "dash": "dot", "width": 1.5}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1], "xaxis": "x2", "y": [0, 1], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 1, 6, 16, 43, 48, 51, 45, 53, 54, 130, 1133], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-0shot", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "meta": {"column": "Demo ResNet zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "showlegend": true, "x": [null, null, null, null, 0.310556, 0.38147, 0.430389, 0.509369, 0.570625, 0.633786, 0.697326, 0.766944, 0.834832, 0.90093, 0.990281], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.333333, 0.5, 0.581395, 0.520833, 0.431373, 0.6, 0.622642, 0.648148, 0.784615, 0.966461], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 1, 3, 14, 21, 64, 61, 62, 49, 67, 119, 163, 956], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-0shot", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "meta": {"column": "Demo ResNet zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "showlegend": false, "x": [null, null, null, 0.263725, 0.316132, 0.366175, 0.434048, 0.504352, 0.564491, 0.629009, 0.702958, 0.766854, 0.834284, 0.903361, 0.986417], "xaxis": "x2", "y": [null, null, null, 0.0, 0.0, 0.428571, 0.619048, 0.453125, 0.540984, 0.596774, 0.591837, 0.656716, 0.815126, 0.877301, 0.986402], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 3, 4, 15, 41, 52, 48, 44, 51, 75, 102, 1145], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot-linear_anchor", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "meta": {"column": "Demo ResNet 8-shot, anchored linear map, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, anchored linear map", "showlegend": true, "x": [null, null, null, null, 0.294373, 0.358409, 0.439413, 0.506019, 0.568639, 0.625826, 0.70137, 0.770929, 0.834733, 0.904343, 0.990034], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.25, 0.4, 0.585366, 0.423077, 0.583333, 0.477273, 0.666667, 0.693333, 0.852941, 0.970306], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 5, 5, 16, 43, 68, 45, 49, 62, 76, 125, 1086], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot-linear_anchor", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "meta": {"column": "Demo ResNet 8-shot, anchored linear map, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, anchored linear map", "showlegend": false, "x": [null, null, null, null, 0.298841, 0.374221, 0.436221, 0.502342, 0.563838, 0.631465, 0.703461, 0.770203, 0.834379, 0.903519, 0.988257], "xaxis": "x2", "y": [null, null, null, null, 0.0, 0.4, 0.4375, 0.534884, 0.514706, 0.577778, 0.469388, 0.66129, 0.763158, 0.872, 0.977901], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 1, 5, 18, 41, 49, 51, 47, 51, 54, 130, 1133], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "meta": {"column": "Demo ResNet 8-shot, residual adapter, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, residual adapter", "showlegend": true, "x": [null, null, null, null, 0.309376, 0.378371, 0.431447, 0.50945, 0.569666, 0.633388, 0.698958, 0.768029, 0.834546, 0.900857, 0.99027], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.2, 0.5, 0.585366, 0.530612, 0.431373, 0.595745, 0.627451, 0.648148, 0.784615, 0.966461], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 2, 13, 18, 55, 55, 64, 45, 55, 100, 148, 1025], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "meta": {"column": "Demo ResNet 8-shot, residual adapter, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, residual adapter", "showlegend": false, "x": [null, null, null, null, 0.301542, 0.370376, 0.43993, 0.508409, 0.564692, 0.63469, 0.701751, 0.769528, 0.837526, 0.904283, 0.98801], "xaxis": "x2", "y": [null, null, null, null, 0.0, 0.384615, 0.555556, 0.509091, 0.490909, 0.5625, 0.622222, 0.636364, 0.75, 0.858108, 0.978537], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 4, 4, 5, 43, 55, 43, 62, 62, 66, 93, 1143], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-0shot", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "meta": {"column": "Demo ViT zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "showlegend": true, "x": [null, null, null, null, 0.31379, 0.362173, 0.434987, 0.511523, 0.563214, 0.634657, 0.701142, 0.766621, 0.833369, 0.903807, 0.992555], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.0, 0.4, 0.44186, 0.490909, 0.581395, 0.629032, 0.612903, 0.742424, 0.83871, 0.963255], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 2, 7, 2, 27, 62, 75, 76, 67, 74, 85, 139, 964], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-0shot", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "meta": {"column": "Demo ViT zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "showlegend": false, "x": [null, null, null, 0.248551, 0.308264, 0.356152, 0.441243, 0.505684, 0.566007, 0.631867, 0.699401, 0.766277, 0.834942, 0.902575, 0.986106], "xaxis": "x2", "y": [null, null, null, 0.0, 0.142857, 0.0, 0.37037, 0.5, 0.613333, 0.592105, 0.626866, 0.837838, 0.835294, 0.863309, 0.985477], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 0, 0, 11, 41, 44, 46, 50, 68, 71, 99, 1150], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot-linear_anchor", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "meta": {"column": "Demo ViT 8-shot, anchored linear map, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, anchored linear map", "showlegend": true, "x": [null, null, null, null, null, null, 0.436614, 0.509471, 0.570747, 0.635906, 0.699939, 0.771542, 0.834127, 0.904838, 0.992473], "xaxis": "x", "y": [null, null, null, null, null, null, 0.272727, 0.487805, 0.454545, 0.413043, 0.54, 0.75, 0.760563, 0.818182, 0.977391], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 0, 3, 20, 44, 54, 58, 70, 76, 71, 119, 1065], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot-linear_anchor", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "meta": {"column": "Demo ViT 8-shot, anchored linear map, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, anchored linear map", "showlegend": false, "x": [null, null, null, null, null, 0.37687, 0.437333, 0.508894, 0.564303, 0.634072, 0.703337, 0.769476, 0.835552, 0.902705, 0.989265], "xaxis": "x2", "y": [null, null, null, null, null, 0.333333, 0.3, 0.431818, 0.425926, 0.568966, 0.7, 0.763158, 0.859155, 0.848739, 0.984038], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 4, 4, 4, 43, 56, 45, 61, 62, 65, 93, 1143], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "meta": {"column": "Demo ViT 8-shot, residual adapter, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, residual adapter", "showlegend": true, "x": [null, null, null, null, 0.31369, 0.362039, 0.426571, 0.510058, 0.562412, 0.635893, 0.702888, 0.767487, 0.833896, 0.903672, 0.992537], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.25, 0.5, 0.418605, 0.5, 0.577778, 0.639344, 0.612903, 0.738462, 0.83871, 0.963255], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 2, 5, 4, 14, 66, 59, 71, 65, 67, 83, 122, 1022], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "meta": {"column": "Demo ViT 8-shot, residual adapter, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, residual adapter", "showlegend": false, "x": [null, null, null, 0.263683, 0.313687, 0.357591, 0.446913, 0.505838, 0.569762, 0.633442, 0.699498, 0.765668, 0.834136, 0.904489, 0.988709], "xaxis": "x2", "y": [null, null, null, 0.0, 0.2, 0.25, 0.357143, 0.484848, 0.559322, 0.619718, 0.615385, 0.731343, 0.831325, 0.852459, 0.979452], "yaxis": "y2", "type": "scatter"}
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
