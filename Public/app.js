// Tagwerk in the browser. Every page works without this file; with it, questions are answered in place.
// No wording stands here: texts come from the pages' data attributes and from the server.
"use strict";

(() => {
  const entryType = "application/vnd.tagwerk.entry+json";
  const retryDelay = 5000;
  const readingDelay = 4000;
  const toast = document.getElementById("toast");
  const main = document.getElementById("main");

  // Only pages of this server pass through the policy; they are rendered and escaped there.
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("tagwerk", { createHTML: (text) => text })
    : { createHTML: (text) => text };

  const make = (tag, traits) => Object.assign(document.createElement(tag), traits);
  const isReading = () => document.querySelector("#ask ~ .result:not([hidden])");

  start();

  function start() {
    // Tells the server that running entries are followed here and need no Refresh header.
    document.cookie = "js=1; Path=/; SameSite=Lax; Max-Age=31536000";
    document.documentElement.classList.add("js");
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    document.addEventListener("submit", keepTyped);
    addEventListener("pageshow", (event) => event.persisted && refreshStart());
    polish(main);
    giveTypedBack();
    followEntryPage();
    showAgain();
    watch();
  }

  // Asking in place: a part with `data-prompt-form` has a field, a button and the texts of what may go wrong.

  async function ask(part) {
    const field = part.querySelector("textarea");
    const prompt = field.value;
    if (!prompt.trim()) return complain(part, field, part.dataset.empty);
    const button = part.querySelector("button[type=submit]");
    if (button.disabled) return;
    complain(part, field, "");
    button.disabled = true;
    try {
      const fields = [...part.querySelectorAll("textarea, input[type=hidden]"), button].filter((each) => each.name);
      const response = await fetch(button.getAttribute("formaction") ?? part.closest("form").action, {
        method: "POST",
        headers: { Accept: entryType },
        body: new URLSearchParams(fields.map((each) => [each.name, each.value])),
      });
      const answer = await response.json();
      if (!response.ok) return complain(part, field, `${part.dataset.error} ${answer.error ?? ""}`.trim());
      field.value = "";
      if (!document.getElementById(part.dataset.result)) return location.assign(answer.entry);
      // A page that is loaded again, or come back to, goes on where it was.
      history.replaceState({ part: part.dataset.promptForm, answer, prompt }, "");
      show(part, answer, prompt);
      refreshStart();
    } catch {
      complain(part, field, part.dataset.error);
    } finally {
      button.disabled = false;
    }
  }

  function complain(part, field, text) {
    part.querySelector("[role=alert]").textContent = text;
    field.setAttribute("aria-invalid", text ? "true" : "false");
    if (text) field.focus();
  }

  function showAgain() {
    // A link to the page that is shown keeps its state, but whoever follows it begins anew.
    if (performance.getEntriesByType("navigation")[0]?.type === "navigate") return history.replaceState(null, "");
    const { part, answer, prompt } = history.state ?? {};
    const asked = part && document.querySelector(`[data-prompt-form="${CSS.escape(part)}"]`);
    if (asked) show(asked, answer, prompt);
  }

  // A newer question takes the place of the one before, whose work goes on in the history.
  function show(part, answer, prompt) {
    for (const older of document.querySelectorAll(".result")) {
      older.follower?.close();
      older.hidden = true;
    }
    const result = document.getElementById(part.dataset.result);
    const find = (name) => result.querySelector(`[data-${name}]`);
    const status = find("status");
    result.hidden = false;
    find("prompt").textContent = prompt;
    find("entry").href = answer.entry;
    find("entry").classList.remove("unseen");
    find("answer").replaceChildren();
    find("note").textContent = "";
    setStatus(status, "running", status.dataset.sending);
    find("copy")?.classList.add("unseen");
    emptyFrame(find("picture"));
    if (find("stream")) find("stream").hidden = false;
    write(find("stream"), "", true);
    find("stop").hidden = false;
    find("stop").classList.remove("unseen");
    find("stop").onclick = () => {
      fetch(`${answer.entry}/stop`, { method: "POST", headers: { Accept: entryType } }).catch(() => say(part.dataset.error));
    };
    result.scrollIntoView({ block: "nearest" });

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
      find("stop").classList.add("unseen");
      if (!ending && !fragment) return bury(find);
      if (fragment) {
        find("answer").replaceChildren(fragment);
        polish(fragment);
        if (find("stream")) find("stream").hidden = true;
        find("copy")?.classList.toggle("unseen", !fragment.querySelector("[data-raw]"));
      }
      if (ending?.image) await fillFrame(find("picture"), ending.image);
      else if (find("picture")) find("picture").hidden = true;
      if (ending?.status === "failed") {
        say(part.dataset.error);
        const field = part.querySelector("textarea");
        if (!field.value) field.value = prompt;
      }
      refreshStart();
    };
    listen();
  }

  // The entry was deleted elsewhere while it was shown here.
  function bury(find) {
    setStatus(find("status"), "cancelled", "");
    find("note").textContent = find("note").dataset.gone;
    find("entry").classList.add("unseen");
    for (const name of ["stream", "picture"]) if (find(name)) find(name).hidden = true;
    history.replaceState(null, "");
    refreshStart();
  }

  // The frame has the picture's size before the picture is there.

  function emptyFrame(frame) {
    if (!frame) return;
    frame.hidden = false;
    frame.querySelector("[data-space]").toggleAttribute("hidden", false);
    frame.querySelector("[data-zoom]").hidden = true;
    frame.querySelector("[download]").classList.add("unseen");
  }

  async function fillFrame(frame, address) {
    const image = frame.querySelector("img");
    const file = frame.querySelector("[download]");
    image.src = file.href = frame.querySelector("[data-zoom]").href = address;
    file.download = address.slice(address.lastIndexOf("/") + 1);
    // A picture that cannot be decoded is shown as the browser shows such.
    await image.decode().catch(() => {});
    frame.querySelector("[data-space]").toggleAttribute("hidden", true);
    frame.querySelector("[data-zoom]").hidden = false;
    file.classList.remove("unseen");
  }

  function view(link) {
    const image = make("img", { src: link.href, alt: link.querySelector("img").alt });
    const dialog = make("dialog", { className: "viewer", ariaLabel: image.alt });
    const close = make("button", { className: "button", type: "button", ariaLabel: toast.dataset.close });
    const icon = make("span", { className: "icon icon-close" });
    close.append(icon);
    dialog.append(close, image);
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  // A change of language loads the page anew; what was typed is given back to it. The start page sends it along.

  function keepTyped(event) {
    if (event.submitter?.name !== "lang") return;
    sessionStorage.setItem(`typed ${location.pathname}`, JSON.stringify(typed()));
  }

  function giveTypedBack() {
    if (location.pathname === "/language") history.replaceState(null, "", "/");
    const key = `typed ${location.pathname}`;
    // A browser may refuse to remember anything.
    try {
      fill(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
      sessionStorage.removeItem(key);
    } catch {}
  }

  function typed() {
    const fields = [...main.querySelectorAll("textarea[name]")];
    return fields.filter((each) => each.value !== each.defaultValue).map((each) => [each.name, each.value]);
  }

  function fill(texts) {
    for (const [name, text] of texts) {
      const field = main.querySelector(`textarea[name="${CSS.escape(name)}"]`);
      if (field) field.value = text;
    }
  }

  // The running entry

  function followEntryPage() {
    const answer = document.querySelector("#answer > .answer");
    if (!answer?.dataset.events) return;
    const clock = answer.querySelector("[data-elapsed]");
    follow(answer.dataset.events, main, Number(clock?.dataset.since ?? 0), async (ending) => {
      const fresh = await partOf(location.href, "#main");
      if (fresh) {
        const hadFocus = main.contains(document.activeElement);
        const top = scrollY;
        const texts = typed();
        main.classList.add("main-followed");
        main.replaceChildren(...fresh.childNodes);
        if (hadFocus) main.focus({ preventScroll: true });
        scrollTo({ top, behavior: "instant" });
        fill(texts);
        polish(main);
      }
      if (ending) say(ending.label);
      else setTimeout(followEntryPage, retryDelay);
    });
  }

  // Shows an entry's events inside `root`; `whenOver` gets the ending, or nothing where the stream is refused.
  function follow(address, root, elapsed, whenOver) {
    const source = new EventSource(address);
    const on = (name, action) => source.addEventListener(name, action);
    const find = (name) => root.querySelector(`[data-${name}]`);
    const [stream, status, note] = ["stream", "status", "note"].map(find);
    const voice = readAloud(find("heard"));
    const stopClock = runClock(find("elapsed"), elapsed);
    let isFresh = true;
    let known = note?.textContent ?? "";
    const close = () => {
      source.close();
      stopClock();
      voice.end();
      stream?.setAttribute("aria-busy", "false");
    };
    stream?.setAttribute("aria-busy", "true");
    on("text", (event) => {
      // The stream begins at byte 0, so it replaces what the page brought along.
      const { text } = JSON.parse(event.data);
      write(stream, text, isFresh);
      voice.add(text);
      isFresh = false;
    });
    on("reset", () => write(stream, "", true));
    on("state", (event) => {
      const state = JSON.parse(event.data);
      setStatus(status, state.status, state.label);
      // The start page has a badge beside the note; the entry page needs a word in its place.
      known = state.note ?? (root === main ? state.label : "");
      if (note) note.textContent = known;
    });
    on("done", (event) => {
      const ending = JSON.parse(event.data);
      close();
      // Nothing stands there any more when it was deleted meanwhile.
      if (ending) setStatus(status, ending.status, ending.label);
      if (note) note.textContent = "";
      whenOver(ending);
    });
    on("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        close();
        whenOver(null);
      } else if (note) {
        note.textContent = toast.dataset.connection;
      }
    });
    on("open", () => {
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

  // Whoever listens hears whole sentences now and then, not every word as it comes.
  function readAloud(region) {
    let unread = "";
    let timer = 0;
    const read = (upTo) => {
      timer = 0;
      if (region && upTo > 0) region.textContent = unread.slice(0, upTo);
      unread = unread.slice(upTo);
    };
    return {
      add(text) {
        unread += text;
        timer ||= setTimeout(() => read(unread.search(/[.!?。！？:\n][^.!?。！？:\n]*$/) + 1), readingDelay);
      },
      end() {
        clearTimeout(timer);
        read(unread.length);
      },
    };
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

  // What the start page shows of the history and of who would answer.
  async function refreshStart() {
    if (!document.getElementById("history-list")) return;
    try {
      const fresh = await page("/");
      const focused = document.activeElement?.closest("#history-list a")?.getAttribute("href");
      // Above an answer that is being read nothing grows or shrinks.
      for (const part of fresh.querySelectorAll(`#history-list, #today-count${isReading() ? "" : ", [data-engine]"}`)) {
        document.getElementById(part.id)?.replaceWith(document.importNode(part, true));
      }
      if (focused) document.querySelector(`#history-list a[href="${CSS.escape(focused)}"]`)?.focus();
      watch();
    } catch {
      // The column is a convenience: it stays as it was until the next time.
    }
  }

  // While something is under way that this page does not follow itself.
  async function watch() {
    if (watch.isOn) return;
    watch.isOn = true;
    const change = () => document.querySelector("#history-list :is(.status-queued, .status-running)")
      || (!isReading() && document.querySelector("form :is(.engine-preparing, .engine-busy)"));
    while (change()) {
      await new Promise((resolve) => setTimeout(resolve, retryDelay));
      if (!document.hidden) await refreshStart();
    }
    watch.isOn = false;
  }

  // Clicks and keys

  function onClick(event) {
    const open = document.querySelector(".menu[open]");
    if (open && !open.contains(event.target)) open.open = false;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target.closest("button, a");
    const part = target?.closest("[data-prompt-form]");
    if (!target) return;
    if (part && target.type === "submit") return act(event, () => ask(part));
    if (part && target.matches("[data-example]")) return act(event, () => tryOut(target, part));
    if (target.matches("[data-zoom]")) return act(event, () => view(target));
    if (target.matches("[data-copy-link]")) return copy(new URL(target.dataset.copyLink, location.href).href, toast.dataset.linkCopied);
    if (target.matches("[data-copy-block]")) return copy(target.parentElement.querySelector("code").textContent, toast.dataset.blockCopied);
    if (target.matches("[data-copy]")) return copy(target.closest("section").querySelector("[data-raw]").textContent, toast.dataset.copied);
  }

  function act(event, action) {
    event.preventDefault();
    action();
  }

  function onKey(event) {
    if (event.key === "Escape") {
      const open = document.querySelector(".menu[open]");
      if (open) open.open = false;
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const part = event.target.closest("textarea") && event.target.closest("[data-prompt-form]");
    if (part) act(event, () => ask(part));
  }

  // What costs nothing is sent at once; what may cost something, or takes the place of a text, is left to a second press.
  function tryOut(example, part) {
    const field = part.querySelector("textarea");
    const isFree = part.dataset.free === "true" && !field.value;
    field.select();
    // Unlike a new value, this can be undone.
    document.execCommand("insertText", false, example.textContent);
    if (isFree) ask(part);
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
      const block = make("div", { className: "code-block" });
      const button = make("button", { className: "button button-small", type: "button", textContent: toast.dataset.copyBlock });
      button.dataset.copyBlock = "";
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
