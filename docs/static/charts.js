/* Draws charts when they come near the viewport. Data and Plotly arrive as classic scripts by relative
   address, so that the page works from a file as well, where nothing can be fetched. */
"use strict";
(() => {
  const waiting = new Map();
  const drawn = new Set();
  let plotly = null;

  const script = (address) => new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = address;
    tag.onload = resolve;
    tag.onerror = () => reject(new Error(`${address} did not load`));
    document.head.append(tag);
  });

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /* What the page's theme gives every chart: fonts, ink, grid. Series colours are the figure's own. */
  const themed = (layout) => {
    const ink = token("--ink"), line = token("--line"), muted = token("--muted");
    const result = {
      ...layout, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: token("--sans"), size: 13, color: ink },
      hoverlabel: { bgcolor: token("--raised"), bordercolor: line, font: { color: ink } },
    };
    for (const key of Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name))) {
      result[key] = {
        ...layout[key], gridcolor: line, linecolor: line, zerolinecolor: line,
        tickfont: { color: muted, size: 12 }, title: { ...layout[key].title, font: { color: muted, size: 12 } },
      };
    }
    return result;
  };

  /* Numbers in the cells of a matrix, which Plotly would colour for a white page. */
  const inked = (traces) => traces.map((trace) => (
    trace.type === "heatmap" ? { ...trace, textfont: { color: token("--ink") } } : trace));

  const draw = async (box, figure) => {
    const config = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
    box.figure = figure;
    await Plotly.newPlot(box, inked(figure.data), themed(figure.layout), config);
    drawn.add(box);
    box.dataset.drawn = "";
  };

  window.dashboard = {
    figure(name, figure) { waiting.get(name)?.(figure); },
    script,
  };

  const load = async (box) => {
    if (box.dataset.script) return script(box.dataset.script);
    plotly ??= script("static/plotly.min.js");
    const name = box.dataset.plot;
    const arrived = new Promise((resolve) => waiting.set(name, resolve));
    try {
      await Promise.all([plotly, script(`plot/${name}.js`)]);
      await draw(box, await arrived);
    } catch {
      box.textContent = "This chart did not load; its numbers are in the data table below.";
    }
  };

  /* A chart is drawn when it stays near the view: what a reader passes on the way to a link's target is not loaded. */
  const waits = new Map();
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waits.get(target));
      if (isIntersecting) waits.set(target, setTimeout(() => { near.unobserve(target); load(target); }, 150));
    }
  }, { rootMargin: "300px 0px" });

  const retheme = () => {
    for (const box of drawn) Plotly.react(box, inked(box.figure.data), themed(box.figure.layout), box._context);
  };

  for (const box of document.querySelectorAll("[data-plot], [data-script]")) near.observe(box);
  document.addEventListener("themechange", retheme);

  /* Paper is white: charts are repainted before printing, when the page's print styles do not hold yet. */
  const root = document.documentElement;
  let theme;
  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    retheme();
  });
  addEventListener("afterprint", () => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    retheme();
  });
})();
