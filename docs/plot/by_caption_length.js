dashboard.figure("by_caption_length", {
  "data": [
    {"error_y": {"array": [0.051587, 0.050387, 0.047413, 0.03125, 0.028635], "arrayminus": [0.051587, 0.050388, 0.051725, 0.033854, 0.030837], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "circle"}, "mode": "markers", "name": "Demo ResNet zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.781746, 0.786822, 0.818966, 0.880208, 0.887665], "type": "scatter"},
    {"error_y": {"array": [0.051588, 0.046512, 0.038793, 0.03125, 0.028634], "arrayminus": [0.051587, 0.050387, 0.047414, 0.033854, 0.030837], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "diamond"}, "mode": "markers", "name": "Demo ResNet 8-shot, anchored linear map", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.785714, 0.817829, 0.857759, 0.880208, 0.889868], "type": "scatter"},
    {"error_y": {"array": [0.051587, 0.050387, 0.047413, 0.03125, 0.028635], "arrayminus": [0.051587, 0.050388, 0.051725, 0.033854, 0.030837], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#2f78c4", "line": {"color": "#2f78c4", "width": 1.5}, "size": 8, "symbol": "square"}, "mode": "markers", "name": "Demo ResNet 8-shot, residual adapter", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.781746, 0.786822, 0.818966, 0.880208, 0.887665], "type": "scatter"},
    {"error_y": {"array": [0.055555, 0.050485, 0.051724, 0.039063, 0.033095], "arrayminus": [0.055556, 0.054263, 0.051832, 0.039128, 0.035242], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "circle-open"}, "mode": "markers", "name": "Demo ViT zero-shot", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.698413, 0.724806, 0.788793, 0.796875, 0.828194], "type": "scatter"},
    {"error_y": {"array": [0.051686, 0.050485, 0.051724, 0.039063, 0.03304], "arrayminus": [0.055556, 0.054263, 0.051832, 0.039062, 0.033094], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "diamond-open"}, "mode": "markers", "name": "Demo ViT 8-shot, anchored linear map", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.714286, 0.728682, 0.788793, 0.802083, 0.837004], "type": "scatter"},
    {"error_y": {"array": [0.055555, 0.050485, 0.051724, 0.039063, 0.033095], "arrayminus": [0.055556, 0.054263, 0.051832, 0.039128, 0.035242], "symmetric": false, "thickness": 1, "type": "data", "width": 2}, "hovertemplate": "%{y:.1%}<extra>%{fullData.name}</extra>", "marker": {"color": "#d5720f", "line": {"color": "#d5720f", "width": 1.5}, "size": 8, "symbol": "square-open"}, "mode": "markers", "name": "Demo ViT 8-shot, residual adapter", "x": ["up to 7", "8–9", "10–11", "12–14", "15 or more"], "y": [0.698413, 0.724806, 0.788793, 0.796875, 0.828194], "type": "scatter"}
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
      "range": [0.612857, 0.948502],
      "tickformat": ".1~%",
      "title": {
        "standoff": 8,
        "text": "Accuracy"
      }
    }
  }
});
