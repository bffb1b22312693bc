dashboard.figure("demo_rn_train", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.132475, 0.0481068, 0.0331243, 0.0242394, 0.0217356, 0.0208422, 0.0184094, 0.0171428, 0.0176358, 0.020849, 0.024264, 0.0291959, 0.03114, 0.0301511, 0.0292864, 0.0289348, 0.0284194, 0.0280676, 0.0272764, 0.0268813, 0.0266351, 0.0265612, 0.0264995, 0.026455, 0.0264423], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.47121, 0.198702, 0.0936467, 0.0616631, 0.0514039, 0.0477048, 0.0459718, 0.0457701, 0.0467623, 0.0498684, 0.0511194, 0.0529182, 0.0536811, 0.0539456, 0.0544309, 0.0543581, 0.0543659, 0.0541177, 0.05405, 0.0539517, 0.0539586, 0.0537964, 0.053661, 0.05357, 0.0535463], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.47121, 0.198702, 0.0936467, 0.0524579, 0.0427796, 0.0380489, 0.0356708, 0.0333091, 0.0326345, 0.0342576, 0.0364079, 0.0382661, 0.0400814, 0.042906, 0.0446656, 0.0456914, 0.0468067, 0.0465228, 0.045421, 0.0451319, 0.0446908, 0.0445184, 0.0443964, 0.0443493, 0.0443308], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.19508, 0.184715, 0.185564, 0.190092, 0.193893, 0.195727, 0.195772, 0.194379, 0.192708, 0.191404, 0.190333, 0.189543, 0.188949, 0.188299, 0.187923, 0.187714, 0.187566, 0.187298, 0.187229, 0.187205, 0.187191, 0.187167, 0.187151, 0.187144, 0.187143], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.318537, 0.312655, 0.31712, 0.323199, 0.326155, 0.326573, 0.325999, 0.324504, 0.323575, 0.323009, 0.321634, 0.320732, 0.319117, 0.319479, 0.3195, 0.31966, 0.320582, 0.32154, 0.322108, 0.322258, 0.322312, 0.322359, 0.322344, 0.322341, 0.32234], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.19508, 0.184715, 0.185564, 0.190092, 0.193893, 0.195727, 0.195772, 0.194379, 0.192708, 0.191404, 0.190333, 0.189543, 0.188949, 0.188299, 0.187923, 0.187714, 0.187566, 0.187298, 0.187229, 0.187205, 0.187191, 0.187167, 0.187151, 0.187144, 0.187143], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x", "y": [2.74477, 2.74121, 2.73817], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x", "y": [2.98704, 2.9816, 2.97642], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [2.98704, 2.9816, 2.97642], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x", "y": [2.83112, 2.82961, 2.828], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x", "y": [2.91184, 2.91006, 2.90814], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": true, "x": [1, 2, 3], "xaxis": "x", "y": [2.83112, 2.82961, 2.828], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.85, 0.9375, 0.9625, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875, 0.9875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.95, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.85, 0.9625, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.8875, 0.883333, 0.883333, 0.883333, 0.879167, 0.883333, 0.891667, 0.895833, 0.895833, 0.895833, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.925, 0.925, 0.929167, 0.929167, 0.929167, 0.929167, 0.925, 0.920833, 0.920833, 0.916667, 0.916667, 0.916667, 0.916667, 0.920833, 0.920833, 0.920833, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.916667, 0.916667, 0.908333, 0.908333, 0.908333, 0.9125, 0.9125, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.85, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.95, 0.95, 0.95], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.85, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.8875, 0.8875, 0.8875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.920833, 0.920833, 0.920833], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x2", "y": [0.920833, 0.920833, 0.920833], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.887957, 0.887633, 0.883391, 0.883391, 0.883391, 0.879624, 0.883978, 0.892227, 0.896301, 0.896301, 0.896301, 0.88798, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879, 0.887879], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.925161, 0.924902, 0.929069, 0.929069, 0.929069, 0.929069, 0.924902, 0.920913, 0.920913, 0.916848, 0.916848, 0.916913, 0.916848, 0.920739, 0.920739, 0.920739, 0.924906, 0.924906, 0.924906, 0.924906, 0.924906, 0.924906, 0.924906, 0.924906, 0.924906], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "F1, macro: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.916911, 0.916831, 0.908557, 0.908557, 0.908557, 0.912487, 0.912487, 0.916654, 0.916848, 0.916848, 0.916848, 0.916848, 0.916848, 0.916848, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723, 0.912723], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x3", "y": [0.887803, 0.887803, 0.887803], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3], "xaxis": "x3", "y": [0.920998, 0.920998, 0.920998], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "F1, macro: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2, 3], "xaxis": "x3", "y": [0.920998, 0.920998, 0.920998], "yaxis": "y3", "type": "scatter"}
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
