/* The hard-case explorer: filters, sorts and searches the cases and shows one at a time.
   Captions are strangers' text: everything reaches the page as text nodes, never as markup. */
"use strict";
(() => {
  const explorer = document.getElementById("explorer");
  if (!explorer) return;
  const list = explorer.querySelector(".cases");
  const form = explorer.querySelector(".filters");
  const section = `#${explorer.closest("section").id}`;
  const choice = form.elements.samples;  // hard cases or all test samples; results from before have no such choice
  const MOST = 300;  // cards at once
  let data = null, archive = null, shown = [], dialog = null, position = -1;

  const { make } = dashboard;
  const apart = (text) => make("bdi", { textContent: text });
  const contrast = (runs) => make("bdi", {},
    ...runs.map(([text, differs]) => (differs ? make("mark", { textContent: text }) : text)));
  const percent = (share) => (100 * share).toFixed(1);
  const right = (item, index) => item.models[index][0] === item.correct;

  /* ---- the list */

  const picture = (item) => (item.picture ? make("img", {
    src: item.picture[1], width: item.picture[2], height: item.picture[3], alt: "", loading: "lazy", decoding: "async",
  }) : make("span", { className: "no-picture", textContent: `sample ${item.id}` }));

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
      caption("✓", "Right", item.rival.right),
      ...(item.rival.wrong.length ? [caption(item.rival.sign, item.rival.says, item.rival.wrong)] : []), outcome(item));
    return make("li", { className: "case" }, link);
  };

  const confidence = (item) => Math.max(...item.models.map(
    ([chosen, , shares]) => (chosen === item.correct ? 0 : shares[chosen] ?? 0)));

  const orders = {
    margin: (a, b) => Math.abs(a.margin) - Math.abs(b.margin),
    confidence: (a, b) => confidence(b) - confidence(a),
    category: (a, b) => a.label.localeCompare(b.label),
  };

  const wanted = () => {
    const { kind, model, category, search, group } = Object.fromEntries(new FormData(form));
    // Captions that a card shows: a sample that one of its other candidates brought up would look like a mistake.
    const words = search.trim().toLowerCase();
    return (item) => (!kind || item.kinds.includes(kind))
      && (!model || !right(item, Number(model)))
      && (!category || item.label === category)
      && (!group || data.groups[group].has(item.id))
      && (!words || item.id.toLowerCase() === words || item.label.toLowerCase().includes(words)
        || [item.correct, item.rival.place].some((place) => item.choices[place]?.toLowerCase().includes(words)));
  };

  const refresh = () => {
    const every = choice?.value && archive ? archive : data.cases;
    shown = every.filter(wanted());
    const order = orders[form.elements.sort.value];
    if (order) shown.sort(order);
    list.replaceChildren(...shown.slice(0, MOST).map((item) => item.card ??= card(item)));
    list.scrollTop = 0;
    const what = every === archive ? "samples" : "cases";
    form.querySelector(".count").textContent = (shown.length === every.length
      ? `${shown.length} ${what}` : `${shown.length} of ${every.length} ${what}`)
      + (shown.length > MOST ? `; the first ${MOST} are listed, a search finds the others` : "");
  };

  /* ---- the archive: every test sample, loaded when somebody asks for it */

  const anchor = (id) => id.replace(/[^A-Za-z0-9.-]/gu, (letter) => `_${letter.codePointAt(0).toString(16)}_`);

  /* As a hard case, with what is known of every sample: of each row its pick, and the probabilities of that and of the
     right caption. */
  const opened = (captions, [id, label, correct, places, thumbnail, chosen, shares, sure, alike = []]) => {
    const pick = chosen.find((place) => place !== correct);
    const runs = (place) => (place === undefined ? [] : [[captions[places[place]][0], false]]);
    return {
      id, anchor: anchor(id), label, correct, kinds: [], flagged: [], tied: [], margin: Infinity, maps: [],
      choices: places.map((place) => captions[place][0]), labels: places.map((place) => captions[place][1]), alike,
      picture: thumbnail && [thumbnail[0], ...thumbnail],
      models: chosen.map((place, row) => [place, 0, { ...(sure && { [place]: sure[row] }), [correct]: shares[row] }]),
      partial: true,
      rival: { place: pick ?? -1, sign: "✗", says: "picked instead", right: runs(correct), wrong: runs(pick) },
    };
  };

  dashboard.samples = ({ captions, samples }) => {
    const hard = new Map(data.cases.map((item) => [item.id, item]));
    archive = samples.map((sample) => hard.get(sample[0]) ?? opened(captions, sample));
  };

  let loading = null;
  const load = () => loading ??= dashboard.script("gallery/cases.js");

  const openArchive = () => archive ? Promise.resolve() : dashboard.script("gallery/samples.js");

  /* ---- one case */

  const overlay = (item, [row, method, role, choice, image]) => {
    const says = choice === null ? "image only: no caption enters" : `explains the ${role} caption`;
    const [source, , width, height] = item.picture;
    const size = { width, height, decoding: "async", loading: "lazy" };
    const figure = make("figure", { className: "overlay" },
      make("a", { className: "stack", href: source },
        make("img", { ...size, src: source, alt: `Picture of the category ${item.label}` }),
        make("img", { ...size, src: image, alt: "", className: "heat" })),
      make("figcaption", {}, make("span", { textContent: `${method}, ${says}` })));
    const sign = { right: "✓ ", picked: "✗ " }[role] ?? "";
    Object.assign(figure.dataset, { method, caption: sign + (choice === null ? says : item.choices[choice]) });
    return figure;
  };

  /* The maps of one row: the first leads, the others fold away. */
  const rowMaps = (item, row, [lead, ...others]) => {
    const group = make("div", { className: "row-maps" }, make("p", { className: "row-name", textContent: row }), overlay(item, lead));
    group.dataset.row = row;
    const rival = others.find(([, method, role]) => role === "picked" && method === lead[1]);
    if (rival) Object.assign(group.querySelector("figure").dataset, { rival: rival[4], rivalCaption: `✗ ${item.choices[rival[3]]}` });
    if (others.length) {
      group.append(make("details", {},
        make("summary", { textContent: `${others.length} more map${others.length > 1 ? "s" : ""}` }),
        ...others.map((one) => overlay(item, one))));
    }
    return group;
  };

  const maps = (item) => {
    if (item.maps.length) {
      const rows = [...new Set(item.maps.map(([row]) => row))];
      return make("div", { className: "overlays" },
        ...rows.map((row) => rowMaps(item, row, item.maps.filter((one) => one[0] === row))));
    }
    if (!item.picture) return make("p", { className: "hint", textContent: "There was no room for this sample’s picture: evaluation.thumbnails_kb sets how much there is." });
    const [source, , width, height] = item.picture;
    return make("div", { className: "overlays" }, make("figure", { className: "overlay" },
      make("img", { src: source, width, height, alt: `Picture of the category ${item.label}` })));
  };

  const share = (item, place, [chosen, , shares]) => {
    const picked = chosen === place;
    const sign = picked ? (place === item.correct ? "✓ " : "✗ ") : "";
    const known = shares[place] !== undefined;
    const cell = make("td", { className: `number share${picked ? " picked" : ""}` },
      `${sign}${known ? percent(shares[place]) : ""}`);
    cell.style.setProperty("--share", `${known ? percent(shares[place]) : 0}%`);
    if (picked) cell.append(make("span", { className: "away", textContent: " picked" }));
    return cell;
  };

  const candidate = (item, place) => {
    const head = make("th", { scope: "row" });
    if (place === item.correct) head.append("✓ ");
    const { rival } = item;
    head.append(place === item.correct ? contrast(rival.right)
      : place === rival.place ? contrast(rival.wrong) : apart(item.choices[place]));
    const aside = item.tied.includes(place) ? "to a model the same as the right caption"
      : item.flagged.includes(place) ? "may be true as well" : "";
    const asides = [item.labels[place], aside].filter(Boolean);
    if (asides.length) head.append(" ", make("small", {}, apart(asides.join(", "))));
    return make("tr", { className: place === item.correct ? "right" : "" },
      head, ...item.models.map((model) => share(item, place, model)));
  };

  /* Outside the gallery the likely ones are known singly; what a column leaves blank is known together. */
  const blanks = (item) => make("tr", {}, make("th", { scope: "row", textContent: "All left blank, together" }),
    ...item.models.map(([, , shares]) => {
      const rest = 1 - Object.values(shares).reduce((sum, one) => sum + one, 0);
      return make("td", { className: "number share", textContent: percent(Math.max(0, rest)) });  // of rounded shares
    }));

  const lines = (item) => {
    const places = item.choices.map((_, place) => place);
    const known = (place) => !item.partial || place === item.correct || item.models.some(([chosen]) => chosen === place);
    const rows = (some) => some.map((place) => candidate(item, place));
    return [...rows(places.filter(known)), ...(item.partial ? [blanks(item)] : []),
      ...rows(places.filter((place) => !known(place)))];
  };

  const candidates = (item) => {
    const heads = data.models.map((model) => make("th", { scope: "col", textContent: model.short }));
    const table = make("table", { className: "data candidates" },
      make("caption", { className: "away", textContent: "Probabilities of the candidates in per cent" }),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", textContent: "Caption" }), ...heads)),
      make("tbody", {}, ...lines(item)));
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
    const says = [item.kinds.map((kind) => data.kinds[kind]).join(", ") || "sample ", `${position + 1} of ${shown.length}`];
    title.replaceChildren(make("b", {}, apart(item.label)), ` · ${says[0]}`, item.kinds.length ? "" : apart(item.id),
      ` · ${says[1]} · `, make("a", { href: `#case-${item.anchor}`, textContent: "link to this case" }));
    const body = dialog.querySelector(".viewer-body");
    body.replaceChildren(maps(item), candidates(item));
    if (item.alike?.length) body.append(make("p", { className: "hint", textContent: `Two or more candidates read the same to ${item.alike.join(" and ")}.` }));
    body.scrollTop = 0;
    if (item.maps.length) dashboard.addSlider(body);
    history.replaceState(null, "", `#case-${item.anchor}`);
    if (!dialog.open) dialog.showModal();
  };

  const step = (by) => {
    const next = shown[position + by];
    if (next) show(next);
  };

  /* ---- links of the page that ask for a group of samples, and for a row that fails there */

  let asked = null;

  const filter = async () => {
    const { group, model } = asked;
    asked = null;
    await openArchive();
    form.reset();
    choice.value = "all";
    form.elements.group.value = group;
    form.elements.model.value = model;
    refresh();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-group], a[data-case]");
    if (link?.dataset.case) {
      event.preventDefault();
      dashboard.openCase(link.dataset.case);
    } else if (link) {
      asked = link.dataset;
      if (data) filter();
    }
  });

  dashboard.openCase = (id) => {
    location.hash = `#case-${anchor(id)}`;
    load();
  };

  /* ---- start */

  const find = (items) => items.find((one) => `#case-${one.anchor}` === location.hash);

  const follow = async () => {
    if (!location.hash.startsWith("#case-")) return;
    let item = find(data.cases);
    if (!item && choice) {
      await openArchive();
      item = find(archive);
    }
    if (!item) return;
    if (!shown.includes(item)) {
      form.reset();
      if (!data.cases.includes(item)) choice.value = "all";
      refresh();
    }
    show(item);
  };

  dashboard.cases = (loaded) => {
    data = loaded;
    data.groups = data.groups.map((ids) => new Set(ids));
    refresh();
    if (asked) filter();
    form.addEventListener("input", async () => {
      if (choice?.value) await openArchive();
      refresh();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", follow);
    follow();
  };

  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    load();
  }, { rootMargin: "800px 0px" });

  if (location.hash.startsWith("#case-")) load();
  else near.observe(explorer);
})();
