/* Runs before the first paint: marks the page as scripted and applies the reader's choice of theme. */
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (name) => { try { localStorage.setItem("theme", name); } catch { /* the choice lasts as long as the page */ } };
  const current = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  const changed = () => document.dispatchEvent(new CustomEvent("themechange"));

  root.classList.add("js");
  const chosen = read();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  dark.addEventListener("change", changed);

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const label = () => {
        button.querySelector("[data-theme-name]").textContent = current() === "dark" ? "Light" : "Dark";
      };
      button.hidden = false;
      label();
      document.addEventListener("themechange", label);
      button.addEventListener("click", () => {
        root.dataset.theme = current() === "dark" ? "light" : "dark";
        keep(root.dataset.theme);
        changed();
      });
    }
  });
})();
