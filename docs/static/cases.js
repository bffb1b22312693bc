/* The hard-case explorer: filters, sorts and searches the cases and shows one at a time.
   Captions are strangers' text: everything reaches the page as text nodes, never as markup. */
"use strict";
(() => {
  const explorer = document.getElementById("explorer");
  if (!explorer) return;
  const list = explorer.querySelector(".cases");
  const form = explorer.querySelector(".filters");
  const section = `#${explorer.closest("section").id}`;
  let data = null, shown = [], dialog = null, position = -1;

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const apart = (text) => make("bdi", { textContent: text });
  const contrast = (runs) => make("bdi", {},
    ...runs.map(([text, differs]) => (differs ? make("mark", { textContent: text }) : text)));
  const percent = (share) => (100 * share).toFixed(1);
  const right = (item, index) => item.models[index][0] === item.correct;

  /* ---- the list */

  const picture = (item) => make("img", {
    src: item.picture[1], width: item.picture[2], height: item.picture[3], alt: "", loading: "lazy", decoding: "async",
  });

  const outcome = (item) => {
    const good = item.models.filter((_, index) => right(item, index)).length;
    const signs = item.models.map((_, index) => (right(item, index) ? "✓" : "✗")).join("");
    return make("span", { className: "marks" },
      make("span", { textContent: signs, ariaHidden: "true" }),
      make("span", { className: "away", textContent: ` ${good} of ${item.models.length} rows right` }));
  };

  const caption = (sign, says, runs) => make("span", { className: "text" },
    make("span", { ariaHidden: "true", textContent: `${sign} ` }),
    make("span", { className: "away", textContent: `${says}: ` }), contrast(runs));

  const card = (item) => {
    const link = make("a", { href: `#case-${item.anchor}` },
      picture(item), make("b", {}, apart(item.label)),
      caption("✓", "Right", item.rival.right), caption(item.rival.sign, item.rival.says, item.rival.wrong), outcome(item));
    return make("li", { className: "case" }, link);
  };

  const confidence = (item) => Math.max(...item.models.map(
    ([chosen, , shares]) => (chosen === item.correct ? 0 : shares[chosen])));

  const orders = {
    margin: (a, b) => Math.abs(a.margin) - Math.abs(b.margin),
    confidence: (a, b) => confidence(b) - confidence(a),
    category: (a, b) => a.label.localeCompare(b.label),
  };

  const wanted = () => {
    const { kind, model, category, search } = Object.fromEntries(new FormData(form));
    const words = search.trim().toLowerCase();
    return (item) => (!kind || item.kinds.includes(kind))
      && (!model || !right(item, Number(model)))
      && (!category || item.label === category)
      && (!words || item.choices.some((text) => text.toLowerCase().includes(words)));
  };

  const refresh = () => {
    shown = data.cases.filter(wanted());
    const order = orders[form.elements.sort.value];
    if (order) shown.sort(order);
    list.replaceChildren(...shown.map((item) => item.card ??= card(item)));
    list.scrollTop = 0;
    form.querySelector(".count").textContent = shown.length === data.cases.length
      ? `${shown.length} cases` : `${shown.length} of ${data.cases.length} cases`;
  };

  /* ---- one case */

  const maps = (item) => {
    const figures = item.maps.map(([row, method, role, choice, image]) => {
      const says = choice === null ? "image only: no caption enters" : `explains the ${role} caption`;
      const [source, , width, height] = item.picture;
      const size = { width, height, decoding: "async" };
      return make("figure", { className: "overlay" },
        make("div", { className: "stack" },
          make("img", { ...size, src: source, alt: `Picture of the category ${item.label}` }),
          make("img", { ...size, src: image, alt: "", className: "heat" })),
        make("figcaption", {}, make("b", { textContent: row }), make("span", { textContent: `${method}, ${says}` })));
    });
    if (!figures.length) {
      const [source, , width, height] = item.picture;
      figures.push(make("figure", { className: "overlay" },
        make("img", { src: source, width, height, alt: `Picture of the category ${item.label}` })));
    }
    return make("div", { className: "overlays" }, ...figures);
  };

  const share = (item, place, [chosen, , shares]) => {
    const picked = chosen === place;
    const sign = picked ? (place === item.correct ? "✓ " : "✗ ") : "";
    const cell = make("td", { className: `number share${picked ? " picked" : ""}` }, `${sign}${percent(shares[place])}`);
    cell.style.setProperty("--share", `${percent(shares[place])}%`);
    if (picked) cell.append(make("span", { className: "away", textContent: " picked" }));
    return cell;
  };

  const candidate = (item, place) => {
    const head = make("th", { scope: "row" });
    if (place === item.correct) head.append("✓ ");
    const { rival } = item;
    head.append(place === item.correct ? contrast(rival.right)
      : place === rival.place ? contrast(rival.wrong) : apart(item.choices[place]));
    const asides = [item.labels[place], item.flagged.includes(place) ? "may be true as well" : ""].filter(Boolean);
    if (asides.length) head.append(" ", make("small", {}, apart(asides.join(", "))));
    return make("tr", { className: place === item.correct ? "right" : "" },
      head, ...item.models.map((model) => share(item, place, model)));
  };

  const candidates = (item) => {
    const heads = data.models.map((model) => make("th", { scope: "col", textContent: model.short }));
    const table = make("table", { className: "data candidates" },
      make("caption", { className: "away", textContent: "Probabilities of the candidates in per cent" }),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: "Caption" }), ...heads)),
      make("tbody", {}, ...item.choices.map((_, place) => candidate(item, place))));
    const box = make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Candidates" }, table);
    return box;
  };

  const button = (text, label, act) => {
    const made = make("button", { type: "button", textContent: text, ariaLabel: label });
    made.addEventListener("click", act);
    return made;
  };

  const build = () => {
    dialog = make("dialog", { className: "viewer" });
    dialog.setAttribute("aria-labelledby", "viewer-title");
    dialog.append(
      make("div", { className: "viewer-bar" },
        make("p", { id: "viewer-title" }),
        button("←", "Previous case", () => step(-1)),
        Object.assign(button("→", "Next case", () => step(1)), { autofocus: true }),
        button("Close", "Close", () => dialog.close())),
      make("div", { className: "viewer-body" }));
    dialog.addEventListener("close", () => {
      history.replaceState(null, "", section);
      shown[position]?.card?.firstChild.focus();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.target.matches("input, .scroll")) return;
      if (event.key === "ArrowRight" || event.key === "ArrowDown") step(1);
      else if (event.key === "ArrowLeft" || event.key === "ArrowUp") step(-1);
      else return;
      event.preventDefault();
    });
    document.body.append(dialog);
  };

  const show = (item) => {
    if (!dialog) build();
    position = shown.indexOf(item);
    const title = dialog.querySelector("#viewer-title");
    title.replaceChildren(make("b", {}, apart(item.label)), ` · ${item.kinds.map((kind) => data.kinds[kind]).join(", ")} · ${position + 1} of ${shown.length} · `,
      make("a", { href: `#case-${item.anchor}`, textContent: "link to this case" }));
    const body = dialog.querySelector(".viewer-body");
    body.replaceChildren(maps(item), candidates(item));
    body.scrollTop = 0;
    if (item.maps.length) dashboard.addSlider(body);
    history.replaceState(null, "", `#case-${item.anchor}`);
    if (!dialog.open) dialog.showModal();
  };

  const step = (by) => {
    const next = shown[position + by];
    if (next) show(next);
  };

  /* ---- start */

  const follow = () => {
    if (!location.hash.startsWith("#case-")) return;
    const item = data.cases.find((one) => `#case-${one.anchor}` === location.hash);
    if (!item) return;
    if (!shown.includes(item)) { form.reset(); refresh(); }
    show(item);
  };

  dashboard.cases = (loaded) => {
    data = loaded;
    refresh();
    form.addEventListener("input", refresh);
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", follow);
    follow();
  };

  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    dashboard.script("gallery/cases.js");
  }, { rootMargin: "800px 0px" });

  if (location.hash.startsWith("#case-")) dashboard.script("gallery/cases.js");
  else near.observe(explorer);
})();
