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
  const TYPING_PAUSE = 1500;
  let timer = null, inFlight = false, isDirty = false, isStuck = false, isLeaving = false, failures = 0, submitter = null;

  const key = form.dataset.keep;
  function keep(value) {
    own = value;
    Sending.store.set(key, value);
  }
  function forget() {
    if (own === Sending.store.get(key)) Sending.store.remove(key);  // else another window keeps something of its own here
  }
  const OWN = ["csrfmiddlewaretoken", "version"];
  const entries = () => [...new FormData(form)].filter(([name]) => !OWN.includes(name));
  const written = () => JSON.stringify(entries());

  function say(state, sentence) {
    status.dataset.state = state;
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  function changed(delay) {
    isDirty = true;
    keep(JSON.stringify({ version: version.value, entries: entries() }));
    if (failures === 0 && !isStuck) say("saving", words.saving);
    plan(failures ? Math.max(delay, Sending.FIRST_RETRY) : delay);
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
    const body = new URLSearchParams(new FormData(form));
    const { response, answer } = await Sending.post(form.action || location.href, body, { "X-Save-Quietly": "1" });
    inFlight = false;
    const isAnswer = response !== null && typeof answer === "object";
    const isLoggedOut = response !== null && Sending.isLoggedOut(response);
    loginNote.hidden = !isLoggedOut;
    if (isAnswer && response.ok) {
      failures = 0;
      isStuck = false;
      version.value = answer.version;
      if (written() === sent) {
        forget();
        say("saved", words.saved.replace("%s", answer.time));
      } else changed(TYPING_PAUSE);
    } else if (isAnswer && response.status < 500 && !isLoggedOut) {
      // Refused for a reason: the next change tries again, the buttons show everything.
      isDirty = true;
      isStuck = true;
      say("failed", words.refused.replace("%s", answer.message));
    } else {
      isDirty = true;
      say("failed", isLoggedOut ? words.login : words.failed);
      plan(Sending.retryDelay(failures));
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
  const kept = Sending.store.get(key);
  if (kept === null) return;
  own = kept;
  try {
    const found = JSON.parse(kept);
    if (JSON.stringify(found.entries) === written()) { forget(); return; }
    for (const field of form.elements) {
      if (!field.name || OWN.includes(field.name) || field.type === "submit") continue;
      const values = found.entries.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
    version.value = found.version;
    changed(0);
  } catch {
    forget();
  }
})();
