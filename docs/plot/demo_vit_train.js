dashboard.figure("demo_vit_train", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.234102, 0.0863066, 0.0339233, 0.0237073, 0.0188626, 0.0165596, 0.0152892, 0.0151418, 0.0162031, 0.0190423, 0.022594, 0.0256505, 0.0262779, 0.025291, 0.0244125, 0.0241091, 0.0238592, 0.0237255, 0.0235992, 0.02349, 0.0233898, 0.0232919, 0.0232394, 0.023205, 0.0231914], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.557006, 0.227489, 0.0988399, 0.0657688, 0.0523812, 0.0465168, 0.041495, 0.0389561, 0.0377992, 0.0373851, 0.0396906, 0.04281, 0.0472153, 0.0489273, 0.0487608, 0.0486697, 0.0475087, 0.0466468, 0.0455669, 0.0458448, 0.0461207, 0.0462023, 0.0461858, 0.0461843, 0.0461732], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.557006, 0.227489, 0.0988399, 0.057237, 0.0489652, 0.0437046, 0.0402506, 0.0367945, 0.0350112, 0.0338581, 0.034136, 0.0348728, 0.0360943, 0.0373417, 0.0389139, 0.0397134, 0.0407316, 0.0410981, 0.0412913, 0.0414827, 0.0416575, 0.0416888, 0.0417316, 0.0417321, 0.0417337], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.261265, 0.251221, 0.254064, 0.257764, 0.257082, 0.25613, 0.25607, 0.257044, 0.258636, 0.259187, 0.256454, 0.254457, 0.253103, 0.252383, 0.251982, 0.251767, 0.251653, 0.251176, 0.2511, 0.251174, 0.251212, 0.251156, 0.25112, 0.251104, 0.251104], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.348396, 0.329395, 0.325864, 0.328516, 0.330727, 0.333786, 0.336601, 0.339619, 0.342627, 0.345219, 0.346125, 0.34655, 0.347029, 0.347704, 0.348305, 0.348413, 0.348624, 0.348498, 0.348133, 0.347899, 0.347666, 0.347543, 0.347493, 0.347467, 0.347468], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.261265, 0.251221, 0.25446, 0.26286, 0.269258, 0.271204, 0.269897, 0.266722, 0.262934, 0.259187, 0.256454, 0.254457, 0.253103, 0.252383, 0.251982, 0.251767, 0.251653, 0.251176, 0.2511, 0.251174, 0.251212, 0.251156, 0.25112, 0.251104, 0.251104], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [2.9528, 2.94864, 2.94438, 3.17333, 3.16668], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [3.18669, 3.18256, 3.17765, 3.17333, 3.16668], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#b3549c", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [3.14747, 3.14334, 3.1373], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [3.04082, 3.03872, 3.03647, 3.03396, 3.03122], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [3.11849, 3.11631, 3.11396, 3.03396, 3.03122], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [3.05362, 3.05161, 3.04943], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8125, 0.9125, 0.975, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8125, 0.9125, 0.975, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.854167, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.854167, 0.85, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.895833, 0.904167, 0.908333, 0.9, 0.904167, 0.904167, 0.895833, 0.895833, 0.9, 0.895833, 0.895833, 0.895833, 0.9, 0.895833, 0.895833, 0.895833, 0.9, 0.9, 0.9, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.895833, 0.8875, 0.879167, 0.883333, 0.879167, 0.875, 0.870833, 0.875, 0.879167, 0.879167, 0.879167, 0.8875, 0.891667, 0.891667, 0.895833, 0.895833, 0.895833, 0.895833, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.8125, 0.8125, 0.825, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.9125, 0.9125, 0.9125, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#b3549c", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.8125, 0.8125, 0.825], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.85, 0.85, 0.85, 0.875, 0.875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.883333, 0.883333, 0.883333, 0.875, 0.875], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.883333, 0.883333, 0.883333], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.858341, 0.859078, 0.859078, 0.859078, 0.859252, 0.855323, 0.859252, 0.859252, 0.857961, 0.857961, 0.857961, 0.853567, 0.850455, 0.853567, 0.853567, 0.853567, 0.853567, 0.853567, 0.853567, 0.8494, 0.8494, 0.8494, 0.8494, 0.8494, 0.8494], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.887322, 0.895145, 0.904322, 0.908483, 0.900092, 0.903945, 0.903945, 0.895431, 0.895976, 0.899786, 0.896049, 0.896049, 0.896049, 0.899776, 0.896049, 0.896049, 0.896049, 0.899776, 0.899776, 0.899776, 0.896049, 0.896049, 0.896049, 0.896049, 0.896049], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "F1, macro: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.887322, 0.895145, 0.887045, 0.87858, 0.882662, 0.878495, 0.874328, 0.870247, 0.874247, 0.878413, 0.878374, 0.878374, 0.88692, 0.891204, 0.891204, 0.89537, 0.89537, 0.89537, 0.89537, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x3", "y": [0.850226, 0.850226, 0.850226, 0.8738, 0.8738], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x3", "y": [0.883056, 0.883056, 0.883056, 0.8738, 0.8738], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "F1, macro: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x3", "y": [0.883056, 0.883056, 0.883056], "yaxis": "y3", "type": "scatter"}
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
