/* The map of the test set, on a canvas: hover, keys and selections. Loaded when it comes near; its points arrive as a
   script by relative address. Captions are strangers' text, and reach the page as text nodes. */
"use strict";
(() => {
  const holder = document.querySelector("[data-map]");
  const { make } = dashboard;
  const MARGIN = 14, NEAR = 14;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const percent = (share) => `${(100 * share).toFixed(1)} %`;

  /* Wilson's interval (1927), as everywhere on the page. */
  const wilson = (right, all, z) => {
    const share = right / all, square = z * z / all;
    const reach = z * Math.sqrt(share * (1 - share) / all + square / all / 4);
    return [share + square / 2 - reach, share + square / 2 + reach].map((end) => percent(end / (1 + square))).join(" to ");
  };

  /* Markers: five colours, then the same in another shape. */
  const shapes = [
    (pen, x, y, r) => pen.arc(x, y, r, 0, 7),
    (pen, x, y, r) => pen.rect(x - r, y - r, 2 * r, 2 * r),
    (pen, x, y, r) => { pen.moveTo(x, y - 1.3 * r); pen.lineTo(x + 1.2 * r, y + r); pen.lineTo(x - 1.2 * r, y + r); pen.closePath(); },
    (pen, x, y, r) => { pen.moveTo(x, y - 1.4 * r); pen.lineTo(x + 1.4 * r, y); pen.lineTo(x, y + 1.4 * r); pen.lineTo(x - 1.4 * r, y); pen.closePath(); },
  ];

  const within = ({ x, y }, path) => {
    let inside = false;
    path.forEach(([ax, ay], index) => {
      const [bx, by] = path.at(index - 1);
      if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
    });
    return inside;
  };

  dashboard.map = ({ rows, labels, points, z }) => {
    const canvas = make("canvas", { tabIndex: 0 });
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", "Map of the test set");
    canvas.setAttribute("aria-describedby", "map-help");
    const tip = make("div", { className: "map-tip", hidden: true, ariaLive: "polite" });
    const said = make("div", { className: "map-said", role: "status" });
    /* Their room is kept before the script comes, so that nothing below moves. */
    const stage = holder.querySelector(".map-stage"), key = holder.querySelector(".map-key");
    const form = holder.querySelector("form");
    const pen = canvas.getContext("2d");
    let marks = [], at = null, corner = null, path = null, chosen = new Set();

    const option = (name) => form.elements[name].value;
    const right = (sample, row) => points[sample][4][row] === "1";

    /* Equal steps in both directions, so that distances can be compared. */
    const place = () => {
      const width = holder.clientWidth, height = Math.min(560, Math.max(320, 0.7 * width));
      const scale = devicePixelRatio || 1, map = Number(option("map"));
      canvas.width = width * scale;
      canvas.height = height * scale;
      canvas.style.height = `${height}px`;
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      const kinds = { both: [0, 2], pictures: [0], captions: [2] }[option("kinds")];
      const spots = points.flatMap((point, sample) => kinds.map((kind) => (
        { sample, kind, u: point[5][map][kind], v: point[5][map][kind + 1] })));
      const span = (axis) => [Math.min(...spots.map((one) => one[axis])), Math.max(...spots.map((one) => one[axis]))];
      const [[left, rightmost], [low, high]] = [span("u"), span("v")];
      const unit = Math.min((width - 2 * MARGIN) / (rightmost - left || 1), (height - 2 * MARGIN) / (high - low || 1));
      for (const one of spots) {
        one.x = width / 2 + (one.u - (left + rightmost) / 2) * unit;
        one.y = height / 2 - (one.v - (low + high) / 2) * unit;
      }
      at = at && (spots.find((one) => one.sample === at.sample && one.kind === at.kind) ?? null);
      marks = spots;
    };

    const style = (sample) => {
      if (option("colour") !== "") return right(sample, option("colour")) ? [2, 0, "right"] : [1, 3, "wrong"];
      const label = points[sample][1];
      return [label % 5, Math.floor(label / 5) % shapes.length, labels[label]];
    };

    const stroke = (line, close) => {
      pen.beginPath();
      for (const [x, y] of line) pen.lineTo(x, y);
      if (close) pen.closePath();
      pen.stroke();
    };

    const draw = () => {
      const colours = [1, 2, 3, 4, 5].map((number) => token(`--series-${number}`)), ink = token("--ink");
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.lineWidth = 1.2;
      for (const { sample, kind, x, y } of marks) {
        const [colour, shape] = style(sample);
        pen.globalAlpha = chosen.size && !chosen.has(sample) ? 0.12 : 0.75;
        pen.fillStyle = pen.strokeStyle = colours[colour];
        pen.beginPath();
        shapes[shape](pen, x, y, 3.2);
        if (kind) pen.stroke();
        else pen.fill();
      }
      pen.globalAlpha = 1;
      pen.strokeStyle = ink;
      if (at) {
        const other = marks.find((one) => one.sample === at.sample && one !== at);
        if (other) stroke([[at.x, at.y], [other.x, other.y]]);
        pen.beginPath();
        pen.arc(at.x, at.y, 7, 0, 7);
        pen.stroke();
      }
      pen.setLineDash([4, 3]);
      if (path) stroke(path, true);
      else if (corner && at) stroke(frame([corner.x, corner.y], [at.x, at.y]), true);
      pen.setLineDash([]);
    };

    const legend = () => {
      const seen = new Map(marks.map(({ sample }) => style(sample)).map((one) => [one[2], one]));
      const signs = ["●", "■", "▲", "◆"];
      key.replaceChildren(...[...seen].sort(([a], [b]) => a.localeCompare(b)).map(([name, [colour, shape]]) => {
        const sign = make("span", { textContent: `${signs[shape]} `, ariaHidden: "true" });
        sign.style.color = `var(--series-${colour + 1})`;
        return make("li", {}, sign, make("bdi", { textContent: name }));
      }));
    };

    const show = (mark) => {
      at = mark;
      tip.hidden = !mark;
      if (mark) {
        const [id, label, caption, thumbnail] = points[mark.sample];
        const verdicts = rows.map((name, row) => `${right(mark.sample, row) ? "✓" : "✗"} ${name}`);
        tip.replaceChildren(
          ...(thumbnail ? [make("img", { src: thumbnail[0], width: thumbnail[1], height: thumbnail[2], alt: "" })] : []),
          make("b", {}, make("bdi", { textContent: `${labels[label]} · ${id}` })), make("p", {}, make("bdi", { textContent: caption })),
          make("p", { className: "away", textContent: verdicts.join(", ") }));
        tip.style.left = `${Math.max(0, Math.min(mark.x + 12, holder.clientWidth - 190))}px`;
        const below = mark.y < canvas.clientHeight / 2;
        tip.style.top = below ? `${mark.y + 12}px` : "auto";
        tip.style.bottom = below ? "auto" : `${canvas.clientHeight - mark.y + 12}px`;
      }
      draw();
    };

    const frame = ([ax, ay], [bx, by]) => [[ax, ay], [bx, ay], [bx, by], [ax, by]];

    const select = (outline) => {
      const reach = outline ?? [];
      chosen = new Set(marks.filter((mark) => within(mark, reach)).map((mark) => mark.sample));
      const line = (name, row) => {
        const hits = [...chosen].filter((sample) => right(sample, row)).length;
        const all = points.filter((_, sample) => right(sample, row)).length;
        return make("tr", {}, make("th", { scope: "row", textContent: name }),
          make("td", { textContent: `${percent(hits / chosen.size)} (${wilson(hits, chosen.size, z)})` }),
          make("td", { textContent: percent(all / points.length) }));
      };
      const head = ["Row", "Accuracy in the selection", "On the whole map"].map((text) => make("th", { scope: "col", textContent: text }));
      said.replaceChildren(...(chosen.size ? [
        make("p", { textContent: `${chosen.size} of ${points.length} samples selected. Escape, or a click beside the points, lets them go.` }),
        make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Accuracy in the selection" },
          make("table", { className: "data" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows.map(line))))] : []));
      draw();
    };

    const spot = (event) => {
      const { left, top } = canvas.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const nearest = ([x, y], most = NEAR) => {
      const far = (mark) => Math.hypot(mark.x - x, mark.y - y);
      const best = marks.reduce((one, other) => (one && far(one) <= far(other) ? one : other), null);
      return best && far(best) <= most ? best : null;
    };
    const open = (mark) => dashboard.openCase?.(points[mark.sample][0]);

    let start = null, line = [];
    canvas.addEventListener("pointerdown", (event) => {
      start = spot(event);
      line = [start];
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const here = spot(event);
      if (!start) return show(nearest(here));
      line.push(here);
      if (path || Math.hypot(here[0] - start[0], here[1] - start[1]) > 5) {
        path = option("drag") === "box" ? frame(start, here) : line;
        draw();
      }
    });
    canvas.addEventListener("pointerup", (event) => {
      const drawn = path, mark = nearest(spot(event));
      start = path = null;
      if (drawn) select(drawn);
      else if (mark) open(mark);
      else select(null);
    });
    canvas.addEventListener("pointercancel", () => { start = path = null; draw(); });
    canvas.addEventListener("pointerleave", () => { if (!start) show(null); });
    canvas.addEventListener("focus", () => { if (canvas.matches(":focus-visible")) show(at ?? marks[0]); });
    canvas.addEventListener("blur", () => show(null));

    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    canvas.addEventListener("keydown", (event) => {
      const step = steps[event.key], from = at ?? marks[0];
      if (step) {
        const ahead = marks.map((mark) => [mark, mark.x - from.x, mark.y - from.y])
          .filter(([, x, y]) => x * step[0] + y * step[1] > Math.abs(x * step[1] + y * step[0]) && Math.hypot(x, y) > 2)
          .sort(([, ax, ay], [, bx, by]) => Math.hypot(ax, ay) - Math.hypot(bx, by));
        if (ahead.length) show(ahead[0][0]);
      } else if (event.key === "Enter" && at) open(at);
      else if (event.key === " " && at) {
        if (corner) select(frame([corner.x, corner.y], [at.x, at.y]));
        corner = corner ? null : at;
      } else if (event.key === "Escape") {
        corner = null;
        select(null);
      } else return;
      event.preventDefault();
    });

    const fresh = () => { place(); legend(); draw(); };
    form.addEventListener("input", () => { show(null); select(null); fresh(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("themechange", draw);
    stage.append(canvas, tip);
    key.after(said);
    new ResizeObserver(fresh).observe(holder);
    fresh();
    holder.dataset.drawn = "";
  };

  dashboard.script("gallery/map.js");
})();
