// Tagwerk in the browser. Every page works without this file; with it, questions are answered in place.
// No wording stands here: texts come from the pages' data attributes and from the server.
"use strict";

(() => {
  const entryType = "application/vnd.tagwerk.entry+json";
  const retryDelay = 5000;
  const toast = document.getElementById("toast");
  const main = document.getElementById("main");

  // Only pages of this server pass through the policy; they are rendered and escaped there.
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("tagwerk", { createHTML: (text) => text })
    : { createHTML: (text) => text };

  start();

  function start() {
    // Tells the server that running entries are followed here and need no Refresh header.
    document.cookie = "js=1; Path=/; SameSite=Lax; Max-Age=31536000";
    document.documentElement.classList.add("js");
    document.addEventListener("click", onClick);
    for (const form of document.querySelectorAll("[data-prompt-form]")) equip(form);
    polish(main);
    followEntryPage();
  }

  // Asking in place

  function equip(form) {
    const field = form.querySelector("textarea");
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form, field);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  async function ask(form, field) {
    const prompt = field.value;
    if (!prompt.trim()) return complain(form, field, form.dataset.empty);
    const button = form.querySelector("button[type=submit]");
    if (button.disabled) return;
    complain(form, field, "");
    button.disabled = true;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: entryType },
        body: new URLSearchParams(new FormData(form)),
      });
      const answer = await response.json();
      if (response.ok) {
        field.value = "";
        show(answer, prompt, form, field);
      } else {
        complain(form, field, `${form.dataset.error} ${answer.error ?? ""}`.trim());
      }
    } catch {
      complain(form, field, form.dataset.error);
    } finally {
      button.disabled = false;
    }
  }

  function complain(form, field, text) {
    form.querySelector("[role=alert]").textContent = text;
    field.setAttribute("aria-invalid", text ? "true" : "false");
    if (text) field.focus();
  }

  function show(answer, prompt, form, field) {
    const result = document.getElementById(form.dataset.result);
    // A newer question takes the place of the one before, whose work goes on in the history.
    result.follower?.close();
    const part = (name) => result.querySelector(`[data-${name}]`);
    const hide = (name, isHidden) => {
      if (part(name)) part(name).hidden = isHidden;
    };
    result.hidden = false;
    part("prompt").textContent = prompt;
    part("entry").href = answer.entry;
    part("answer").replaceChildren();
    part("note").textContent = "";
    setStatus(part("status"), "running", part("status").dataset.sending);
    hide("copy", true);
    hide("picture", true);
    hide("stream", answer.kind !== "code");
    write(part("stream"), "", true);
    hide("stop", false);
    part("stop").onclick = () => {
      fetch(`${answer.entry}/stop`, { method: "POST", headers: { Accept: entryType } }).catch(() => say(form.dataset.error));
    };
    result.scrollIntoView({ block: "nearest" });
    refreshHistory();

    const listen = () => {
      result.follower = follow(answer.events, result, 0, conclude);
    };
    const conclude = async (ending) => {
      const fragment = ending?.image ? null : await partOf(`${answer.entry}?fragment=answer`, ".answer");
      if (!ending && fragment?.dataset.events) {
        const retry = setTimeout(listen, retryDelay);
        result.follower = { close: () => clearTimeout(retry) };
        return;
      }
      hide("stop", true);
      if (fragment) {
        fragment.removeAttribute("id");
        part("answer").replaceChildren(fragment);
        polish(fragment);
        hide("stream", true);
        hide("copy", !fragment.querySelector("[data-raw]"));
      }
      if (ending?.image) showPicture(part("picture"), ending.image);
      if (ending?.status === "failed") {
        say(form.dataset.error);
        if (!field.value) field.value = prompt;
      }
      refreshHistory();
    };
    listen();
  }

  function showPicture(figure, address) {
    const link = figure.querySelector("a[download]");
    figure.querySelector("img").src = address;
    link.href = address;
    link.download = address.slice(address.lastIndexOf("/") + 1);
    figure.hidden = false;
  }

  // The running entry

  function followEntryPage() {
    const answer = document.getElementById("answer");
    if (!answer?.dataset.events) return;
    const clock = answer.querySelector("[data-elapsed]");
    follow(answer.dataset.events, main, Number(clock?.dataset.since ?? 0), async (ending) => {
      const fresh = await partOf(location.href, "#main");
      if (fresh) {
        const hadFocus = main.contains(document.activeElement);
        main.replaceChildren(...fresh.childNodes);
        if (hadFocus) main.focus();
        polish(main);
      }
      if (ending) say(ending.label);
      else setTimeout(followEntryPage, retryDelay);
    });
  }

  // Shows an entry's events inside `root`; `whenOver` gets the ending, or nothing where the stream is refused.
  function follow(address, root, elapsed, whenOver) {
    const source = new EventSource(address);
    const stream = root.querySelector("[data-stream]");
    const status = root.querySelector("[data-status]");
    const note = root.querySelector("[data-note]");
    const stopClock = runClock(root.querySelector("[data-elapsed]"), elapsed);
    let isFresh = true;
    let known = note?.textContent ?? "";
    const close = () => {
      source.close();
      stopClock();
      stream?.setAttribute("aria-busy", "false");
    };
    stream?.setAttribute("aria-busy", "true");
    source.addEventListener("text", (event) => {
      // The stream begins at byte 0, so it replaces what the page brought along.
      write(stream, JSON.parse(event.data).text, isFresh);
      isFresh = false;
    });
    source.addEventListener("reset", () => write(stream, "", true));
    source.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      setStatus(status, state.status, state.label);
      // The start page has a badge beside the note; the entry page needs a word in its place.
      known = state.note ?? (root === main ? state.label : "");
      if (note) note.textContent = known;
    });
    source.addEventListener("done", (event) => {
      const ending = JSON.parse(event.data);
      close();
      // Nothing stands there any more when it was deleted meanwhile.
      if (ending) setStatus(status, ending.status, ending.label);
      if (note) note.textContent = "";
      whenOver(ending);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        close();
        whenOver(null);
      } else if (note) {
        note.textContent = toast.dataset.connection;
      }
    });
    source.addEventListener("open", () => {
      if (note) note.textContent = known;
    });
    return { close };
  }

  function write(stream, text, replaces) {
    if (!stream) return;
    const isAtEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 40;
    const code = stream.querySelector("code");
    if (replaces) code.textContent = text;
    else code.append(text);
    if (isAtEnd) stream.scrollTop = stream.scrollHeight;
  }

  function setStatus(badge, status, label) {
    if (!badge) return;
    badge.className = `status status-${status}`;
    if (badge.textContent !== label) badge.textContent = label;
  }

  function runClock(clock, elapsed) {
    if (!clock) return () => {};
    const began = Date.now() - elapsed;
    const tick = () => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }

  // Pages in pages

  async function page(address) {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return new DOMParser().parseFromString(policy.createHTML(await response.text()), "text/html");
  }

  async function partOf(address, selector) {
    try {
      const part = (await page(address)).querySelector(selector);
      return part && document.importNode(part, true);
    } catch {
      return null;
    }
  }

  async function refreshHistory() {
    try {
      const fresh = await page("/");
      const focused = document.activeElement?.closest("#history-list a")?.getAttribute("href");
      for (const id of ["history-list", "today-count"]) {
        const part = fresh.getElementById(id);
        if (part) document.getElementById(id)?.replaceWith(document.importNode(part, true));
      }
      if (focused) document.querySelector(`#history-list a[href="${CSS.escape(focused)}"]`)?.focus();
    } catch {
      // The column is a convenience: it stays as it was until the next time.
    }
  }

  // Copying and small things

  function onClick(event) {
    const button = event.target.closest("[data-copy], [data-copy-block]");
    if (!button) return;
    if (button.matches("[data-copy-block]")) {
      copy(button.parentElement.querySelector("code").textContent, toast.dataset.blockCopied);
    } else {
      copy(button.closest("section").querySelector("[data-raw]").textContent, toast.dataset.copied);
    }
  }

  async function copy(text, confirmation) {
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText(text);
      else if (!copyBySelection(text)) throw new Error("refused");
      say(confirmation);
    } catch {
      say(toast.dataset.copyFailed);
    }
  }

  // Over plain HTTP on another address than loopback browsers offer no clipboard object.
  function copyBySelection(text) {
    const field = document.createElement("textarea");
    const focused = document.activeElement;
    field.value = text;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return isDone;
  }

  function say(text) {
    toast.textContent = text;
    toast.classList.add("toast-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => toast.classList.remove("toast-shown"), 4000);
  }

  function polish(root) {
    for (const pre of root.querySelectorAll(".prose pre")) {
      const block = document.createElement("div");
      const button = document.createElement("button");
      block.className = "code-block";
      button.className = "button button-small";
      button.type = "button";
      button.dataset.copyBlock = "";
      button.textContent = toast.dataset.copyBlock;
      pre.replaceWith(block);
      block.append(pre, button);
    }
    // What scrolls must be reachable by keyboard.
    for (const box of root.querySelectorAll(".prose pre, .prose table, details pre, [data-scrolls]")) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight || box.closest("details")) {
        box.tabIndex = 0;
      }
    }
  }
})();
