/* The editor of a draft: the small buttons work without a round trip. Without this file they send the form. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const status = form.querySelector("[data-announce]");
  const kind = (row) => row.dataset.row[0];
  const isKept = (row) => row.querySelector("[data-removed-mark]").disabled;
  const rowsIn = (list) => [...list.children].filter((element) => element.dataset.row);
  const own = (row, selector) => [...row.querySelectorAll(selector)].find((e) => e.closest("[data-row]") === row);

  // What is said aloud: one sentence of the page with the row's own words in it.
  const announce = (sentence, row, place) => {
    const title = own(row, "[data-title]");
    status.textContent = sentence.replace("{was}", row.dataset.what)
      .replace("{titel}", title ? title.value.trim() : "").replace("{stelle}", place || "").replace(" „“", "");
  };

  const number = (row, text) => {
    for (const element of form.querySelectorAll(`[data-number-of="${row.dataset.row}"]`)) element.textContent = text;
  };

  // The numbers follow the order; what is removed has none.
  const renumber = () => {
    let section = 0;
    for (const part of form.querySelectorAll("[data-rows=s] > [data-row]")) {
      const ofSection = isKept(part) ? `${form.dataset.prefix}.${section += 1}` : "";
      number(part, ofSection);
      let place = 0;
      for (const row of rowsIn(part.querySelector("[data-rows=c]"))) {
        number(row, ofSection && isKept(row) ? `${ofSection}.${place += 1}` : "");
      }
    }
  };

  const placeOf = (row) => {
    const shown = row.querySelector(`[data-number-of="${row.dataset.row}"]`);
    return (shown && shown.textContent) || String(rowsIn(row.parentElement).indexOf(row) + 1);
  };

  // A criterion at the edge of its section goes over into the neighbouring one.
  const neighbourList = (row, up) => {
    const part = row.parentElement.closest("[data-row]");
    if (kind(row) !== "c") return null;
    const next = up ? part.previousElementSibling : part.nextElementSibling;
    return next && next.querySelector("[data-rows=c]");
  };

  const move = (row, up) => {
    const sibling = up ? row.previousElementSibling : row.nextElementSibling;
    if (sibling) {
      if (up) sibling.before(row); else sibling.after(row);
      return true;
    }
    const list = neighbourList(row, up);
    if (!list) return false;
    if (up) list.append(row); else list.prepend(row);
    return true;
  };

  const remove = (row, isRemoved) => {
    const child = (name) => own(row, name) || row.querySelector(`:scope > ${name}`);
    child("[data-removed-mark]").disabled = !isRemoved;
    row.querySelector(":scope > [data-body]").hidden = isRemoved;
    row.querySelector(":scope > [data-gone]").hidden = !isRemoved;
    const title = own(row, "[data-title]");
    for (const shown of form.querySelectorAll(`[data-title-of="${row.dataset.row}"]`)) shown.textContent = title.value;
  };

  const add = (button) => {
    const letter = button.dataset.kind;
    const id = "x" + Date.now().toString(36) + Math.floor(Math.random() * 1296).toString(36);
    const copy = document.createElement("template");
    // Every name in the blank row ends with its own id, so replacing that is all.
    copy.innerHTML = document.querySelector(`template[data-blank=${letter}]`).innerHTML.replaceAll(`${letter}x0`, letter + id);
    const row = copy.content.firstElementChild;
    const list = letter === "s" ? form.querySelector("[data-rows=s]") : button.parentElement.querySelector(`[data-rows=${letter}]`);
    (letter === "q" ? button.previousElementSibling : list).append(row);
    if (letter === "q") row.querySelector("input[name^=track]").value = row.parentElement.dataset.track;
    return row;
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-act]");
    if (!button) return;
    event.preventDefault();
    const act = button.dataset.act;
    const row = act === "add" ? add(button) : button.closest("[data-row]");
    if (act === "up" || act === "down") {
      const moved = move(row, act === "up");
      renumber();
      announce(moved ? form.dataset.moved : form.dataset.edge, row, placeOf(row));
      button.focus();
    } else if (act === "add") {
      renumber();
      announce(form.dataset.added, row);
      own(row, "[data-title]").focus();
    } else {
      remove(row, act === "remove");
      renumber();
      announce(act === "remove" ? form.dataset.removedText : form.dataset.restored, row);
      own(row, `[data-act=${act === "remove" ? "restore" : "remove"}]`).focus();
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
});
