/* A toolbar for the light mark-up of a text field: bold, italic, lists, sub-heading.
   [data-markup-for] names the field, [data-markup] of a button what it does. Without this file the hint under the label
   says which signs to type. */
"use strict";

(() => {
  const SIGNS = { bold: "**", italic: "*" };
  const MARK = /^(?:[-*+] |\d+[.)] |#{1,6} )/;
  const LINES = {
    list: { fits: (line) => /^- /.test(line), mark: () => "- " },
    numbers: { fits: (line) => /^\d+\. /.test(line), mark: (place) => `${place + 1}. ` },
    heading: { fits: (line) => /^# /.test(line), mark: () => "# " },
  };

  // Keeps undo where the browser can: what it types itself, it takes back itself.
  function replace(field, start, end, text) {
    field.focus();
    field.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (done) return;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function wordAt(text, place) {
    const before = /[\p{L}\p{N}]*$/u.exec(text.slice(0, place))[0].length;
    const after = /^[\p{L}\p{N}]*/u.exec(text.slice(place))[0].length;
    return [place - before, place + after];
  }

  // *…* stands around the selection, but not as half of **…**; both may stand there together.
  function wears(text, sign) {
    const stars = Math.min(/^\**/.exec(text)[0].length, /\**$/.exec(text)[0].length);
    if (text.length < 2 * sign.length + 1) return false;
    return sign === "*" ? stars === 1 || stars === 3 : stars >= 2;
  }

  function emphasise(field, sign) {
    let [start, end] = [field.selectionStart, field.selectionEnd];
    if (start === end) [start, end] = wordAt(field.value, start);
    while (end > start && /\s/.test(field.value[start])) start += 1;
    while (end > start && /\s/.test(field.value[end - 1])) end -= 1;
    // Whoever presses again has the words selected, not the signs around them.
    while (field.value[start - 1] === "*" && field.value[end] === "*") { start -= 1; end += 1; }
    const lines = field.value.slice(start, end).split("\n").map((line) => {
      const mark = MARK.exec(line)?.[0] ?? "";
      return { mark, words: line.slice(mark.length).trim() };
    });
    const filled = lines.filter((line) => line.words);
    const takesOff = filled.length > 0 && filled.every((line) => wears(line.words, sign));
    const size = sign.length;
    const text = lines.map(({ mark, words }) => {
      if (!words && lines.length > 1) return mark;
      if (takesOff) return mark + words.slice(size, -size);
      return wears(words, sign) ? mark + words : mark + sign + words + sign;
    }).join("\n");
    replace(field, start, end, text);
    if (!filled.length) field.setSelectionRange(start + size, start + size);
    else field.setSelectionRange(start, start + text.length);
  }

  function markLines(field, kind) {
    const value = field.value;
    const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const found = value.indexOf("\n", Math.max(field.selectionEnd - (field.selectionEnd > field.selectionStart ? 1 : 0), start));
    const end = found < 0 ? value.length : found;
    const lines = value.slice(start, end).split("\n");
    const { fits, mark } = LINES[kind];
    const filled = lines.filter((line) => line.trim());
    const takesOff = filled.length > 0 && filled.every(fits);
    let place = 0;
    let text = lines.map((line) => {
      if (!line.trim() && lines.length > 1) return line;
      const words = line.replace(MARK, "");
      if (takesOff) return words;
      place += 1;
      return mark(place - 1) + words;
    }).join("\n");
    const length = text.length;
    // Otherwise the paragraph that follows would count as a part of the last point.
    const rest = value.slice(end + 1).split("\n", 1)[0];
    if (!takesOff && kind !== "heading" && end < value.length && rest.trim() && !fits(rest)) text += "\n";
    replace(field, start, end, text);
    if (filled.length) field.setSelectionRange(lines.length > 1 ? start : start + length, start + length);
  }

  for (const bar of document.querySelectorAll("[data-markup-for]")) {
    const field = document.getElementById(bar.dataset.markupFor);
    if (!field) continue;
    const buttons = [...bar.querySelectorAll("[data-markup]")];
    const act = (name) => (SIGNS[name] ? emphasise(field, SIGNS[name]) : markLines(field, name));
    const enter = (place) => buttons.forEach((button, other) => { button.tabIndex = other === place ? 0 : -1; });
    buttons.forEach((button, place) => {
      button.addEventListener("click", () => { enter(place); act(button.dataset.markup); });
      button.addEventListener("mousedown", (event) => event.preventDefault());  // the selection stays in sight
    });
    bar.addEventListener("keydown", (event) => {
      const here = buttons.indexOf(document.activeElement);
      const last = buttons.length - 1;
      const places = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here ? here - 1 : last, Home: 0, End: last };
      if (here < 0 || !(event.key in places)) return;
      event.preventDefault();
      enter(places[event.key]);
      buttons[places[event.key]].focus();
    });
    field.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const name = { b: "bold", i: "italic" }[event.key.toLowerCase()];
      if (!name) return;
      event.preventDefault();
      act(name);
    });
    enter(0);
    field.before(bar);
    bar.hidden = false;
  }
})();
