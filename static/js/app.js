/* Small helps; every page works without this file. */
"use strict";

/* Ratings that could not be sent yet (js/saving.js) wait in this browser for their own person only. */
const dropKept = (isDropped) => {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith("bewertung:") && isDropped(key.split(":")[1])) localStorage.removeItem(key);
    }
  } catch { /* no store, nothing kept */ }
};

document.addEventListener("DOMContentLoaded", () => {
  const person = document.body.dataset.user;
  if (person) dropKept((owner) => owner !== person);
  for (const form of document.querySelectorAll("form[data-logout]")) {
    form.addEventListener("submit", () => window.addEventListener("pagehide", () => dropKept(() => true)));
  }

  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // Ask before leaving a form with unsaved input.
  for (const form of document.querySelectorAll("form[data-guard]")) {
    let dirty = form.hasAttribute("data-dirty");
    form.addEventListener("input", () => { dirty = true; });
    form.addEventListener("submit", () => { dirty = false; });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  }

  // A second click on the same button sends nothing twice. The server keeps the same rule by itself.
  for (const form of document.querySelectorAll("form[method=post]")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; }
      sent = true;
      // An answer that is a file leaves the page standing; the button must work again then.
      setTimeout(() => { sent = false; }, 8000);
    });
    window.addEventListener("pageshow", () => { sent = false; });
  }

  // What takes seconds says so while it is under way.
  for (const form of document.querySelectorAll("form[data-progress]")) {
    const note = document.querySelector("[data-progress-note]");
    if (!note) continue;
    form.addEventListener("submit", () => { note.hidden = false; });
    window.addEventListener("pageshow", () => { note.hidden = true; });
  }

  // One box ticks all on the page; without this file each is ticked by itself, or all are chosen below the table.
  for (const form of document.querySelectorAll("form[data-selection]")) {
    const head = form.querySelector("[data-select-all]");
    if (!head) continue;
    const all = head.querySelector("input");
    const boxes = [...form.querySelectorAll("input[name=auswahl]")];
    const tell = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    head.hidden = false;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
    form.addEventListener("change", tell);
    tell();
  }

  // The reason field of "nicht beurteilbar" opens together with its radio.
  for (const group of document.querySelectorAll("[data-rating]")) {
    const reason = group.querySelector("[data-not-assessable-reason]");
    if (!reason) continue;
    const show = () => { reason.hidden = !group.querySelector("input[value=nb]:checked"); };
    group.addEventListener("change", show);
    group.addEventListener("cellwritten", show);
    show();
  }
});
