dashboard.figure("calibration", {
  "data": [
    {
      "hoverinfo": "skip",
      "line": {"color": "#78828e", "dash": "dot", "width": 1.5},
      "meta": {"decoration": true},
      "mode": "lines",
      "showlegend": false,
      "x": [0, 1],
      "xaxis": "x",
      "y": [0, 1],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "hoverinfo": "skip",
      "line": {"color": "#78828e", "dash": "dot", "width": 1.5},
      "meta": {"decoration": true},
      "mode": "lines",
      "showlegend": false,
      "x": [0, 1],
      "xaxis": "x2",
      "y": [0, 1],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 5, 13, 40, 51, 59, 44, 51, 71, 121, 1124],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.793451, 0.163776, 0.268615, 0.139906, 0.131621, 0.124124, 0.132212, 0.119344, 0.099178, 0.06501, 0.008804], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.424465, 0.180885, 0.153049, 0.132995, 0.123087, 0.146811, 0.137199, 0.115806, 0.08205, 0.011993], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-0shot",
      "line": {"color": "#2f78c4", "dash": "solid", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"},
      "meta": {"column": "Demo ResNet zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet zero-shot",
      "showlegend": true,
      "x": [null, null, null, null, 0.32, 0.38, 0.43, 0.51, 0.57, 0.63, 0.7, 0.76, 0.84, 0.9, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.8, 0.307692, 0.575, 0.509804, 0.491525, 0.590909, 0.627451, 0.661972, 0.77686, 0.967972],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 2, 12, 13, 52, 66, 62, 44, 63, 94, 145, 1027],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.405469, 0.276045, 0.229477, 0.128133, 0.118726, 0.114579, 0.125801, 0.103837, 0.08431, 0.045517, 0.007234], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.405469, 0.195213, 0.247024, 0.133426, 0.115393, 0.123989, 0.1477, 0.122995, 0.099346, 0.064563, 0.0108], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-0shot",
      "line": {"color": "#2f78c4", "dash": "solid", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"},
      "meta": {"column": "Demo ResNet zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet zero-shot",
      "showlegend": false,
      "x": [null, null, null, null, 0.3, 0.38, 0.44, 0.51, 0.57, 0.63, 0.7, 0.77, 0.84, 0.9, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, null, 0.5, 0.333333, 0.538462, 0.538462, 0.469697, 0.580645, 0.636364, 0.666667, 0.691489, 0.868966, 0.978578],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 2, 2, 19, 42, 49, 47, 51, 54, 70, 111, 1133],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.65762, 0.405469, 0.209238, 0.149367, 0.134045, 0.127855, 0.116596, 0.10161, 0.100397, 0.069077, 0.0052], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.405469, 0.200386, 0.137394, 0.135528, 0.142324, 0.137198, 0.131126, 0.116748, 0.086858, 0.00849], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-8shot-hub_bilinear",
      "line": {"color": "#2f78c4", "dash": "longdash", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"},
      "meta": {"column": "Demo ResNet 8-shot, hub-corrected bilinear, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet 8-shot, hub-corrected bilinear",
      "showlegend": true,
      "x": [null, null, null, null, 0.3, 0.39, 0.43, 0.51, 0.56, 0.63, 0.7, 0.77, 0.84, 0.9, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.5, 0.473684, 0.428571, 0.510204, 0.595745, 0.647059, 0.722222, 0.657143, 0.765766, 0.986761],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 2, 4, 17, 45, 47, 54, 46, 55, 70, 118, 1122],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.65762, 0.349961, 0.21978, 0.143795, 0.138213, 0.11847, 0.124327, 0.106268, 0.096663, 0.064039, 0.005031], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.349961, 0.208937, 0.135055, 0.136606, 0.133228, 0.144434, 0.131195, 0.115985, 0.082208, 0.008357], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-8shot-hub_bilinear",
      "line": {"color": "#2f78c4", "dash": "longdash", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"},
      "meta": {"column": "Demo ResNet 8-shot, hub-corrected bilinear, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet 8-shot, hub-corrected bilinear",
      "showlegend": false,
      "x": [null, null, null, null, 0.3, 0.39, 0.43, 0.51, 0.56, 0.63, 0.7, 0.77, 0.84, 0.9, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, null, 0.0, 0.5, 0.470588, 0.444444, 0.489362, 0.611111, 0.630435, 0.690909, 0.685714, 0.788136, 0.987522],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 5, 7, 52, 53, 38, 56, 66, 58, 97, 1147],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.0, 0.434482, 0.355352, 0.129728, 0.133384, 0.148894, 0.110086, 0.114304, 0.095166, 0.066737, 0.008492], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.793451, 0.0, 0.203495, 0.132374, 0.124458, 0.153726, 0.130719, 0.119305, 0.125153, 0.089908, 0.011628], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-0shot",
      "line": {"color": "#d5720f", "dash": "solid", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"},
      "meta": {"column": "Demo ViT zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT zero-shot",
      "showlegend": true,
      "x": [null, null, null, null, 0.31, 0.37, 0.44, 0.51, 0.56, 0.64, 0.7, 0.77, 0.83, 0.9, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, 1.0, 0.0, 0.285714, 0.519231, 0.433962, 0.526316, 0.660714, 0.545455, 0.741379, 0.804124, 0.969486],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 1, 4, 6, 22, 68, 54, 60, 71, 65, 77, 124, 1028],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.489891, 0.312384, 0.198857, 0.117003, 0.128854, 0.114305, 0.106764, 0.091356, 0.067424, 0.048024, 0.006826], "arrayminus": [0.0, 0.0, 0.0, 0.793451, 0.0, 0.312384, 0.185342, 0.113857, 0.128854, 0.126339, 0.116161, 0.11797, 0.098898, 0.070318, 0.010404], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-0shot",
      "line": {"color": "#d5720f", "dash": "solid", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"},
      "meta": {"column": "Demo ViT zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT zero-shot",
      "showlegend": false,
      "x": [null, null, null, 0.26, 0.32, 0.38, 0.44, 0.5, 0.57, 0.63, 0.7, 0.77, 0.83, 0.9, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, 1.0, 0.0, 0.5, 0.454545, 0.470588, 0.5, 0.6, 0.591549, 0.738462, 0.831169, 0.870968, 0.980545],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 0, 4, 12, 45, 58, 36, 46, 54, 72, 94, 1159],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.0, 0.449358, 0.281364, 0.142558, 0.113667, 0.152362, 0.121016, 0.113622, 0.071888, 0.064758, 0.006586], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.204413, 0.119702, 0.137316, 0.128662, 0.157719, 0.144473, 0.1333, 0.104247, 0.089819, 0.009757], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-8shot-hub_bilinear",
      "line": {"color": "#d5720f", "dash": "longdash", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"},
      "meta": {"column": "Demo ViT 8-shot, hub-corrected bilinear, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT 8-shot, hub-corrected bilinear",
      "showlegend": true,
      "x": [null, null, null, null, null, 0.38, 0.43, 0.51, 0.56, 0.63, 0.7, 0.77, 0.83, 0.9, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, null, 0.25, 0.166667, 0.466667, 0.62069, 0.527778, 0.652174, 0.648148, 0.819444, 0.819149, 0.980155],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 0, 9, 15, 55, 52, 44, 56, 73, 65, 103, 1108],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.0, 0.323889, 0.251854, 0.124292, 0.11991, 0.134991, 0.112577, 0.079517, 0.085631, 0.03779, 0.006524], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.09122, 0.129525, 0.130228, 0.135786, 0.145941, 0.130918, 0.107595, 0.115678, 0.068159, 0.009848], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-8shot-hub_bilinear",
      "line": {"color": "#d5720f", "dash": "longdash", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"},
      "meta": {"column": "Demo ViT 8-shot, hub-corrected bilinear, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT 8-shot, hub-corrected bilinear",
      "showlegend": false,
      "x": [null, null, null, null, null, 0.38, 0.44, 0.51, 0.56, 0.64, 0.7, 0.77, 0.84, 0.9, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, null, null, 0.111111, 0.2, 0.545455, 0.615385, 0.568182, 0.642857, 0.780822, 0.769231, 0.92233, 0.981047],
      "yaxis": "y2",
      "type": "scatter"
    }
  ],
  "layout": {
    "dragmode": false,
    "height": 496,
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
