dashboard.figure("demo_rn_train", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.310437, 0.154983, 0.109342, 0.0805207, 0.067605, 0.0608563, 0.0570423, 0.0545974, 0.0518535, 0.0496327, 0.0511605, 0.0531393, 0.0555387, 0.0581251, 0.0611007, 0.063008, 0.0642013, 0.0638826, 0.0630951, 0.0628673, 0.0627537, 0.062511, 0.062448, 0.0624723, 0.0624347], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.659786, 0.353059, 0.218654, 0.14084, 0.110872, 0.0881753, 0.0774236, 0.0720811, 0.0714499, 0.0716667, 0.0734992, 0.0757355, 0.0784546, 0.082926, 0.0856676, 0.0849573, 0.0849526, 0.0845837, 0.0843884, 0.084196, 0.0839357, 0.0837425, 0.083617, 0.0835752, 0.0835469], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.659786, 0.353059, 0.218654, 0.14084, 0.104671, 0.0793458, 0.0651939, 0.0574187, 0.0518535, 0.0496327, 0.0511605, 0.0531393, 0.0555387, 0.0581251, 0.0611007, 0.063008, 0.0642013, 0.0638826, 0.0630951, 0.0628673, 0.0627537, 0.062511, 0.062448, 0.0624723, 0.0624347], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.339844, 0.338185, 0.347615, 0.34801, 0.348776, 0.35165, 0.35416, 0.355071, 0.352405, 0.350289, 0.350016, 0.350661, 0.35125, 0.351182, 0.35113, 0.350291, 0.349358, 0.348736, 0.348528, 0.348412, 0.348382, 0.34844, 0.348481, 0.348494, 0.348496], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.478182, 0.480362, 0.48481, 0.487182, 0.489795, 0.489321, 0.490138, 0.485529, 0.477697, 0.472054, 0.469643, 0.467453, 0.466991, 0.467179, 0.467615, 0.468722, 0.469392, 0.470007, 0.470628, 0.471129, 0.471491, 0.471671, 0.471777, 0.471831, 0.471838], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.339844, 0.338185, 0.347615, 0.363538, 0.376788, 0.384456, 0.385434, 0.385187, 0.381418, 0.37646, 0.372221, 0.368927, 0.366493, 0.363947, 0.361875, 0.360997, 0.361569, 0.361396, 0.361213, 0.361037, 0.360906, 0.360918, 0.360917, 0.360909, 0.360908], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.48849, 2.48568, 2.4829, 2.51692], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.82957, 2.82605, 2.8222, 2.51692], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [2.82957, 2.82605, 2.8222], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.487, 2.48597, 2.48492, 2.58536], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.60078, 2.59987, 2.5989, 2.58536], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [2.487, 2.48597, 2.48492], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8, 0.9, 0.9375, 0.9375, 0.9625, 0.975, 0.975, 0.975, 0.975, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.975, 0.975, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.875, 0.9625, 0.9625, 0.9875, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.825, 0.9125, 0.95, 0.9625, 0.975, 0.9875, 0.9875, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8375, 0.841667, 0.845833, 0.8375, 0.8375, 0.833333, 0.833333, 0.833333, 0.829167, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667, 0.841667], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.870833, 0.8875, 0.883333, 0.875, 0.879167, 0.883333, 0.883333, 0.8875, 0.8875, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.858333, 0.8875, 0.883333, 0.870833, 0.858333, 0.858333, 0.854167, 0.854167, 0.866667, 0.866667, 0.866667, 0.870833, 0.875, 0.870833, 0.866667, 0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.866667, 0.866667, 0.866667, 0.866667, 0.866667], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.8125, 0.8125, 0.8125, 0.875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.875, 0.8875, 0.8875, 0.875], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.8375, 0.8375, 0.8375], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.8375, 0.8375, 0.8375, 0.841667], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.858333, 0.858333, 0.858333, 0.841667], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.85, 0.85, 0.85], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.835925, 0.840547, 0.844714, 0.835925, 0.835925, 0.831637, 0.831637, 0.831637, 0.827289, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018, 0.84018], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.87063, 0.886736, 0.882384, 0.874146, 0.878208, 0.882836, 0.882836, 0.887173, 0.887173, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304, 0.883304], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "F1, macro: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.858295, 0.886736, 0.882384, 0.868847, 0.856323, 0.856666, 0.852499, 0.852499, 0.865741, 0.865741, 0.865741, 0.869707, 0.873712, 0.869546, 0.86463, 0.869546, 0.869546, 0.869546, 0.869546, 0.869546, 0.86463, 0.86463, 0.86463, 0.86463, 0.86463], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x3", "y": [0.836227, 0.836895, 0.836895, 0.840482], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x3", "y": [0.858431, 0.858431, 0.858431, 0.840482], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "F1, macro: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x3", "y": [0.849574, 0.849574, 0.849574], "yaxis": "y3", "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 676,
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
      "anchor": "y",
      "automargin": true,
      "dtick": 5,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": ""
      }
    },
    "yaxis": {
      "automargin": true,
      "domain": [0.716667, 1.0],
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Loss"
      }
    },
    "yaxis2": {
      "automargin": true,
      "domain": [0.383333, 0.666667],
      "fixedrange": true,
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    },
    "xaxis2": {
      "anchor": "y2",
      "automargin": true,
      "dtick": 5,
      "fixedrange": true,
      "matches": "x",
      "title": {
        "standoff": 8,
        "text": ""
      }
    },
    "yaxis3": {
      "automargin": true,
      "domain": [0.05, 0.333333],
      "fixedrange": true,
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "F1, macro"
      }
    },
    "xaxis3": {
      "anchor": "y3",
      "automargin": true,
      "dtick": 5,
      "fixedrange": true,
      "matches": "x",
      "title": {
        "standoff": 8,
        "text": "Epoch"
      }
    }
  }
});
