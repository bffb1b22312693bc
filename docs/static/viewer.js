/* Heat maps: one slider for their strength, and a picture at full width on request. Without this script the maps lie over
   the pictures at a fixed strength, and a click opens the picture alone. */
"use strict";
(() => {
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const addSlider = (holder) => {
    const slider = make("input", { type: "range", min: 0, max: 100, value: 100 });
    const show = () => holder.style.setProperty("--heat", slider.value / 100);
    slider.addEventListener("input", show);
    show();
    holder.prepend(make("label", { className: "opacity" }, "Heat map", slider));
  };

  /* A map at full width under its caption; ``data-rival`` names the map of the caption that was picked instead. */
  const large = (figure, heat, caption) => {
    const copy = figure.cloneNode(true);
    const stack = copy.querySelector(".stack");
    for (const image of copy.querySelectorAll("img")) image.loading = "eager";
    if (heat) copy.querySelector(".heat").src = heat;
    stack.replaceWith(make("div", { className: "stack" }, ...stack.children));
    copy.replaceChildren(make("p", { className: "caption" }, make("bdi", { textContent: caption })), copy.querySelector(".stack"));
    return copy;
  };

  const sideBySide = (figure) => {
    const { caption, rival, rivalCaption } = figure.dataset;
    return [large(figure, "", caption), ...(rival ? [large(figure, rival, rivalCaption)] : [])];
  };

  const zoom = (figure) => {
    const close = make("button", { type: "button", textContent: "Close", autofocus: true });
    const body = make("div", { className: "viewer-body zoom" });
    const dialog = make("dialog", { className: "viewer" },
      make("div", { className: "viewer-bar" }, make("p", { id: "zoom-title" },
        make("b", { textContent: figure.closest(".row-maps").dataset.row }), ` · ${figure.dataset.method}`), close), body);
    dialog.setAttribute("aria-labelledby", "zoom-title");
    body.append(make("div", { className: "large" }, ...sideBySide(figure)));
    addSlider(body);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); figure.querySelector(".stack").focus(); });
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("click", (event) => {
    const stack = event.target.closest("a.stack");
    if (!stack || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    zoom(stack.closest("figure"));
  });

  for (const holder of document.querySelectorAll("[data-viewer]")) addSlider(holder);
  Object.assign(window.dashboard, { addSlider, make });
})();
