/* The opacity slider over pictures with heat maps. Without it the maps lie over them at a fixed strength. */
"use strict";
(() => {
  const addSlider = (holder) => {
    const overlays = holder.querySelector(".overlays");
    if (!overlays || !overlays.children.length) return;
    const label = document.createElement("label");
    const slider = document.createElement("input");
    Object.assign(slider, { type: "range", min: 0, max: 100, value: 65 });
    label.className = "opacity";
    label.append("Heat map", slider);
    const show = () => overlays.style.setProperty("--heat", slider.value / 100);
    slider.addEventListener("input", show);
    overlays.before(label);
  };

  for (const holder of document.querySelectorAll("[data-viewer]")) addSlider(holder);
  window.dashboard.addSlider = addSlider;
})();
