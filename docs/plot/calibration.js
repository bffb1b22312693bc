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
      "customdata": [0, 0, 0, 0, 1, 10, 8, 39, 52, 56, 41, 49, 78, 121, 1125],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.793451, 0.287326, 0.319258, 0.152768, 0.131141, 0.124087, 0.121427, 0.114456, 0.087798, 0.06501, 0.005449], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.23182, 0.238156, 0.145869, 0.131141, 0.128672, 0.152769, 0.139677, 0.108258, 0.08205, 0.008756], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-8shot-hub_bilinear",
      "line": {"color": "#2f78c4", "dash": "longdash", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"},
      "meta": {"column": "Demo ResNet 8-shot, hub-corrected bilinear, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet 8-shot, hub-corrected bilinear",
      "showlegend": true,
      "x": [null, null, null, null, 0.29, 0.37, 0.43, 0.5, 0.56, 0.64, 0.7, 0.77, 0.84, 0.9, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.4, 0.375, 0.461538, 0.5, 0.535714, 0.682927, 0.673469, 0.717949, 0.77686, 0.985778],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 10, 8, 39, 52, 54, 41, 48, 76, 116, 1135],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.793451, 0.287326, 0.319258, 0.152768, 0.131141, 0.126064, 0.121427, 0.116565, 0.089864, 0.067577, 0.005606], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.23182, 0.238156, 0.145869, 0.131141, 0.130983, 0.152769, 0.141266, 0.110122, 0.084709, 0.008878], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-8shot-hub_bilinear",
      "line": {"color": "#2f78c4", "dash": "longdash", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"},
      "meta": {"column": "Demo ResNet 8-shot, hub-corrected bilinear, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet 8-shot, hub-corrected bilinear",
      "showlegend": false,
      "x": [null, null, null, null, 0.29, 0.37, 0.43, 0.51, 0.56, 0.64, 0.7, 0.77, 0.84, 0.9, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, null, 0.0, 0.4, 0.375, 0.461538, 0.5, 0.537037, 0.682927, 0.666667, 0.710526, 0.767241, 0.985022],
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
      "customdata": [0, 0, 0, 0, 1, 4, 12, 34, 57, 50, 43, 60, 68, 94, 1157],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.793451, 0.449358, 0.281364, 0.164285, 0.115338, 0.112418, 0.131696, 0.10604, 0.084949, 0.053102, 0.00693], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.204413, 0.119702, 0.152341, 0.129738, 0.138103, 0.14886, 0.126098, 0.113258, 0.082339, 0.010095], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-8shot-hub_bilinear",
      "line": {"color": "#d5720f", "dash": "longdash", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"},
      "meta": {"column": "Demo ViT 8-shot, hub-corrected bilinear, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT 8-shot, hub-corrected bilinear",
      "showlegend": true,
      "x": [null, null, null, null, 0.3, 0.39, 0.43, 0.51, 0.56, 0.64, 0.7, 0.77, 0.83, 0.91, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.25, 0.166667, 0.441176, 0.614035, 0.68, 0.604651, 0.666667, 0.764706, 0.87234, 0.978392],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 7, 10, 42, 59, 56, 40, 74, 59, 109, 1123],
      "error_y": {"array": [0.0, 0.0, 0.0, 0.0, 0.793451, 0.370271, 0.303222, 0.146585, 0.112041, 0.117053, 0.119252, 0.092025, 0.086797, 0.043627, 0.006795], "arrayminus": [0.0, 0.0, 0.0, 0.0, 0.0, 0.117177, 0.192209, 0.142594, 0.127583, 0.130809, 0.1543, 0.112032, 0.120988, 0.0708, 0.010064], "symmetric": false, "thickness": 0.8, "type": "data", "width": 0},
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-8shot-hub_bilinear",
      "line": {"color": "#d5720f", "dash": "longdash", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"},
      "meta": {"column": "Demo ViT 8-shot, hub-corrected bilinear, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT 8-shot, hub-corrected bilinear",
      "showlegend": false,
      "x": [null, null, null, null, 0.29, 0.38, 0.43, 0.5, 0.57, 0.64, 0.7, 0.77, 0.83, 0.9, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, null, 0.0, 0.142857, 0.3, 0.47619, 0.627119, 0.607143, 0.7, 0.702703, 0.779661, 0.899083, 0.979519],
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
