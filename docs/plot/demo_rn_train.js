dashboard.figure("demo_rn_train", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.181, 0.05, 0.027, 0.021, 0.017, 0.016, 0.015, 0.018, 0.02, 0.023, 0.024, 0.023, 0.022, 0.022, 0.022, 0.022, 0.023, 0.023, 0.023, 0.023, 0.023, 0.023, 0.023, 0.023, 0.023], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.527, 0.221, 0.096, 0.058, 0.045, 0.038, 0.035, 0.036, 0.039, 0.043, 0.047, 0.047, 0.048, 0.049, 0.049, 0.049, 0.049, 0.048, 0.048, 0.048, 0.048, 0.047, 0.047, 0.047, 0.047], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.527, 0.221, 0.096, 0.058, 0.045, 0.038, 0.035, 0.032, 0.031, 0.031, 0.032, 0.034, 0.036, 0.038, 0.04, 0.041, 0.042, 0.042, 0.042, 0.042, 0.042, 0.041, 0.041, 0.041, 0.041], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.221, 0.213, 0.215, 0.218, 0.221, 0.222, 0.222, 0.221, 0.22, 0.219, 0.218, 0.217, 0.217, 0.216, 0.216, 0.215, 0.215, 0.215, 0.214, 0.214, 0.214, 0.214, 0.214, 0.214, 0.214], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.32, 0.306, 0.305, 0.306, 0.304, 0.302, 0.303, 0.305, 0.308, 0.311, 0.313, 0.313, 0.311, 0.31, 0.309, 0.309, 0.308, 0.308, 0.308, 0.308, 0.308, 0.308, 0.308, 0.308, 0.308], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.221, 0.213, 0.215, 0.218, 0.221, 0.222, 0.222, 0.221, 0.22, 0.219, 0.218, 0.217, 0.217, 0.216, 0.216, 0.215, 0.215, 0.215, 0.214, 0.214, 0.214, 0.214, 0.214, 0.214, 0.214], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.8, 2.797, 2.809, 2.805], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.971, 2.966, 2.809, 2.805], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": true, "x": [1, 2], "xaxis": "x", "y": [2.971, 2.966], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.84, 2.838, 2.886, 2.884], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x", "y": [2.895, 2.893, 2.886, 2.884], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": true, "x": [1, 2], "xaxis": "x", "y": [2.84, 2.838], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.8, 2.797, 2.793, 2.789, 2.785, 2.78, 2.775, 2.769, 2.763, 2.762, 2.752, 2.74, 2.74, 2.728, 2.72, 2.706, 2.696, 2.699, 2.678, 2.667, 2.651, 2.639, 2.617, 2.615, 2.599], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.971, 2.966, 2.962, 2.957, 2.953, 2.948, 2.942, 2.937, 2.929, 2.926, 2.918, 2.908, 2.903, 2.894, 2.882, 2.874, 2.866, 2.847, 2.839, 2.832, 2.815, 2.798, 2.784, 2.78, 2.757], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, training</extra>", "legendgroup": "residual adapter, all epochs, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Loss: residual adapter, all epochs, training"}, "mode": "lines+markers", "name": "residual adapter, all epochs, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.971, 2.966, 2.962, 2.957, 2.953, 2.948, 2.942, 2.937, 2.929, 2.926, 2.918, 2.908, 2.903, 2.894, 2.882, 2.859, 2.866, 2.847, 2.839, 2.832, 2.815, 2.797, 2.784, 2.768, 2.757], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.84, 2.838, 2.837, 2.835, 2.833, 2.831, 2.829, 2.827, 2.824, 2.821, 2.818, 2.814, 2.81, 2.805, 2.8, 2.794, 2.788, 2.781, 2.774, 2.766, 2.758, 2.748, 2.739, 2.728, 2.717], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.895, 2.893, 2.891, 2.888, 2.886, 2.883, 2.879, 2.877, 2.874, 2.872, 2.869, 2.865, 2.861, 2.857, 2.853, 2.848, 2.843, 2.837, 2.83, 2.824, 2.816, 2.808, 2.799, 2.79, 2.78], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, validation</extra>", "legendgroup": "residual adapter, all epochs, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Loss: residual adapter, all epochs, validation"}, "mode": "lines+markers", "name": "residual adapter, all epochs, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.84, 2.838, 2.837, 2.835, 2.833, 2.831, 2.829, 2.827, 2.824, 2.821, 2.818, 2.815, 2.811, 2.807, 2.803, 2.798, 2.793, 2.788, 2.782, 2.775, 2.768, 2.761, 2.753, 2.745, 2.736], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8375, 0.9125, 0.975, 0.9875, 0.9875, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9125, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#2f78c4", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8375, 0.9125, 0.975, 0.9875, 0.9875, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.895833, 0.8875, 0.891667, 0.895833, 0.9, 0.891667, 0.891667, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833, 0.895833], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.925, 0.929167, 0.929167, 0.929167, 0.925, 0.925, 0.920833, 0.925, 0.925, 0.920833, 0.920833, 0.925, 0.925, 0.929167, 0.929167, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.925, 0.920833, 0.916667, 0.920833, 0.916667, 0.916667, 0.916667, 0.916667, 0.920833, 0.920833, 0.920833, 0.925, 0.925, 0.929167, 0.929167, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925, 0.925], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.825, 0.825, 0.9, 0.9125], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.9125, 0.9125, 0.9, 0.9125], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#d5720f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.825, 0.825], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.883333, 0.883333, 0.891667, 0.891667], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x2", "y": [0.9125, 0.9125, 0.891667, 0.891667], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.9125, 0.9125], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.825, 0.825, 0.825, 0.825, 0.825, 0.825, 0.825, 0.8375, 0.825, 0.825, 0.8375, 0.8375, 0.8375, 0.8375, 0.8375, 0.85, 0.85, 0.85, 0.8375, 0.85, 0.85, 0.85, 0.85, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.9125, 0.925, 0.9375, 0.9375, 0.95, 0.95, 0.9375, 0.9625, 0.9375, 0.9625, 0.9375, 0.9375, 0.975, 0.95], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, training</extra>", "legendgroup": "residual adapter, all epochs, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Accuracy: residual adapter, all epochs, training"}, "mode": "lines+markers", "name": "residual adapter, all epochs, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.825, 0.825, 0.825, 0.825, 0.825, 0.825, 0.825, 0.8375, 0.825, 0.825, 0.8375, 0.8375, 0.8375, 0.8375, 0.8375, 0.85, 0.85, 0.85, 0.8375, 0.85, 0.85, 0.85, 0.85, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.883333, 0.883333, 0.883333, 0.883333, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.8875, 0.8875, 0.8875], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9125, 0.9125, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.920833, 0.920833, 0.920833, 0.920833, 0.920833, 0.920833, 0.929167, 0.925, 0.925, 0.920833, 0.920833], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, validation</extra>", "legendgroup": "residual adapter, all epochs, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Accuracy: residual adapter, all epochs, validation"}, "mode": "lines+markers", "name": "residual adapter, all epochs, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9125, 0.9125, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.916667, 0.920833, 0.916667, 0.916667, 0.920833, 0.920833, 0.920833, 0.920833, 0.920833], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.88812, 0.896606, 0.888358, 0.89244, 0.896045, 0.9003, 0.892914, 0.892914, 0.896914, 0.896914, 0.896914, 0.896914, 0.896914, 0.896914, 0.896914, 0.896914, 0.89596, 0.89596, 0.89596, 0.89596, 0.89596, 0.89596, 0.89596, 0.89596, 0.89596], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(47,120,196,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.925054, 0.929229, 0.929229, 0.929127, 0.924927, 0.924927, 0.921001, 0.92481, 0.92481, 0.920826, 0.920916, 0.924603, 0.924603, 0.929059, 0.929059, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#2f78c4", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "F1, macro: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.925054, 0.920888, 0.91654, 0.920545, 0.915992, 0.915992, 0.915992, 0.915992, 0.920437, 0.920437, 0.920437, 0.924603, 0.924603, 0.929059, 0.929059, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054, 0.925054], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x3", "y": [0.883725, 0.883725, 0.891889, 0.891889], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(213,114,15,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4], "xaxis": "x3", "y": [0.912765, 0.912765, 0.891889, 0.891889], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#d5720f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "F1, macro: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2], "xaxis": "x3", "y": [0.912765, 0.912765], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.883725, 0.883725, 0.883725, 0.883725, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887692, 0.887715, 0.891796, 0.891796, 0.891796, 0.891796, 0.891889, 0.891889, 0.887808, 0.88812, 0.88812], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.912765, 0.912765, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.92054, 0.92054, 0.920955, 0.920955, 0.920955, 0.920955, 0.928928, 0.924761, 0.924761, 0.921028, 0.921028], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, validation</extra>", "legendgroup": "residual adapter, all epochs, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "F1, macro: residual adapter, all epochs, validation"}, "mode": "lines+markers", "name": "residual adapter, all epochs, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.912765, 0.912765, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.916813, 0.920809, 0.916728, 0.916728, 0.920894, 0.920894, 0.920894, 0.920888, 0.920888], "yaxis": "y3", "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 714,
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
