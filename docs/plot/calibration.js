dashboard.figure("calibration", {
  "data": [
    {"hoverinfo": "skip", "line": {"color": "#78828e", "dash": "dot", "width": 1.5}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1], "xaxis": "x", "y": [0, 1], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "line": {"color": "#78828e", "dash": "dot", "width": 1.5}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [0, 1], "xaxis": "x2", "y": [0, 1], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 4, 4, 15, 12, 58, 62, 50, 63, 74, 77, 146, 1015], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-0shot", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "meta": {"column": "Demo ResNet zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "showlegend": true, "x": [null, null, null, 0.254738, 0.309503, 0.364994, 0.438384, 0.508292, 0.568938, 0.631139, 0.698608, 0.764865, 0.831764, 0.90473, 0.988453], "xaxis": "x", "y": [null, null, null, 0.0, 0.75, 0.466667, 0.166667, 0.396552, 0.564516, 0.6, 0.619048, 0.635135, 0.688312, 0.808219, 0.959606], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 1, 5, 12, 15, 44, 65, 82, 87, 81, 93, 133, 183, 779], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-0shot", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "meta": {"column": "Demo ResNet zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet zero-shot", "showlegend": false, "x": [null, null, 0.198534, 0.231338, 0.298178, 0.366705, 0.439325, 0.503809, 0.565737, 0.631263, 0.698354, 0.7709, 0.8353, 0.902589, 0.979622], "xaxis": "x2", "y": [null, null, 0.0, 0.4, 0.416667, 0.333333, 0.363636, 0.430769, 0.609756, 0.666667, 0.703704, 0.709677, 0.842105, 0.923497, 0.979461], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 4, 15, 29, 47, 65, 46, 72, 69, 81, 135, 1017], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot-linear_anchor", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "meta": {"column": "Demo ResNet 8-shot, anchored linear map, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, anchored linear map", "showlegend": true, "x": [null, null, null, null, 0.302456, 0.370306, 0.431652, 0.508603, 0.565575, 0.633773, 0.702197, 0.767237, 0.831201, 0.900922, 0.987999], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.466667, 0.448276, 0.340426, 0.446154, 0.652174, 0.736111, 0.652174, 0.716049, 0.881481, 0.963618], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 2, 7, 22, 32, 54, 70, 73, 71, 77, 112, 150, 910], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot-linear_anchor", "line": {"color": "#2f78c4", "dash": "dash", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "meta": {"column": "Demo ResNet 8-shot, anchored linear map, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, anchored linear map", "showlegend": false, "x": [null, null, null, 0.249186, 0.317408, 0.369446, 0.433635, 0.507681, 0.563217, 0.642697, 0.698686, 0.765178, 0.836106, 0.903855, 0.983836], "xaxis": "x2", "y": [null, null, null, 0.0, 0.428571, 0.5, 0.34375, 0.388889, 0.542857, 0.69863, 0.690141, 0.649351, 0.848214, 0.88, 0.976923], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 4, 5, 14, 12, 58, 61, 51, 63, 74, 78, 144, 1016], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "meta": {"column": "Demo ResNet 8-shot, residual adapter, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, residual adapter", "showlegend": true, "x": [null, null, null, 0.254095, 0.314172, 0.367479, 0.437316, 0.508112, 0.568327, 0.630352, 0.698265, 0.764764, 0.831983, 0.904705, 0.988377], "xaxis": "x", "y": [null, null, null, 0.0, 0.6, 0.5, 0.166667, 0.396552, 0.557377, 0.607843, 0.619048, 0.635135, 0.692308, 0.805556, 0.959646], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 5, 10, 15, 24, 67, 77, 72, 77, 75, 115, 165, 878], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_rn-8shot", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "meta": {"column": "Demo ResNet 8-shot, residual adapter, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ResNet 8-shot, residual adapter", "showlegend": false, "x": [null, null, null, 0.232316, 0.306642, 0.369587, 0.443994, 0.499696, 0.568937, 0.638276, 0.701797, 0.767594, 0.838717, 0.902082, 0.983562], "xaxis": "x2", "y": [null, null, null, 0.2, 0.4, 0.4, 0.291667, 0.41791, 0.597403, 0.625, 0.675325, 0.693333, 0.8, 0.866667, 0.973804], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 5, 19, 35, 74, 73, 78, 81, 89, 119, 157, 850], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-0shot", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "meta": {"column": "Demo ViT zero-shot, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "showlegend": true, "x": [null, null, null, null, 0.31575, 0.37831, 0.438705, 0.505414, 0.56443, 0.636091, 0.703119, 0.769868, 0.834475, 0.905235, 0.986177], "xaxis": "x", "y": [null, null, null, null, 0.4, 0.157895, 0.285714, 0.432432, 0.561644, 0.474359, 0.641975, 0.550562, 0.647059, 0.764331, 0.947059], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 3, 25, 45, 70, 108, 111, 116, 124, 128, 147, 188, 515], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-0shot", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "meta": {"column": "Demo ViT zero-shot, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT zero-shot", "showlegend": false, "x": [null, null, null, 0.247534, 0.30519, 0.371091, 0.433883, 0.503373, 0.566459, 0.632952, 0.698264, 0.765106, 0.834742, 0.901029, 0.974534], "xaxis": "x2", "y": [null, null, null, 0.333333, 0.16, 0.444444, 0.357143, 0.518519, 0.621622, 0.568966, 0.66129, 0.75, 0.857143, 0.914894, 0.992233], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 4, 18, 30, 68, 90, 82, 68, 101, 100, 161, 858], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot-linear_anchor", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "meta": {"column": "Demo ViT 8-shot, anchored linear map, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, anchored linear map", "showlegend": true, "x": [null, null, null, null, 0.321419, 0.364007, 0.432845, 0.507679, 0.567657, 0.630999, 0.696411, 0.767098, 0.833389, 0.905662, 0.986058], "xaxis": "x", "y": [null, null, null, null, 0.0, 0.277778, 0.266667, 0.426471, 0.444444, 0.52439, 0.588235, 0.633663, 0.61, 0.826087, 0.951049], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 22, 40, 61, 99, 117, 101, 111, 123, 142, 200, 564], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot-linear_anchor", "line": {"color": "#d5720f", "dash": "dash", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "meta": {"column": "Demo ViT 8-shot, anchored linear map, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, anchored linear map", "showlegend": false, "x": [null, null, null, null, 0.304542, 0.369606, 0.440028, 0.502807, 0.562581, 0.636215, 0.697268, 0.769083, 0.834276, 0.902835, 0.97723], "xaxis": "x2", "y": [null, null, null, null, 0.272727, 0.25, 0.42623, 0.464646, 0.538462, 0.623762, 0.675676, 0.756098, 0.809859, 0.92, 0.989362], "yaxis": "y2", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 0, 5, 19, 35, 74, 73, 80, 80, 88, 118, 158, 850], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "meta": {"column": "Demo ViT 8-shot, residual adapter, before", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, residual adapter", "showlegend": true, "x": [null, null, null, null, 0.315705, 0.378019, 0.438336, 0.505467, 0.564211, 0.636719, 0.704335, 0.770166, 0.834107, 0.904868, 0.986149], "xaxis": "x", "y": [null, null, null, null, 0.4, 0.157895, 0.285714, 0.432432, 0.561644, 0.4875, 0.6375, 0.556818, 0.635593, 0.765823, 0.947059], "yaxis": "y", "type": "scatter"},
    {"connectgaps": true, "customdata": [0, 0, 0, 3, 22, 44, 64, 101, 109, 119, 121, 127, 141, 183, 546], "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>", "legendgroup": "demo_vit-8shot", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "meta": {"column": "Demo ViT 8-shot, residual adapter, after", "rows": ["0% to 7%", "7% to 13%", "13% to 20%", "20% to 27%", "27% to 33%", "33% to 40%", "40% to 47%", "47% to 53%", "53% to 60%", "60% to 67%", "67% to 73%", "73% to 80%", "80% to 87%", "87% to 93%", "93% to 100%"]}, "mode": "lines+markers", "name": "Demo ViT 8-shot, residual adapter", "showlegend": false, "x": [null, null, null, 0.252081, 0.307102, 0.372169, 0.434102, 0.501957, 0.56389, 0.634375, 0.700649, 0.768218, 0.836184, 0.900369, 0.975763], "xaxis": "x2", "y": [null, null, null, 0.333333, 0.136364, 0.431818, 0.390625, 0.50495, 0.577982, 0.554622, 0.677686, 0.748031, 0.822695, 0.918033, 0.987179], "yaxis": "y2", "type": "scatter"}
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
