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
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-0shot",
      "line": {"color": "#2f78c4", "dash": "solid", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"},
      "meta": {"column": "Demo ResNet zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet zero-shot",
      "showlegend": true,
      "x": [null, null, null, null, 0.321, 0.378, 0.434, 0.507, 0.569, 0.634, 0.697, 0.765, 0.84, 0.904, 0.991],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.8, 0.307692, 0.575, 0.509804, 0.491525, 0.590909, 0.627451, 0.661972, 0.77686, 0.967972],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 2, 12, 13, 52, 66, 62, 44, 63, 94, 145, 1027],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-0shot",
      "line": {"color": "#2f78c4", "dash": "solid", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"},
      "meta": {"column": "Demo ResNet zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet zero-shot",
      "showlegend": false,
      "x": [null, null, null, null, 0.298, 0.38, 0.435, 0.505, 0.569, 0.635, 0.701, 0.772, 0.835, 0.903, 0.988],
      "xaxis": "x2",
      "y": [null, null, null, null, 0.5, 0.333333, 0.538462, 0.538462, 0.469697, 0.580645, 0.636364, 0.666667, 0.691489, 0.868966, 0.978578],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 10, 8, 39, 52, 56, 41, 49, 78, 121, 1125],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-8shot-hub_bilinear",
      "line": {"color": "#2f78c4", "dash": "longdash", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"},
      "meta": {"column": "Demo ResNet 8-shot, hub-corrected bilinear, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet 8-shot, hub-corrected bilinear",
      "showlegend": true,
      "x": [null, null, null, null, 0.293, 0.372, 0.428, 0.505, 0.562, 0.635, 0.698, 0.769, 0.837, 0.903, 0.99],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.4, 0.375, 0.461538, 0.5, 0.535714, 0.682927, 0.673469, 0.717949, 0.77686, 0.985778],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 10, 8, 39, 52, 54, 41, 48, 76, 116, 1135],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_rn-8shot-hub_bilinear",
      "line": {"color": "#2f78c4", "dash": "longdash", "width": 2},
      "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "cross"},
      "meta": {"column": "Demo ResNet 8-shot, hub-corrected bilinear, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ResNet 8-shot, hub-corrected bilinear",
      "showlegend": false,
      "x": [null, null, null, null, 0.294, 0.374, 0.43, 0.507, 0.564, 0.637, 0.699, 0.77, 0.838, 0.902, 0.99],
      "xaxis": "x2",
      "y": [null, null, null, null, 0.0, 0.4, 0.375, 0.461538, 0.5, 0.537037, 0.682927, 0.666667, 0.710526, 0.767241, 0.985022],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 5, 7, 52, 53, 38, 56, 66, 58, 97, 1147],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-0shot",
      "line": {"color": "#d5720f", "dash": "solid", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"},
      "meta": {"column": "Demo ViT zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT zero-shot",
      "showlegend": true,
      "x": [null, null, null, null, 0.307, 0.367, 0.439, 0.511, 0.561, 0.636, 0.698, 0.77, 0.833, 0.904, 0.993],
      "xaxis": "x",
      "y": [null, null, null, null, 1.0, 0.0, 0.285714, 0.519231, 0.433962, 0.526316, 0.660714, 0.545455, 0.741379, 0.804124, 0.969486],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 1, 4, 6, 22, 68, 54, 60, 71, 65, 77, 124, 1028],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-0shot",
      "line": {"color": "#d5720f", "dash": "solid", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"},
      "meta": {"column": "Demo ViT zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT zero-shot",
      "showlegend": false,
      "x": [null, null, null, 0.26, 0.322, 0.377, 0.443, 0.505, 0.568, 0.633, 0.7, 0.767, 0.835, 0.904, 0.988],
      "xaxis": "x2",
      "y": [null, null, null, 1.0, 0.0, 0.5, 0.454545, 0.470588, 0.5, 0.6, 0.591549, 0.738462, 0.831169, 0.870968, 0.980545],
      "yaxis": "y2",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 4, 12, 34, 57, 50, 43, 60, 68, 94, 1157],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-8shot-hub_bilinear",
      "line": {"color": "#d5720f", "dash": "longdash", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"},
      "meta": {"column": "Demo ViT 8-shot, hub-corrected bilinear, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT 8-shot, hub-corrected bilinear",
      "showlegend": true,
      "x": [null, null, null, null, 0.305, 0.387, 0.434, 0.507, 0.564, 0.639, 0.699, 0.771, 0.834, 0.906, 0.992],
      "xaxis": "x",
      "y": [null, null, null, null, 0.0, 0.25, 0.166667, 0.441176, 0.614035, 0.68, 0.604651, 0.666667, 0.764706, 0.87234, 0.978392],
      "yaxis": "y",
      "type": "scatter"
    },
    {
      "connectgaps": true,
      "customdata": [0, 0, 0, 0, 1, 7, 10, 42, 59, 56, 40, 74, 59, 109, 1123],
      "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
      "legendgroup": "demo_vit-8shot-hub_bilinear",
      "line": {"color": "#d5720f", "dash": "longdash", "width": 2},
      "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "cross-open"},
      "meta": {"column": "Demo ViT 8-shot, hub-corrected bilinear, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]},
      "mode": "lines+markers",
      "name": "Demo ViT 8-shot, hub-corrected bilinear",
      "showlegend": false,
      "x": [null, null, null, null, 0.291, 0.382, 0.433, 0.505, 0.566, 0.638, 0.701, 0.766, 0.835, 0.902, 0.991],
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
