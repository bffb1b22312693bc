dashboard.figure("demo_vit_train", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.240291, 0.0858399, 0.0342038, 0.0239574, 0.0191264, 0.016814, 0.0155726, 0.0154817, 0.0166108, 0.0195821, 0.0231601, 0.0264886, 0.0266804, 0.0256985, 0.0247679, 0.024492, 0.0242344, 0.0240998, 0.0239821, 0.0238712, 0.0237712, 0.023674, 0.0236229, 0.0235897, 0.0235758], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.557151, 0.227544, 0.0988737, 0.0654955, 0.0523033, 0.0465126, 0.0415508, 0.0390106, 0.0378728, 0.0374877, 0.03964, 0.042785, 0.0471851, 0.0488986, 0.0487406, 0.0486803, 0.0475538, 0.0467022, 0.0456417, 0.045918, 0.046191, 0.0462698, 0.0462508, 0.0462492, 0.0462376], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.557151, 0.227544, 0.0988737, 0.0572703, 0.0489871, 0.0437261, 0.0402723, 0.0368153, 0.0350362, 0.0338852, 0.034168, 0.0349088, 0.0361352, 0.037387, 0.0389601, 0.0397594, 0.0407775, 0.041143, 0.0413361, 0.0415275, 0.0417013, 0.0417322, 0.0417744, 0.0417747, 0.0417762], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.262987, 0.25394, 0.250686, 0.247912, 0.246315, 0.245305, 0.245379, 0.2465, 0.248273, 0.250784, 0.253636, 0.256647, 0.256032, 0.255134, 0.254597, 0.254304, 0.254139, 0.253621, 0.253523, 0.25359, 0.253626, 0.253569, 0.253531, 0.253514, 0.253515], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.346725, 0.323148, 0.3163, 0.317291, 0.319023, 0.322224, 0.325655, 0.329622, 0.333716, 0.337306, 0.338892, 0.339805, 0.340568, 0.341391, 0.34182, 0.34185, 0.341982, 0.341771, 0.341353, 0.341031, 0.34074, 0.34059, 0.340513, 0.340478, 0.340478], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.262987, 0.25394, 0.258227, 0.267246, 0.273921, 0.275894, 0.274403, 0.270984, 0.266878, 0.262828, 0.25983, 0.257587, 0.256032, 0.255134, 0.254597, 0.254304, 0.254139, 0.253621, 0.253523, 0.25359, 0.253626, 0.253569, 0.253531, 0.253514, 0.253515], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [2.95189, 2.94773, 2.9436, 3.14127, 3.13732], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [3.18124, 3.17705, 3.17229, 3.16793, 3.16137], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#b3549c", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [3.14208, 3.13799, 3.13196], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [3.03833, 3.03625, 3.03399, 3.03149, 3.02876], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x", "y": [3.11451, 3.11241, 3.11009, 3.04224, 3.03999], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [3.05115, 3.04914, 3.04696], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8125, 0.9125, 0.975, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8125, 0.9125, 0.975, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.854167, 0.8625, 0.8625, 0.8625, 0.8625, 0.8625, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167, 0.854167], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.895833, 0.904167, 0.908333, 0.9, 0.904167, 0.904167, 0.9, 0.895833, 0.9, 0.9, 0.895833, 0.895833, 0.9, 0.895833, 0.895833, 0.895833, 0.9, 0.9, 0.9, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.895833, 0.8875, 0.879167, 0.879167, 0.875, 0.870833, 0.870833, 0.875, 0.879167, 0.879167, 0.879167, 0.8875, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.8125, 0.8125, 0.825, 0.8375, 0.8375], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.9, 0.9, 0.9, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#b3549c", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.8125, 0.8125, 0.825], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.85, 0.85, 0.85, 0.870833, 0.870833], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x2", "y": [0.879167, 0.879167, 0.879167, 0.875, 0.875], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.879167, 0.879167, 0.879167], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.853953, 0.862608, 0.862755, 0.863058, 0.863058, 0.862566, 0.858847, 0.858847, 0.858065, 0.858065, 0.858065, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614, 0.853614], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.887121, 0.895145, 0.904398, 0.908578, 0.900092, 0.904023, 0.903945, 0.899869, 0.896014, 0.900096, 0.899786, 0.896049, 0.896049, 0.899776, 0.896049, 0.896049, 0.896049, 0.899776, 0.899776, 0.899776, 0.896049, 0.896049, 0.896049, 0.896049, 0.896049], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "F1, macro: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.887121, 0.895145, 0.887045, 0.87858, 0.878682, 0.874516, 0.870349, 0.870247, 0.874247, 0.878413, 0.878374, 0.878374, 0.88692, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204, 0.891204], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x3", "y": [0.850226, 0.850226, 0.850226, 0.869954, 0.869954], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5], "xaxis": "x3", "y": [0.87921, 0.87921, 0.87921, 0.875344, 0.875344], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "F1, macro: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x3", "y": [0.87921, 0.87921, 0.87921], "yaxis": "y3", "type": "scatter"}
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
