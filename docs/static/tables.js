/* Sortable tables and the folded rows of the comparison. Without this script every row is shown, in order. */
"use strict";
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    // A number's exact value is what its hover text says.
    return cell.dataset.sort ?? cell.querySelector("[title]")?.title ?? cell.textContent.trim();
  };

  const compare = (column, numeric, direction) => (a, b) => {
    const [left, right] = [value(a, column), value(b, column)];
    if (left === "" || right === "") return (left === "") - (right === "");
    return direction * (numeric ? left - right : left.localeCompare(right));
  };

  const makeSortable = (table) => {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numeric = [...body.rows].every((row) => !Number.isNaN(Number(value(row, column))));
        const down = head.getAttribute("aria-sort") === "ascending" || (numeric && !head.hasAttribute("aria-sort"));
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        body.append(...[...body.rows].sort(compare(column, numeric, down ? -1 : 1)));
      });
    });
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) makeSortable(table);

  for (const button of document.querySelectorAll("[data-more]")) {
    const table = document.getElementById(`${button.dataset.more}-table`);
    if (!table.querySelector(".more")) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = table.classList.toggle("all");
      button.setAttribute("aria-pressed", String(open));
    });
  }
})();
