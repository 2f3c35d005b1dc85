/* Saves every cell of a rating as soon as it changes. What is not saved yet stays in this browser and is sent later.
   The page says where: [data-saving] holds texts and region, [data-cell-url] the address, [data-cell] one cell. */
"use strict";

(() => {
  const home = document.querySelector("[data-saving]");
  if (!home) return;
  const words = home.dataset;
  const summary = home.querySelector("[data-saving-summary]");
  const loginNote = home.querySelector("[data-saving-login]");
  const loginLink = loginNote.querySelector("a");
  const form = document.querySelector("form[data-autosave]");
  const version = form ? form.querySelector("[name=version]") : null;
  const { store } = Sending;
  let token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const TYPING_PAUSE = 900, MOST_KNOWN = 20, NEXT_LOOK = 15000;
  let inFlight = null, failures = 0, retryTimer = null, lookTimer = null, stopped = "", isRenewed = false, isLeaving = false;
  let submitter = null;  // the button that waits until everything is saved

  const clean = (value) => value.replace(/\r\n?/g, "\n").trim();
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const fill = (sentence, value) => sentence.replace("%s", value);

  const TEXTS = ["note", "own_note"];  // cells that are one text and belong to no criterion
  const PARTS = ["choice", "reason", "observation", ...TEXTS];

  class Cell {
    constructor(element) {
      this.element = element;
      const host = element.closest("[data-cell-url]");
      this.url = host.dataset.cellUrl;
      this.id = element.dataset.cell;
      this.key = `${host.dataset.store}:${this.id}`;
      this.label = element.dataset.label;
      this.known = [JSON.parse(element.dataset.known)];
      this.kept = {};  // texts from the store that this page has no field for
      this.isDirty = false;
      this.state = "";  // "", saving, saved, failed, conflict, refused
      this.revision = 0;
      this.persisted = null;
      this.timer = null;
      this.status = element.querySelector("[data-cell-status]");
    }

    get isText() { return TEXTS.includes(this.id); }
    get isOutstanding() { return this.isDirty || inFlight === this; }

    part(name) { return this.element.querySelector(`[data-part=${name}]`); }

    get radios() { return [...this.element.querySelectorAll("input[type=radio]")]; }

    read() {
      const values = { ...this.kept };
      for (const name of PARTS) {
        const field = this.part(name);
        if (field) values[name] = field.value;
      }
      if (this.radios.length) values.choice = (this.radios.find((radio) => radio.checked) || { value: "" }).value;
      return values;
    }

    write(values) {
      for (const name of PARTS) {
        const field = this.part(name);
        if (field && name in values) field.value = values[name];
      }
      for (const radio of this.radios) radio.checked = radio.value === values.choice;
      this.element.dispatchEvent(new CustomEvent("cellwritten", { bubbles: true }));
    }

    /* As the server stores it: what is not sent stays as it is. */
    content(values) {
      if (this.isText) return [clean(values[this.id])];
      const last = this.known[this.known.length - 1];
      const reason = "reason" in values ? clean(values.reason) : last[1];
      return [values.choice, values.choice === "nb" ? reason : "", "observation" in values ? clean(values.observation) : last[2]];
    }

    persist() {
      this.persisted = JSON.stringify({ values: this.read(), known: this.known });
      store.set(this.key, this.persisted);
    }

    forget() {
      // Another window may have kept something newer here.
      if (this.persisted !== null && store.get(this.key) === this.persisted) store.remove(this.key);
      this.persisted = null;
      this.kept = {};
    }

    show(state, sentence) {
      this.state = state;
      if (this.status) {
        this.status.textContent = sentence;
        // Whoever has scrolled far below the notice finds the way back to the password here.
        if (sentence === words.waitingLogin && stopped === "session") this.status.append(" ", loginLink.cloneNode(true));
        this.status.dataset.state = state;
      }
      tell(this, sentence);
    }

    changed(delay) {
      if (this.state === "conflict") { this.persist(); return; }
      if (!this.isDirty && inFlight !== this && same(this.content(this.read()), this.known[0]) && this.known.length === 1) return;
      this.isDirty = true;
      this.revision += 1;
      this.persist();
      if (stopped) this.show("failed", words.waitingLogin);
      else if (retryTimer !== null) this.show("failed", words.failed);
      else this.show("saving", words.saving);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => { this.timer = null; pump(); }, delay);
    }

    hurry() {
      if (this.timer === null) return;
      clearTimeout(this.timer);
      this.timer = null;
      pump();
    }
  }

  const cells = [...document.querySelectorAll("[data-cell]")].map((element) => new Cell(element));
  const cellOf = (node) => cells.find((cell) => cell.element.contains(node));
  const outstanding = () => cells.filter((cell) => cell.isOutstanding);

  function tell(cell, sentence) {
    const waiting = cells.filter((one) => one.state === "failed" || (stopped && one.isDirty)).length;
    if (cell.state === "saving") return;
    summary.textContent = waiting ? fill(stopped ? words.waitingHere : words.waiting, waiting) : `${cell.label}: ${sentence}`;
    home.dataset.state = waiting ? "failed" : cell.state;
  }

  function pump() {
    if (inFlight || stopped || retryTimer !== null) return;
    const next = cells.find((cell) => cell.isDirty && cell.timer === null && cell.state !== "conflict");
    if (next) send(next);
    else if (submitter && !outstanding().length) goOn();
  }

  async function send(cell) {
    const values = cell.read();
    const revision = cell.revision;
    const content = cell.content(values);
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, assessor: words.user });
    if (!cell.isText) body.append("criterion", cell.id);
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    for (const known of cell.known) body.append(cell.id === "own_note" ? "own_note_known" : "known", JSON.stringify(known));
    // Should the answer get lost, this may be stored all the same.
    if (!cell.known.some((known) => same(known, content))) cell.known.push(content);
    if (cell.known.length > MOST_KNOWN) cell.known.shift();
    cell.persist();
    inFlight = cell;
    cell.isDirty = false;
    const { response, answer } = await Sending.post(cell.url, body);
    inFlight = null;
    if (response && response.ok && answer.known) saved(cell, revision, answer);
    else if (response && response.status === 409) conflict(cell, answer);
    else if (response && Sending.isLoggedOut(response)) {
      cell.isDirty = true;
      if (isRenewed) failed(cell);
      else await renew();
      isRenewed = !stopped;
    } else if (response && response.status >= 400 && response.status < 500 && response.status !== 429) {
      refused(cell, response.status, answer);
    } else failed(cell);
    pump();
  }

  function saved(cell, revision, answer) {
    failures = 0;
    isRenewed = false;
    cell.known = [JSON.parse(answer.known)];
    const knownField = cell.element.querySelector("[data-known-field]");
    if (knownField) knownField.value = answer.known;
    // The form as a whole is up to date only if nobody else saved in between.
    if (version && version.value === String(answer.before)) version.value = answer.version;
    if (cell.revision !== revision) { cell.persist(); return; }
    cell.forget();
    cell.show("saved", fill(words.saved, answer.time));
    for (const other of cells) if (other.state === "failed") other.show("saving", words.saving);
  }

  function failed(cell) {
    cell.isDirty = true;
    for (const one of cells) if (one.isDirty && one.state !== "conflict") one.show("failed", words.failed);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(again, Sending.retryDelay(failures));
    failures += 1;
    giveUpSubmit(words.notYet);
  }

  function again() {
    clearTimeout(retryTimer);
    retryTimer = null;
    pump();
  }

  function refused(cell, status, answer) {
    if (status === 400 || status === 404) cell.forget();
    cell.show("refused", fill(words.refused, (answer && answer.message) || words.unknown));
    giveUpSubmit(words.notYet);
  }

  function conflict(cell, fragment) {
    cell.isDirty = false;
    cell.persist();
    const parsed = new DOMParser().parseFromString(fragment, "text/html").body.firstElementChild;
    const place = cell.element.querySelector("[data-conflict]") || home.querySelector("[data-conflicts]");
    const box = document.importNode(parsed, true);
    box.querySelector("[data-where]").textContent = cell.label;
    place.append(box);
    const stored = JSON.parse(box.dataset.known);
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-take]");
      if (!button) return;
      box.remove();
      cell.known = [stored];
      if (button.dataset.take === "stored") {
        cell.write(cell.isText ? { [cell.id]: stored[0] } : { choice: stored[0], reason: stored[1], observation: stored[2] });
        cell.forget();
        cell.show("saved", words.kept);
      } else {
        cell.state = "";
        cell.changed(0);
      }
      (cell.radios.find((radio) => radio.checked) || cell.element.querySelector("input, select, textarea")).focus();
    });
    cell.show("conflict", words.conflict);
    giveUpSubmit(words.notYet);
  }

  /* The session has ended, or somebody logged in since this page was opened: ask the server who is there now. */
  async function renew() {
    clearTimeout(lookTimer);
    let page;
    try {
      const response = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store" });
      if (response.status >= 500) throw new Error(response.statusText);
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      const waiting = cells.find((cell) => cell.isDirty);
      if (stopped) lookTimer = setTimeout(look, NEXT_LOOK);
      else if (waiting) failed(waiting);
      return;
    }
    const found = page.body.dataset.user;
    if (found === words.user) {
      stopped = "";
      token = page.querySelector("[name=csrfmiddlewaretoken]").value;
      for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    } else {
      stopped = found ? "other" : "session";
      for (const cell of cells) if (cell.isDirty) cell.show("failed", words.waitingLogin);
      lookTimer = setTimeout(look, NEXT_LOOK);
      if (submitter && stopped === "session") goOn();  // the server keeps the whole form and asks for the password
      else giveUpSubmit(words.notYet);
    }
    loginNote.querySelector("[data-other]").hidden = stopped !== "other";
    loginNote.querySelector("[data-session]").hidden = stopped !== "session";
    loginNote.hidden = !stopped;
  }

  function look() {
    if (stopped && !document.hidden) renew().then(pump);
  }

  /* What leaves with the whole form is not asked about; an answer that leaves the page standing ends this. */
  function leave() {
    isLeaving = true;
    setTimeout(() => { isLeaving = false; }, 8000);
  }

  // Submitting waits for what is under way; what cannot be saved now keeps the sheet from being sent.
  if (form) {
    form.removeAttribute("data-guard");  // js/app.js asks on leaving where nothing is saved by itself
    form.addEventListener("submit", (event) => {
      if (event.submitter && event.submitter === submitter) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      for (const cell of cells) cell.hurry();
      const isHeld = outstanding().length || cells.some((cell) => cell.state === "conflict");
      if (isLeaving || !isHeld || stopped === "session") { leave(); return; }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (cells.some((cell) => cell.state === "conflict" || cell.state === "failed")) {
        summary.textContent = words.notYet;
        if (retryTimer !== null) again();
        return;
      }
      submitter = event.submitter || form.querySelector("[type=submit]");
      summary.textContent = words.submitting;
    });
  }

  function goOn() {
    const button = submitter;
    submitter = null;
    leave();
    form.requestSubmit(button);
  }

  function giveUpSubmit(sentence) {
    if (!submitter) return;
    submitter = null;
    summary.textContent = sentence;
  }

  document.addEventListener("change", (event) => {
    const cell = cellOf(event.target);
    if (cell && !event.target.matches("textarea")) cell.changed(0);
  });
  document.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (cell && event.target.matches("textarea")) cell.changed(TYPING_PAUSE);
  });
  document.addEventListener("focusout", (event) => {
    const cell = cellOf(event.target);
    if (cell) cell.hurry();
  });
  window.addEventListener("online", again);
  window.addEventListener("focus", look);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const cell of cells) cell.hurry();
    else look();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (outstanding().length || cells.some((cell) => cell.state === "conflict"))) event.preventDefault();
  });

  // Browsers bring back what stood in a text field before; only the server and the store say what stands.
  for (const cell of cells) {
    for (const field of cell.element.querySelectorAll("textarea")) field.value = field.defaultValue;
    const kept = store.get(cell.key);
    if (kept === null) continue;
    try {
      const { values, known } = JSON.parse(kept);
      cell.known = known;
      for (const name of ["reason", "observation"]) if (name in values && !cell.part(name)) cell.kept[name] = values[name];
      cell.write(values);
      cell.isDirty = true;
      cell.revision = 1;
      cell.persist();
      cell.show("saving", words.saving);
    } catch {
      store.remove(cell.key);
    }
  }
  pump();
})();
