// Reviewing in place and by keyboard. Every page works without this file.
"use strict";

(() => {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const words = dialog.dataset;
  const toast = document.getElementById("toast");
  const main = document.getElementById("main");
  // What is being sent; whoever leaves the page waits for it.
  let sending = Promise.resolve();

  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  new MutationObserver(equip).observe(main, { childList: true });
  equip();

  // Marks, stars and notes

  function onSubmit(event) {
    const form = event.target.closest("form[data-review]");
    const button = event.submitter;
    if (!form || !button) return;
    event.preventDefault();
    const fields = new FormData(form);
    fields.append(button.name, button.value);
    const deed = button.name === "do" ? button.value : button.name;
    sending = sending.then(() => send(form.action, fields)).then(
      (answer) => show(answer, fields, deed),
      () => say(words.failed));
  }

  // As a document, which needs no policy of trusted types.
  function send(address, fields) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", address);
      request.responseType = "document";
      request.setRequestHeader("Accept", "text/html");
      // 409 and 413 are the page again, with what is wrong with the note.
      const isPage = () => request.response && (request.status === 200 || [409, 413].includes(request.status));
      request.onload = () => (isPage() ? resolve(request) : reject(request.status));
      request.onerror = reject;
      request.send(new URLSearchParams(fields));
    });
  }

  function show(answer, fields, deed) {
    const there = new URL(answer.responseURL);
    if (answer.status === 200 && there.pathname !== location.pathname) return location.assign(there);
    const fresh = answer.response;
    const focus = rememberFocus();
    swapLines(fresh);
    for (const part of fresh.querySelectorAll("[data-live]")) {
      const old = document.getElementById(part.id);
      if (!old || old.outerHTML === part.outerHTML) continue;
      // What was typed meanwhile is not thrown away.
      const typed = old.querySelector("textarea")?.value ?? null;
      if (typed !== null && plain(typed) !== plain(fields.get("note") ?? "")) continue;
      old.replaceWith(document.importNode(part, true));
    }
    equip();
    focus();
    if (answer.status === 200 && words[deed]) say(words[deed]);
    else document.querySelector("[aria-invalid=true]")?.focus();
  }

  const plain = (text) => text.replaceAll("\r\n", "\n");

  function swapLines(fresh) {
    const [old, next] = [document, fresh].map((page) => page.getElementById("lines"));
    if (!old) return;
    if (!next) return old.closest("form").replaceWith(...fresh.querySelectorAll(".empty-page"));
    const places = new Map([...old.children].map((line) => [line.id, line]));
    for (const line of [...next.children]) {
      const known = places.get(line.id);
      places.delete(line.id);
      // One that did not change stays, and its picture with it.
      old.append(known?.outerHTML === line.outerHTML ? known : document.importNode(line, true));
      if (known && known.outerHTML !== line.outerHTML) known.remove();
    }
    for (const line of places.values()) line.remove();
  }

  // Gives back how to find the same control again, or the line that stands in its place.
  function rememberFocus() {
    const focused = document.activeElement;
    const part = focused.closest("#lines > li, [data-live]");
    if (!part) return () => {};
    const name = focused.dataset.key ? `[data-key=${focused.dataset.key}]` : `.${[...focused.classList].pop()}`;
    const place = part.matches("li") ? [...part.parentElement.children].indexOf(part) : 0;
    return () => {
      const lines = document.querySelectorAll("#lines > li");
      const home = document.getElementById(part.id) ?? lines[Math.min(place, lines.length - 1)] ?? main;
      const same = home.querySelector(name) ?? home.querySelector(".line-link");
      if (same !== document.activeElement) (same ?? home).focus({ preventScroll: true });
    };
  }

  function say(text) {
    toast.textContent = text;
    toast.classList.add("toast-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => toast.classList.remove("toast-shown"), 2500);
  }

  // Keys

  // A browser may refuse to remember anything; then they are on.
  function areOff() {
    try {
      return localStorage.getItem("keys") === "off";
    } catch {
      return false;
    }
  }

  function onClick(event) {
    if (event.target.closest("[data-keys-open]")) dialog.showModal();
    if (!event.target.closest("[data-keys-switch]")) return;
    try {
      localStorage.setItem("keys", areOff() ? "on" : "off");
    } catch {
      say(words.failed);
    }
    equip();
  }

  function equip() {
    const isOff = areOff();
    dialog.querySelector("[data-keys-switch]").textContent = isOff ? words.enable : words.disable;
    for (const each of document.querySelectorAll("[data-key]")) {
      if (isOff) each.removeAttribute("aria-keyshortcuts");
      else each.setAttribute("aria-keyshortcuts", each.dataset.key);
    }
  }

  function onKey(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog") || areOff()) return;
    if (event.key === "?") {
      event.preventDefault();
      return dialog.showModal();
    }
    if (event.shiftKey || !/^[jknpsrecu]$/.test(event.key)) return;
    const target = document.querySelector(`[data-key=${event.key}]`) ?? inLines(event.key);
    if (!target) return;
    event.preventDefault();
    if (event.key === "c" || target.matches(".line-link")) return target.focus();
    if (target.matches("a")) return sending.then(() => target.click());
    if (!event.repeat) target.click();
  }

  // In a list the keys move from line to line, and mark the one that has the focus.
  function inLines(key) {
    const links = [...main.querySelectorAll(".lines .line-link")];
    const line = document.activeElement.closest(".line");
    const place = links.findIndex((link) => line?.contains(link));
    if (key === "j") return links[Math.min(place + 1, links.length - 1)];
    if (key === "k") return links[Math.max(place - 1, 0)];
    if (key === "s") return line?.querySelector(".mark-star");
    return key === "r" ? line?.querySelector(".mark-reviewed") : null;
  }
})();
