dashboard.figure("demo_vit_train", {
  "data": [
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.172, 0.055, 0.035, 0.027, 0.022, 0.019, 0.017, 0.017, 0.017, 0.017, 0.019, 0.02, 0.021, 0.022, 0.023, 0.024, 0.024, 0.024, 0.024, 0.024, 0.024, 0.025, 0.025, 0.025, 0.025], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.583, 0.238, 0.111, 0.068, 0.06, 0.055, 0.051, 0.049, 0.049, 0.048, 0.048, 0.049, 0.051, 0.052, 0.053, 0.053, 0.054, 0.054, 0.054, 0.054, 0.054, 0.054, 0.054, 0.054, 0.054], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.553, 0.238, 0.111, 0.057, 0.048, 0.042, 0.037, 0.033, 0.032, 0.031, 0.032, 0.034, 0.036, 0.038, 0.04, 0.04, 0.041, 0.04, 0.039, 0.039, 0.038, 0.038, 0.038, 0.038, 0.038], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.234, 0.226, 0.232, 0.24, 0.245, 0.244, 0.24, 0.236, 0.233, 0.23, 0.229, 0.228, 0.227, 0.227, 0.227, 0.226, 0.226, 0.226, 0.226, 0.227, 0.227, 0.227, 0.227, 0.227, 0.227], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.378, 0.359, 0.362, 0.371, 0.378, 0.38, 0.38, 0.38, 0.381, 0.382, 0.382, 0.383, 0.382, 0.38, 0.379, 0.378, 0.376, 0.376, 0.376, 0.376, 0.376, 0.376, 0.376, 0.376, 0.376], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Loss: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [0.259, 0.238, 0.237, 0.244, 0.252, 0.258, 0.261, 0.263, 0.264, 0.263, 0.262, 0.26, 0.258, 0.256, 0.254, 0.252, 0.251, 0.249, 0.249, 0.248, 0.248, 0.248, 0.248, 0.248, 0.248], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x", "y": [2.973, 2.967], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x", "y": [3.237, 3.233], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#b3549c", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": true, "x": [1, 2], "xaxis": "x", "y": [3.161, 3.156], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x", "y": [3.034, 3.032], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x", "y": [3.122, 3.119], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Loss: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": true, "x": [1, 2], "xaxis": "x", "y": [3.059, 3.057], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [2.973, 2.967, 2.964, 2.959, 2.954, 2.946, 2.941, 2.933, 2.931, 2.918, 2.91, 2.904, 2.891, 2.883, 2.868, 2.857, 2.833, 2.835, 2.809, 2.796, 2.781, 2.756, 2.747, 2.715, 2.691], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [3.237, 3.233, 3.226, 3.222, 3.216, 3.21, 3.203, 3.196, 3.187, 3.184, 3.169, 3.154, 3.139, 3.14, 3.121, 3.112, 3.082, 3.074, 3.057, 3.064, 3.007, 3.001, 2.958, 2.938, 2.9], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, training</extra>", "legendgroup": "residual adapter, all epochs, training", "line": {"color": "#8a7a1f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Loss: residual adapter, all epochs, training"}, "mode": "lines+markers", "name": "residual adapter, all epochs, training", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [3.161, 3.156, 3.151, 3.145, 3.138, 3.133, 3.127, 3.119, 3.112, 3.104, 3.099, 3.083, 3.072, 3.062, 3.04, 3.025, 2.998, 2.988, 2.973, 2.966, 2.943, 2.916, 2.889, 2.871, 2.856], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [3.034, 3.032, 3.03, 3.028, 3.026, 3.023, 3.02, 3.017, 3.014, 3.01, 3.005, 3.0, 2.995, 2.989, 2.983, 2.975, 2.964, 2.952, 2.939, 2.924, 2.909, 2.893, 2.876, 2.858, 2.838], "yaxis": "y", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [3.122, 3.119, 3.116, 3.113, 3.11, 3.106, 3.102, 3.097, 3.092, 3.087, 3.08, 3.074, 3.07, 3.065, 3.06, 3.055, 3.049, 3.042, 3.035, 3.027, 3.019, 3.009, 2.999, 2.989, 2.977], "yaxis": "y", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, validation</extra>", "legendgroup": "residual adapter, all epochs, validation", "line": {"color": "#8a7a1f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Loss: residual adapter, all epochs, validation"}, "mode": "lines+markers", "name": "residual adapter, all epochs, validation", "showlegend": true, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x", "y": [3.059, 3.057, 3.054, 3.051, 3.048, 3.045, 3.041, 3.037, 3.033, 3.027, 3.022, 3.016, 3.009, 3.002, 2.994, 2.985, 2.975, 2.964, 2.953, 2.94, 2.927, 2.913, 2.899, 2.883, 2.866], "yaxis": "y", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.85, 0.9375, 0.9625, 0.975, 0.9875, 0.9875, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.925, 0.975, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, training</extra>", "legendgroup": "anchored linear map, training", "line": {"color": "#11907a", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, training"}, "mode": "lines+markers", "name": "anchored linear map, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8625, 0.9375, 0.9625, 0.9875, 0.9875, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.866667, 0.854167, 0.8625, 0.8625, 0.858333, 0.858333, 0.8625, 0.8625, 0.858333, 0.854167, 0.85, 0.85, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333, 0.858333], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9, 0.908333, 0.9, 0.9, 0.895833, 0.891667, 0.9, 0.904167, 0.908333, 0.9125, 0.9125, 0.908333, 0.904167, 0.904167, 0.904167, 0.904167, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "Accuracy: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.8875, 0.883333, 0.8875, 0.891667, 0.8875, 0.883333, 0.879167, 0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.879167, 0.879167, 0.879167, 0.879167, 0.879167, 0.879167, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333, 0.883333], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.85, 0.85], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.9375, 0.9375], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, training</extra>", "legendgroup": "residual adapter, training", "line": {"color": "#b3549c", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, training"}, "mode": "lines+markers", "name": "residual adapter, training", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.85, 0.85], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.870833, 0.870833], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.9, 0.9], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "Accuracy: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2], "xaxis": "x2", "y": [0.9, 0.9], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.8625, 0.8625, 0.8625, 0.8625, 0.8625], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, training", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.9375, 0.95, 0.9375, 0.95, 0.95, 0.9375, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, training</extra>", "legendgroup": "residual adapter, all epochs, training", "line": {"color": "#8a7a1f", "dash": "dot", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Accuracy: residual adapter, all epochs, training"}, "mode": "lines+markers", "name": "residual adapter, all epochs, training", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.85, 0.85, 0.85, 0.85, 0.85, 0.85, 0.8625, 0.8625, 0.875, 0.875, 0.875, 0.875, 0.875, 0.875, 0.875, 0.875, 0.875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875, 0.8875], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.870833, 0.866667, 0.870833, 0.866667, 0.8625, 0.8625, 0.8625, 0.8625, 0.8625, 0.8625, 0.8625, 0.866667, 0.866667, 0.866667, 0.866667, 0.870833, 0.870833], "yaxis": "y2", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.904167, 0.904167, 0.904167, 0.9, 0.904167, 0.9, 0.9, 0.904167, 0.904167, 0.904167, 0.904167, 0.908333, 0.908333, 0.9125, 0.9125, 0.9125, 0.916667, 0.916667], "yaxis": "y2", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, validation</extra>", "legendgroup": "residual adapter, all epochs, validation", "line": {"color": "#8a7a1f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "Accuracy: residual adapter, all epochs, validation"}, "mode": "lines+markers", "name": "residual adapter, all epochs, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x2", "y": [0.9, 0.9, 0.9, 0.9, 0.895833, 0.895833, 0.895833, 0.895833, 0.891667, 0.891667, 0.891667, 0.891667, 0.891667, 0.8875, 0.8875, 0.8875, 0.883333, 0.883333, 0.883333, 0.883333, 0.8875, 0.883333, 0.891667, 0.895833, 0.895833], "yaxis": "y2", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.868154, 0.855173, 0.863711, 0.862887, 0.858805, 0.858645, 0.862943, 0.863323, 0.859242, 0.854871, 0.850871, 0.850871, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451, 0.859451], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(17,144,122,0.15)", "hoverinfo": "skip", "legendgroup": "anchored linear map, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.900977, 0.909251, 0.900474, 0.900579, 0.896687, 0.892605, 0.900208, 0.904719, 0.908978, 0.913152, 0.913152, 0.908806, 0.904434, 0.904434, 0.904434, 0.904434, 0.900864, 0.900864, 0.900864, 0.900864, 0.900864, 0.900864, 0.900864, 0.900864, 0.900864], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>anchored linear map, validation</extra>", "legendgroup": "anchored linear map, validation", "line": {"color": "#11907a", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "circle"}, "meta": {"column": "F1, macro: anchored linear map, validation"}, "mode": "lines+markers", "name": "anchored linear map, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.888554, 0.884, 0.888058, 0.89202, 0.88747, 0.883677, 0.879329, 0.871428, 0.871428, 0.871428, 0.871428, 0.871428, 0.879561, 0.879561, 0.879561, 0.879561, 0.879561, 0.879561, 0.883816, 0.883816, 0.883816, 0.883816, 0.883816, 0.883816, 0.883816], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x3", "y": [0.871493, 0.871493], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(179,84,156,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2], "xaxis": "x3", "y": [0.90072, 0.90072], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, validation</extra>", "legendgroup": "residual adapter, validation", "line": {"color": "#b3549c", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "diamond"}, "meta": {"column": "F1, macro: residual adapter, validation"}, "mode": "lines+markers", "name": "residual adapter, validation", "showlegend": false, "x": [1, 2], "xaxis": "x3", "y": [0.900264, 0.900264], "yaxis": "y3", "type": "scatter"},
    {"hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.871493, 0.871493, 0.871493, 0.871493, 0.871493, 0.871493, 0.871493, 0.871493, 0.871005, 0.867238, 0.871005, 0.867445, 0.863445, 0.863445, 0.863445, 0.863445, 0.863445, 0.863445, 0.863445, 0.866562, 0.866562, 0.866562, 0.867445, 0.870562, 0.870562], "yaxis": "y3", "type": "scatter"},
    {"fill": "tonexty", "fillcolor": "rgba(138,122,31,0.15)", "hoverinfo": "skip", "legendgroup": "residual adapter, all epochs, validation", "line": {"width": 0}, "meta": {"decoration": true}, "mode": "lines", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.90072, 0.90072, 0.90072, 0.900264, 0.899852, 0.899852, 0.899852, 0.903933, 0.903933, 0.903933, 0.900727, 0.904808, 0.900642, 0.900642, 0.905187, 0.905187, 0.905187, 0.905187, 0.909187, 0.909187, 0.913109, 0.913109, 0.913109, 0.917109, 0.917109], "yaxis": "y3", "type": "scatter"},
    {"hovertemplate": "epoch %{x}: %{y:.3g}<extra>residual adapter, all epochs, validation</extra>", "legendgroup": "residual adapter, all epochs, validation", "line": {"color": "#8a7a1f", "dash": "solid", "width": 2}, "marker": {"size": 5, "symbol": "square"}, "meta": {"column": "F1, macro: residual adapter, all epochs, validation"}, "mode": "lines+markers", "name": "residual adapter, all epochs, validation", "showlegend": false, "x": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25], "xaxis": "x3", "y": [0.900264, 0.900264, 0.900264, 0.900264, 0.896264, 0.896264, 0.896264, 0.896264, 0.892009, 0.892009, 0.892009, 0.892009, 0.892009, 0.887842, 0.887842, 0.887842, 0.88389, 0.88389, 0.88389, 0.88389, 0.887972, 0.883972, 0.892773, 0.896939, 0.896939], "yaxis": "y3", "type": "scatter"}
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
