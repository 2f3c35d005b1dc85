/* What every script needs that saves by itself: a store in this browser, one way to send, how long to wait after a
   failure. Loaded before saving.js and keep_form.js. */
"use strict";

const Sending = (() => {
  const FIRST_RETRY = 1000, LONGEST_RETRY = 30000, PATIENCE = 20000, LONGEST_KEPT_ALIVE = 60000;  // ms, ms, ms, signs

  // The browser's store may be full or forbidden; saving works without it.
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* nothing to be done */ } },
    remove(key) { try { localStorage.removeItem(key); } catch { /* nothing to be done */ } },
  };

  /* Sends `body`; gives the response, or null if none came in time, and its answer: an object from JSON, else text. */
  async function post(url, body, headers = {}) {
    const patience = new AbortController();
    const alarm = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const response = await fetch(url, {
        method: "POST", body, headers, credentials: "same-origin", redirect: "manual",
        keepalive: String(body).length < LONGEST_KEPT_ALIVE, signal: patience.signal,
      });
      const text = await response.text();
      const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
      return { response, answer: isJson ? JSON.parse(text) : text };
    } catch {
      return { response: null, answer: null };
    } finally {
      clearTimeout(alarm);
    }
  }

  const isLoggedOut = (response) => response.headers.has("X-Log-In-Again") || response.type === "opaqueredirect";
  const retryDelay = (failures) => Math.min(FIRST_RETRY * 2 ** failures, LONGEST_RETRY) * (0.75 + Math.random() / 2);

  return { FIRST_RETRY, store, post, isLoggedOut, retryDelay };
})();
