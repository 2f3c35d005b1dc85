/* Keys of the rating: on the sheet within and between criteria, in the matrix between cells. They work only while the
   focus is on a rating, never in a text field, so that no screen reader loses a key of its own. */
"use strict";

(() => {
  const isPlain = (event) => !event.ctrlKey && !event.altKey && !event.metaKey;

  // The sheet: digits and "n" choose, Page Up and Down go to the next criterion.
  const ratings = [...document.querySelectorAll("form[data-autosave] [data-rating]")];
  const enter = (rating) => (rating.querySelector("input:checked") || rating.querySelector("input[type=radio]")).focus();
  for (const [place, rating] of ratings.entries()) {
    rating.addEventListener("keydown", (event) => {
      if (!isPlain(event) || !(event.target === rating || event.target.matches("input[type=radio]"))) return;
      if (event.key === "PageUp" || event.key === "PageDown") {
        const next = ratings[place + (event.key === "PageDown" ? 1 : -1)];
        if (!next) return;
        event.preventDefault();
        enter(next);
        return;
      }
      const wanted = event.key.toLowerCase() === "n" ? "nb" : event.key;
      const radio = [...rating.querySelectorAll("input[type=radio]")].find((one) => one.value === wanted);
      if (!radio) return;
      event.preventDefault();
      radio.focus();
      radio.click();
    });
  }

  // Which cells still need a text, and the reason that belongs to "not assessable".
  for (const grid of document.querySelectorAll("[data-grid]")) {
    const levels = grid.dataset.commentLevels.split(" ").filter(Boolean);
    const mark = (cell) => {
      const select = cell.querySelector("select");
      const reason = cell.querySelector("[data-not-assessable-reason]");
      const observation = cell.querySelector("[data-part=observation]");
      const known = JSON.parse(cell.dataset.known);
      const isOut = select.value === "nb";
      if (reason) reason.hidden = !isOut;
      const isMissing = isOut ? !reason && !known[1] : levels.includes(select.value) && !(observation ? observation.value : known[2]).trim();
      cell.querySelector("[data-text-missing]").hidden = !isMissing;
    };
    for (const type of ["change", "input", "cellwritten"]) {
      grid.addEventListener(type, (event) => {
        const cell = event.target.closest("[data-cell]");
        if (cell) mark(cell);
      });
    }
    for (const cell of grid.querySelectorAll("[data-cell]")) mark(cell);
  }

  // The matrix: arrows move between the cells, digits and "n" choose, 0 and Delete open the cell again.
  for (const grid of document.querySelectorAll("[data-grid]")) {
    const rows = () => [...grid.querySelectorAll("tbody tr")];
    const at = (row, column) => row && row.querySelector(`[data-column="${column}"] select`);
    grid.addEventListener("keydown", (event) => {
      const select = event.target;
      if (!isPlain(event) || !select.matches("[data-column] select")) return;
      const column = Number(select.closest("[data-column]").dataset.column);
      const all = rows();
      const row = all.indexOf(select.closest("tr"));
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (step) {
        event.preventDefault();
        // A row that is locked has no field; go on to the next that has one.
        for (let r = row + step[0], c = column + step[1]; r in all && c >= 0 && c <= Number(grid.dataset.grid); r += step[0], c += step[1]) {
          const next = at(all[r], c);
          if (next) { next.focus(); next.scrollIntoView({ block: "nearest", inline: "nearest" }); return; }
        }
        return;
      }
      const key = event.key.toLowerCase();
      const wanted = { n: "nb", 0: "", delete: "", backspace: "" }[key] ?? key;
      const option = [...select.options].find((one) => one.value === wanted);
      if (!option) return;
      event.preventDefault();
      if (select.value === option.value) return;
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
})();
