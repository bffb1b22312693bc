dashboard.figure("by_caption_length", {
  "data": [
    {"error_y": {"array": [0.045643, 0.046512, 0.038961, 0.033333, 0.023913], "arrayminus": [0.049793, 0.046511, 0.047619, 0.035898, 0.023913], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.829876, 0.833333, 0.857143, 0.864103, 0.921739], "type": "scatter"},
    {"error_y": {"array": [0.045643, 0.042636, 0.038961, 0.033334, 0.021794], "arrayminus": [0.049792, 0.046511, 0.04329, 0.035897, 0.023913], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.825726, 0.848837, 0.865801, 0.879487, 0.923913], "type": "scatter"},
    {"error_y": {"array": [0.045643, 0.046512, 0.038961, 0.033333, 0.023913], "arrayminus": [0.049793, 0.046511, 0.047619, 0.035898, 0.023913], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.829876, 0.833333, 0.857143, 0.864103, 0.921739], "type": "scatter"},
    {"error_y": {"array": [0.049793, 0.042636, 0.051948, 0.033333, 0.019565], "arrayminus": [0.053942, 0.046511, 0.051948, 0.033397, 0.021739], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.813278, 0.848837, 0.805195, 0.876923, 0.945652], "type": "scatter"},
    {"error_y": {"array": [0.045643, 0.03876, 0.04329, 0.03077, 0.019565], "arrayminus": [0.049793, 0.042636, 0.047619, 0.033333, 0.021739], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.829876, 0.864341, 0.839827, 0.887179, 0.947826], "type": "scatter"},
    {"error_y": {"array": [0.049793, 0.042636, 0.051948, 0.033333, 0.019565], "arrayminus": [0.053942, 0.046511, 0.051948, 0.033397, 0.021739], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.813278, 0.848837, 0.805195, 0.876923, 0.947826], "type": "scatter"}
  ],
  "layout": {
    "dragmode": false,
    "height": 414,
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
    "scattergap": 0.35,
    "scattermode": "group",
    "xaxis": {
      "automargin": true,
      "fixedrange": true,
      "title": {
        "standoff": 8,
        "text": "Words in the right caption"
      },
      "type": "category"
    },
    "yaxis": {
      "automargin": true,
      "fixedrange": true,
      "range": [0.723247, 0.997391],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
