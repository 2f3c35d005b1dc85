/* Saves a whole form while somebody writes, and keeps in this browser what could not be sent yet.
   [data-keep] names what the browser keeps it under; [data-keep-status] holds the words. Without this file the buttons
   of the form save. */
"use strict";

(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form || form.hasAttribute("data-dirty")) return;  // after a conflict the person saves on purpose
  const status = form.querySelector("[data-keep-status]");
  const words = status.dataset;
  const version = form.querySelector("[name=version]");
  const loginNote = form.querySelector("[data-keep-login]");
  let own = null;
  const TYPING_PAUSE = 1500, FIRST_RETRY = 1000, LONGEST_RETRY = 30000, PATIENCE = 20000;
  let timer = null, inFlight = false, isDirty = false, isStuck = false, isLeaving = false, failures = 0, submitter = null;

  // The browser's store may be full or forbidden; saving works without it.
  const store = {
    get() { try { return localStorage.getItem(form.dataset.keep); } catch { return null; } },
    set(value) { own = value; try { localStorage.setItem(form.dataset.keep, value); } catch { /* nothing to be done */ } },
    remove() {
      if (own !== this.get()) return;  // another window keeps something of its own here
      try { localStorage.removeItem(form.dataset.keep); } catch { /* nothing to be done */ }
    },
  };
  const OWN = ["csrfmiddlewaretoken", "version"];
  const entries = () => [...new FormData(form)].filter(([name]) => !OWN.includes(name));
  const written = () => JSON.stringify(entries());

  function say(state, sentence) {
    status.dataset.state = state;
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  function changed(delay) {
    isDirty = true;
    store.set(JSON.stringify({ version: version.value, entries: entries() }));
    if (failures === 0 && !isStuck) say("saving", words.saving);
    plan(failures ? Math.max(delay, FIRST_RETRY) : delay);
  }

  function plan(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }

  async function send() {
    clearTimeout(timer);
    timer = null;
    if (inFlight || !isDirty || isLeaving) return;
    inFlight = true;
    isDirty = false;
    const sent = written();
    const patience = new AbortController();
    const alarm = setTimeout(() => patience.abort(), PATIENCE);
    let response = null, answer = null;
    try {
      response = await fetch(form.action || location.href, {
        method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", redirect: "manual",
        headers: { "X-Save-Quietly": "1" }, signal: patience.signal,
      });
      if ((response.headers.get("Content-Type") || "").startsWith("application/json")) answer = await response.json();
    } catch {
      response = null;
    }
    clearTimeout(alarm);
    inFlight = false;
    const isLoggedOut = response && (response.headers.has("X-Log-In-Again") || response.type === "opaqueredirect");
    loginNote.hidden = !isLoggedOut;
    if (response && response.ok && answer) {
      failures = 0;
      isStuck = false;
      version.value = answer.version;
      if (written() === sent) {
        store.remove();
        say("saved", words.saved.replace("%s", answer.time));
      } else changed(TYPING_PAUSE);
    } else if (answer && response.status < 500 && !isLoggedOut) {
      // Refused for a reason: the next change tries again, the buttons show everything.
      isDirty = true;
      isStuck = true;
      say("failed", words.refused.replace("%s", answer.message));
    } else {
      isDirty = true;
      say("failed", isLoggedOut ? words.login : words.failed);
      plan(Math.min(FIRST_RETRY * 2 ** failures, LONGEST_RETRY) * (0.75 + Math.random() / 2));
      failures += 1;
    }
    if (submitter) goOn();
  }

  // A button waits for what is under way, so that nobody is in conflict with the own last word.
  form.removeAttribute("data-guard");
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (inFlight && !isLeaving) {
      event.preventDefault();
      event.stopImmediatePropagation();
      submitter = event.submitter || form.querySelector("[type=submit]");
      return;
    }
    isLeaving = true;
    setTimeout(() => { isLeaving = false; }, 8000);
  });

  function goOn() {
    const button = submitter;
    submitter = null;
    form.requestSubmit(button);
  }

  form.addEventListener("input", () => changed(TYPING_PAUSE));
  form.addEventListener("focusout", () => { if (isDirty && timer !== null && failures === 0) send(); });
  window.addEventListener("online", () => { if (isDirty) send(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) send(); });
  window.addEventListener("beforeunload", (event) => { if (!isLeaving && (isDirty || inFlight)) event.preventDefault(); });

  // What this browser kept stands above what the server has: it was never sent, and a newer state is not overwritten.
  const kept = store.get();
  if (kept === null) return;
  own = kept;
  try {
    const found = JSON.parse(kept);
    if (JSON.stringify(found.entries) === written()) { store.remove(); return; }
    for (const field of form.elements) {
      if (!field.name || OWN.includes(field.name) || field.type === "submit") continue;
      const values = found.entries.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
    version.value = found.version;
    changed(0);
  } catch {
    store.remove();
  }
})();
