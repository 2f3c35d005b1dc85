/* Keeps the state of a job on its page fresh. Without this file the page has a link that loads it anew. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("[data-job]");
  const live = document.querySelector("[data-job-live]");
  if (!place || !live) return;
  const part = () => place.querySelector("[data-job-part]");
  const words = () => place.querySelector("[data-job-words]").textContent;
  let pause = 1000;

  const look = async () => {
    if (document.hidden) { setTimeout(look, pause); return; }
    try {
      const answer = await fetch(place.dataset.job, { headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected || !answer.ok) return; // logged out meanwhile: the link on the page leads on
      const before = words();
      const hadFocus = place.contains(document.activeElement);
      place.innerHTML = await answer.text();
      if (hadFocus) place.querySelector("a")?.focus();
      if (words() !== before) live.textContent = words(); // said once, not with every page
    } catch { /* away for a moment; the next look may succeed */ }
    pause = Math.min(pause * 1.3, 5000);
    if (part().dataset.ended !== "1") setTimeout(look, pause);
  };
  if (part().dataset.ended !== "1") setTimeout(look, pause);
});
