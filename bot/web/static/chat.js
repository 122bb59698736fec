// The page of the web chat. The server keeps the conversation; this shows it, and makes sure that
// what somebody says arrives once, whatever the network does in between.

const $ = (id) => document.getElementById(id);
const on = (id, event, handle) => $(id).addEventListener(event, handle);
const each = (selector, act, within = document) => within.querySelectorAll(selector).forEach((e) => act(e));
const root = document.documentElement;
const log = $("log");
const list = $("messages");
const words = $("words");

// ---- what this device remembers

// Several identities live in one browser, each under its own slot.
const PREFIX = `buurtstem:${location.pathname.split("/")[2]}:`;
const WEEK = 7 * 24 * 3600 * 1000;

/** Where storage is refused nothing is remembered, and all else works. */
function storage(name) {
  let box = {};
  try { box = window[name]; } catch { /* until the page closes */ }
  return {
    get: (key) => box[PREFIX + key],
    set(key, value) { try { box[PREFIX + key] = value; } catch { /* full */ } },
    drop(key) { delete box[PREFIX + key]; },
    keys: (start) => Object.keys(box).filter((key) => key.startsWith(PREFIX + start)).sort()
      .map((key) => key.slice(PREFIX.length)),
  };
}
const kept = storage("localStorage");
const keptForTab = storage("sessionStorage");

// ---- words and language

let texts = {};
let language = "nl";
let zone; // of the programme: whoever looks from elsewhere sees its hours
const t = (key) => texts[key] ?? "";

const hasMouse = () => matchMedia("(hover: hover) and (pointer: fine)").matches;

/** Ready to type; never on a touch screen, where a keyboard would cover what is to be read. */
function toWords() {
  if (hasMouse()) words.focus({ preventScroll: true });
}

function speakLanguage(state) {
  language = state.language;
  zone = state.zone;
  root.lang = language;
  root.dir = state.dir;
  texts = state.texts;
  kept.set("language", language);
  document.title = t("web-title") || document.title;
  words.placeholder = t("web-placeholder");
  putWords(document);
  showLanguages(state.languages);
  $("move").hidden = !state.elsewhere;
  markDays();
  offerListening();
}

/** What stays the same is not touched: a screen reader would read it again. */
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function putWords(within) {
  each("[data-t]", (e) => set(e, t(e.dataset.t) || e.textContent), within);
  each("[data-label]", (e) => { e.title = t(e.dataset.label); e.setAttribute("aria-label", e.title); }, within);
}

function showLanguages(languages) {
  $("open-languages").hidden = Object.keys(languages).length < 2;
  $("language-list").replaceChildren(...Object.entries(languages).map(([code, name]) => {
    const button = make("button", { lang: code, dir: "auto", textContent: name });
    if (code === language) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => chooseLanguage(code));
    return button;
  }));
}

function chooseLanguage(code) {
  $("languages").close();
  if (known) return enqueue({ kind: "tap", action: `l:${code}` });
  kept.set("language", code);
  refresh();
}

/** The answer to a language choice comes a moment later: look until the page's words follow. */
async function followLanguage(code) {
  for (const wait of [300, 1000, 2000, 5000]) {
    await pause(wait);
    if (language === code) return;
    await refresh();
  }
}

// ---- talking to the server

/** Post, or get when there is no body. Status 0: the server was not reached. */
async function call(path, body, { type = "application/json", seconds = 20 } = {}) {
  const post = body && { method: "POST", headers: { "Content-Type": type }, body };
  try {
    const signal = AbortSignal.timeout?.(seconds * 1000);
    const answer = await fetch(path, { cache: "no-store", signal, ...post });
    const json = await answer.json().catch(() => ({}));
    reached(true);
    return { status: answer.status, ok: answer.ok, json, retryAfter: answer.headers.get("Retry-After") };
  } catch {
    reached(false);
    return { status: 0, ok: false, json: {} };
  }
}

const callJson = (path, value) => call(path, JSON.stringify(value));

/** 0.5 s doubling to 15 s, spread: phones that lost the bot do not return all at once. */
const backoff = (attempt) => Math.min(500 * 2 ** Math.min(attempt, 5), 15000) * (0.8 + Math.random() * 0.2);

const sleepers = new Set();
function pause(ms) {
  return new Promise((wake) => {
    const awake = () => { clearTimeout(timer); sleepers.delete(awake); wake(); };
    const timer = setTimeout(awake, ms);
    sleepers.add(awake);
  });
}

let banner;

/** Say that there is no connection, unless it is back in a blink. */
function reached(yes) {
  if (yes && navigator.onLine) {
    banner = clearTimeout(banner);
    set($("offline"), "");
  } else {
    banner ??= setTimeout(() => set($("offline"), t("web-offline")), navigator.onLine ? 1500 : 0);
  }
}

/** A random UUID; crypto.randomUUID is absent on plain http. */
const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
  (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

// ---- state and stream

let ready = false; // is the history there?
let known = false; // has this browser an identity here?
let starts = 0; // identities made that did not stay: cookies are refused
let last = 0; // the highest seq that was shown
let stream, reopening, quiet;
let failures = 0;

async function load() {
  for (let attempt = 0; !(await refresh()); attempt++) {
    $("unreached").hidden = !attempt;
    await pause(backoff(attempt));
  }
  $("waiting").hidden = true;
  $("composer").hidden = $("open-menu").hidden = false;
  fitComposer();
  toNewest();
  ready = true;
  // History is not read out; what comes from now on is.
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  if (top === window) toWords();
}

async function refresh() {
  const wish = known ? "" : kept.get("language");
  const { ok, json } = await call(wish ? `state?language=${encodeURIComponent(wish)}` : "state");
  if (!ok) return false;
  const lost = known && !json.known;
  known = json.known;
  if (known) starts = 0;
  if (lost) clearTranscript();
  speakLanguage(json);
  json.messages.forEach(upsert);
  last = Math.max(last, json.last);
  markDays();
  seen();
  return true;
}

function openStream() {
  if (stream || document.hidden || !known) return;
  clearTimeout(reopening);
  stream = new EventSource(`stream?after=${last}`);
  stream.onopen = () => { failures = 0; reached(true); };
  stream.onmessage = (event) => { listenOn(); receive(JSON.parse(event.data)); };
  stream.addEventListener("beat", listenOn);
  stream.onerror = () => lostStream();
}

/** Once the server is known to send heartbeats, a silent stream is a dead one. */
function listenOn() {
  clearTimeout(quiet);
  quiet = setTimeout(lostStream, 50000);
}

function closeStream() {
  stream = stream?.close();
  clearTimeout(quiet);
  clearTimeout(reopening);
}

function lostStream() {
  closeStream();
  failures++;
  reopening = setTimeout(catchUp, backoff(failures - 1));
}

/** The state tells why it failed: no network, or an identity that is no more. */
async function catchUp() {
  if (document.hidden) return;
  if (!(await refresh())) return lostStream();
  if (!known) welcome();
  openStream();
}

function receive(message) {
  const follow = following;
  upsert(message);
  last = Math.max(last, message.seq);
  markDays();
  if (message.from === "me") toEnd();
  else if (follow) showNewest(shown.get(message.id).li);
  else offerMore("");
  if (message.from === "bot" && !message.chosen) readyToType(message);
  seen();
}

let tappedByMouse = false;

/** After a tap by mouse the text field is next, where the question wants words. */
function readyToType({ buttons = [] }) {
  const wanted = buttons.flat().every(({ action = "" }) => /^c:[^:]*:(skip|back|help|pause)/.test(action));
  if (tappedByMouse && wanted) toWords();
  tappedByMouse = false;
}

let seenUpTo = 0;
let seeing = null;

/** Tell what was fetched and shown, at most once a second. */
function seen(wait = 1000) {
  if (seeing || !known || document.hidden || last <= seenUpTo) return;
  seeing = setTimeout(async () => {
    const upTo = last;
    const ok = !document.hidden && (await callJson("seen", { last: upTo })).ok;
    seeing = null;
    if (ok) seenUpTo = upTo;
    seen(ok ? 1000 : 10000);
  }, wait);
}

// ---- saying something

const queue = []; // in order, one at a time
let sending = false;

function enqueue(item) {
  item = { id: uuid(), at: Date.now(), ...item };
  queue.push(item);
  if (!item.blob && item.kind !== "start") kept.set(keyOf(item), JSON.stringify(item));
  showWaiting(item);
  if (sending) [...sleepers].forEach((wake) => wake()); // what must wait does not hold up what need not
  pump();
}

const keyOf = (item) => `say:${item.at}:${item.id}`;

function restoreQueue() {
  for (const key of kept.keys("say:")) {
    try {
      const item = JSON.parse(kept.get(key));
      if (Date.now() - item.at < WEEK) { queue.push(item); continue; }
    } catch { /* not ours */ }
    kept.drop(key);
  }
  queue.forEach(showWaiting);
}

async function pump() {
  if (sending) return;
  sending = true;
  for (let attempt = 0; queue.length; ) {
    // A photo too many waits its time; words go before it.
    const item = queue.find(({ notBefore }) => !(notBefore > Date.now()));
    if (!item) {
      await pause(Math.max(50, Math.min(...queue.map(({ notBefore }) => notBefore)) - Date.now()));
      continue;
    }
    // Six visible pages take all connections to the host: then this one gives up its own.
    const stuck = setTimeout(lostStream, 4000);
    const answer = await (item.kind === "start" ? begin(item) : post(item));
    clearTimeout(stuck);
    if (!queue.includes(item)) continue; // forgotten meanwhile
    if (answer.ok || isFinal(answer.status)) {
      queue.splice(queue.indexOf(item), 1);
      kept.drop(keyOf(item));
      if (item.kind !== "start") attempt = 0;
      if (answer.ok) accepted(item);
      else refused(item, answer.json.say || t("web-not-sent"));
      continue;
    }
    if (answer.status === 401 && mayStart()) queue.unshift({ id: uuid(), kind: "start" });
    if (answer.json.say) showNote(item, answer.json.say);
    const wait = Number(answer.retryAfter) * 1000;
    if (item.blob && answer.status === 429 && wait) item.notBefore = Date.now() + wait;
    else await pause(wait || backoff(attempt++));
  }
  sending = false;
}

/** Two pages opened at once are one identity: the second finds what the first has made. */
function begin(item) {
  const send = async () => ((await refresh()) && known ? { ok: true, json: {} } : post(item));
  return navigator.locks ? navigator.locks.request(`begin ${location.pathname}`, send) : send();
}

const isFinal = (status) => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

function post({ id, kind, text, action, message, blob, seconds, name }) {
  if (blob) {
    const query = new URLSearchParams({ id, kind });
    if (seconds) query.set("seconds", seconds);
    if (name) query.set("name", name.slice(-60));
    return call(`upload?${query}`, blob, { type: blob.type || "application/octet-stream", seconds: 180 });
  }
  const wish = kind === "start" ? kept.get("language") ?? undefined : undefined;
  return callJson("events", { id, kind, text, action, message, language: wish });
}

function accepted(item) {
  if (item.kind === "start") {
    known = true;
    starts++;
    $("begin").hidden = true;
  }
  openStream();
  const li = bubbleOf(item);
  if (li) {
    settle(li);
    setNote(li, "");
  }
  if (item.kind === "tap") {
    if (item.action.startsWith("l:")) followLanguage(item.action.slice(2));
    // A tap that changed nothing (an old button) leaves no dead buttons.
    setTimeout(() => letTap(item.message), 8000);
  }
}

function refused(item, say) {
  showNote(item, say);
  $("status").textContent = say;
  if (item.kind === "tap") {
    kept.drop(`tapped:${item.message}`); // it did not arrive
    shown.get(item.message)?.li.querySelector(".chosen")?.remove();
    return letTap(item.message);
  }
  const li = provisional.get(item.id);
  if (!li) return;
  settle(li);
  li.dataset.id = newestId() + 0.5; // it keeps its place when more follows
  if (item.kind === "text" && !words.value) { words.value = item.text; fitComposer(); }
}

/** Show at once what is on its way; whoever says something wants to see what comes. */
function showWaiting(item) {
  following = true;
  if (item.kind === "tap") return holdButtons(item);
  if (item.kind === "start" || bubbleOf(item)) return;
  if (item.blob) blobUrls.set(item.id, URL.createObjectURL(item.blob));
  const li = makeMessage({ from: "me", text: item.text ?? "", media: item.blob && item, event: item.id,
    at: new Date(item.at).toISOString() });
  li.classList.add("sending");
  li.querySelector(".state").textContent = t("web-sending");
  provisional.set(item.id, li);
  list.append(li);
  markDays();
  toEnd();
}

function showNote(item, say) {
  const li = bubbleOf(item) ?? shown.get(item.message)?.li ?? list.lastElementChild;
  if (!li) return;
  setNote(li, say);
  if (li === list.lastElementChild) toEnd();
}

const blobUrls = new Map(); // by event: what was recorded here is not fetched back

// ---- the transcript

const shown = new Map(); // message id -> {li, message}
const provisional = new Map(); // event id -> li

const bubbleOf = ({ id }) => provisional.get(id) ?? list.querySelector(`[data-event="${CSS.escape(id)}"]`);
const newestId = () => Math.max(0, ...shown.keys());

function clearTranscript() {
  list.replaceChildren();
  for (const url of blobUrls.values()) URL.revokeObjectURL(url);
  blobUrls.clear();
  shown.clear();
  provisional.clear();
  last = seenUpTo = 0;
}

/** Show a message, or what changed of it: only that is read out. */
function upsert(message) {
  const before = shown.get(message.id);
  if (before && before.message.seq >= message.seq) return;
  const li = before?.li ?? provisional.get(message.event) ?? makeMessage(message);
  if (message.event) {
    provisional.delete(message.event);
    li.dataset.event = message.event;
  }
  li.dataset.id = message.id;
  if (!queue.some(({ id }) => id === message.event)) settle(li); // sent once the post was answered
  li.querySelector("time").dateTime = message.at; // the programme's clock, not the phone's
  setText(li, message.text);
  if (message.from === "bot") setButtons(li, message);
  shown.set(message.id, { li, message });
  place(li, message.id);
}

function place(li, id) {
  let next = null;
  for (let e = list.lastElementChild; e; e = e.previousElementSibling) {
    if (e === li) continue;
    if (e.dataset.id && Number(e.dataset.id) < id) break;
    next = e;
  }
  if (li.parentNode !== list || li.nextElementSibling !== next) list.insertBefore(li, next);
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function makeMessage(message) {
  const own = message.from === "me";
  const li = $("message").content.firstElementChild.cloneNode(true);
  const part = (selector) => li.querySelector(selector);
  li.className = own ? "me" : "bot";
  part(".hear").dataset.t = own ? "web-you-said" : "web-bot-says";
  part("time").dateTime = message.at;
  if (own) part(".listen").remove();
  if (message.media) part(".bubble").prepend(makeMedia(message));
  putWords(li);
  setText(li, message.text);
  return li;
}

function setText(li, text) {
  const p = li.querySelector(".text");
  if (p.textContent !== text) p.replaceChildren(...linked(text));
}

/** Only https addresses become links; everything stays text. */
function linked(text) {
  return text.split(/(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/u).map((part, i) => i % 2
    ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer", textContent: part })
    : part);
}

/** No longer on its way. */
function settle(li) {
  li.classList.remove("sending");
  li.querySelector(".state").textContent = "";
}

function setNote(li, text) {
  li.querySelector(".note")?.remove();
  if (text) li.append(make("p", { className: "note", textContent: text, dir: "auto" }));
}

function makeMedia({ media, event }) {
  const url = blobUrls.get(event) ?? `media/${encodeURIComponent(media.id)}`;
  const box = make("div", { className: "media" });
  const file = () => make("a", { className: "file", href: url, download: "", target: "_blank",
    textContent: `📎 ${t(media.kind === "voice" ? "web-a-recording" : "web-a-photo")}` });
  if (media.kind === "photo") {
    const image = make("img", { src: url, alt: t("web-a-photo"), loading: "lazy" });
    box.append(make("a", { href: url, target: "_blank", rel: "noopener" }, image));
  } else if (media.kind === "voice") {
    const audio = make("audio", { src: url, controls: true, preload: "none" });
    audio.setAttribute("aria-label", t("web-a-recording"));
    // What cannot be played here can still be saved.
    audio.addEventListener("error", () => audio.replaceWith(file()));
    box.append(audio, `🎙 ${media.seconds ? clock(media.seconds) : ""}`);
  } else {
    box.append(file());
  }
  return box;
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Each message's time; the day above the first of each day. */
function markDays() {
  const hour = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
  let previous;
  for (const li of list.children) {
    const time = li.querySelector("time");
    const at = new Date(time.dateTime);
    const label = day.format(at);
    set(time, hour.format(at));
    if (label === previous) delete li.dataset.day;
    else li.dataset.day = label;
    previous = label;
  }
}

// ---- buttons under a message

function setButtons(li, message) {
  const wanted = JSON.stringify(message.buttons ?? []);
  if (li.dataset.buttons !== wanted) {
    li.dataset.buttons = wanted;
    const old = li.querySelector(".buttons");
    // Who tapped by keyboard goes on from here, not from the top of the page.
    if (old?.contains(document.activeElement)) li.focus({ preventScroll: true });
    old?.remove();
    if (message.buttons?.length) li.querySelector(".bubble").after(makeButtons(message));
  } else {
    letTap(message.id);
  }
  const tap = queue.find((item) => item.kind === "tap" && item.message === message.id) ?? tapOf(message.id);
  if (message.chosen) showChosen(li, message.chosen);
  else if (tap) showChosen(li, tap.label);
  if (tap && (tap.kind || answers(tap))) holdButtons(tap, li);
}

/** What was tapped stands there as said, at once. */
function showChosen(li, label) {
  label = label?.replace(/^✅\s*/u, ""); // one tick is enough
  if (!label) return;
  let chosen = li.querySelector(".chosen");
  if (!chosen) {
    const you = make("span", { className: "hear", textContent: `${t("web-you-said")} ` });
    chosen = make("p", { className: "chosen", dir: "auto" }, you, "");
    li.append(chosen);
  }
  if (chosen.lastChild.data !== `✓ ${label}`) chosen.lastChild.data = `✓ ${label}`;
}

/** What was tapped here under a message: an answered question stays answered, also after a reload. */
const tapOf = (message) => {
  try { return JSON.parse(kept.get(`tapped:${message}`) ?? "null"); } catch { return null; }
};
const answers = ({ action }) => /^[ac]:/.test(action);

function rememberTap({ message, action, label }) {
  kept.set(`tapped:${message}`, JSON.stringify({ action, label, at: Date.now() }));
  const all = kept.keys("tapped:");
  if (all.length > 80) all.sort((a, b) => a.slice(7) - b.slice(7)).slice(0, 20).forEach((key) => kept.drop(key));
}

function makeButtons({ buttons }) {
  return make("div", { className: "buttons" }, ...buttons.map((row) =>
    make("div", { className: "row" }, ...row.map(({ label, action, link }) => {
      if (link) return make("a", { href: link, rel: "noopener", textContent: label, dir: "auto" });
      const button = make("button", { textContent: label, dir: "auto" });
      button.dataset.action = action;
      if (ready) { // a second tap meant for the question before must not press this one
        button.classList.add("fresh");
        setTimeout(() => button.classList.remove("fresh"), 400);
      }
      return button;
    }))));
}

list.addEventListener("click", ({ target, pointerType }) => {
  const button = target.closest("button");
  if (!button || button.getAttribute("aria-disabled")) return;
  const { action } = button.dataset;
  if (action === CODE) showCode();
  else if (action) {
    tappedByMouse = pointerType === "mouse";
    const tap = { action, label: button.textContent, message: Number(button.closest("li").dataset.id) };
    if (!action.startsWith("l:")) rememberTap(tap);
    enqueue({ kind: "tap", ...tap });
  }
  else readAloud(button);
});

/** aria-disabled instead of disabled: the keyboard's place is not lost. */
function holdButtons(item, li = shown.get(item.message)?.li) {
  if (!li) return;
  each(".row button", (button) => {
    button.setAttribute("aria-disabled", "true");
    button.classList.toggle("pressed", button.dataset.action === item.action);
  }, li);
  showChosen(li, item.label);
}

function letTap(id) {
  const tap = tapOf(id);
  if (tap && answers(tap)) return;
  if (shown.has(id)) each(".row button", (button) => {
    button.removeAttribute("aria-disabled");
    button.classList.remove("pressed");
  }, shown.get(id).li);
}

// ---- where the reader is

let following = true; // the reader did not scroll up
let put = -1; // where the page itself last scrolled to

function scrollLog(y) {
  log.scrollTop = y;
  put = log.scrollTop;
}

function toEnd() {
  scrollLog(log.scrollHeight);
  following = true;
  $("newer").hidden = true;
}

/** The newest question and its buttons in sight; of one that is too long, the beginning. */
function showNewest(li) {
  const start = li.offsetTop - log.offsetTop - 8;
  if (li.nextElementSibling) return; // a change of what was said before
  scrollLog(Math.min(start, log.scrollHeight));
  $("newer").hidden = atEnd();
  $("newer-words").className = "hear";
}

function toNewest() {
  const li = list.lastElementChild;
  if (li?.classList.contains("bot")) showNewest(li);
  else toEnd();
}

/** A way to what is new, for who reads further up. */
function offerMore(className) {
  $("newer").hidden = false;
  $("newer-words").className = className;
}

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;

function look() {
  if (Math.abs(log.scrollTop - put) > 2) following = atEnd();
  if (atEnd()) $("newer").hidden = true;
}

log.addEventListener("scroll", look, { passive: true });

on("newer", "click", () => {
  toEnd();
  list.lastElementChild?.focus({ preventScroll: true });
});

// A phone's keyboard, a growing text field, a turned phone: the end stays in view.
let room = 0;
new ResizeObserver(() => {
  if (log.clientHeight !== room && following) toNewest();
  room = log.clientHeight;
}).observe(log);

window.visualViewport?.addEventListener("resize", () => {
  if (visualViewport.scale > 1.01) return; // pinched: leave the page as it is
  root.style.setProperty("--height", `${visualViewport.height}px`);
  scrollTo(0, 0);
});

// ---- composer

const LONGEST = 8000;
let photo = null;

function fitComposer() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + words.offsetHeight - words.clientHeight}px`;
  const over = words.value.length - LONGEST;
  $("room").hidden = over < -500;
  $("room").className = over > 0 ? "over" : "";
  set($("room"), over > 0 ? `${t("web-too-long")} ${over}` : over < -500 ? "" : `${t("web-room")} ${-over}`);
  const swap = canRecord && !photo && !words.value.trim();
  if (swap && document.activeElement === $("send")) words.focus();
  $("record").hidden = !swap;
  $("send").hidden = swap;
  if (words.value) keptForTab.set("draft", words.value);
  else keptForTab.drop("draft");
}

words.addEventListener("input", fitComposer);
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (matchMedia("(pointer: coarse)").matches) return; // a thumb has a button for it
  event.preventDefault();
  $("send").click();
});

on("composer", "submit", (event) => {
  event.preventDefault();
  const text = words.value.trim();
  say("");
  // Nothing is cut off: who wrote it decides what can go.
  if (text.length > LONGEST) return void ($("status").textContent = $("room").textContent);
  if (photo) {
    enqueue({ kind: "photo", blob: photo.blob, name: photo.name });
    attach(null);
  }
  if (text) enqueue({ kind: "text", text });
  words.value = "";
  fitComposer();
  toWords();
});
// A tap on Send leaves the keyboard of a phone as it is.
on("send", "mousedown", (event) => { if (document.activeElement === words) event.preventDefault(); });

/** A kind word above the text field. */
function say(text) {
  $("kind-word").textContent = $("status").textContent = text;
  $("kind-word").hidden = !text;
}

// ---- photo

const TAKEN = /^image\/(jpeg|png|webp|avif)$/;
const BIGGEST = 20 * 1024 * 1024;

on("photo", "click", () => $("photo-file").click());
on("photo-file", "change", async () => {
  const [file] = $("photo-file").files;
  $("photo-file").value = "";
  if (!file) return;
  const blob = await smaller(file);
  if (!TAKEN.test(blob.type)) say(t("web-say-not-photo"));
  else if (blob.size > BIGGEST) say(t("web-say-too-big"));
  else { say(""); attach({ blob, name: file.name }); }
});
on("detach", "click", () => { attach(null); $("photo").focus(); });

/** A photo is looked at before it is sent. */
function attach(chosen) {
  photo = chosen;
  URL.revokeObjectURL($("attached-photo").src);
  $("attached").hidden = !photo;
  if (photo) {
    $("attached-photo").src = URL.createObjectURL(photo.blob);
    $("attached-photo").alt = t("web-a-photo");
  }
  fitComposer();
  if (photo) $("send").focus();
}

/** Redrawn smaller: quick on a slow line, and without the place where it was taken. */
async function smaller(file, side = 2000) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, side / Math.max(image.width, image.height));
    const canvas = make("canvas", { width: image.width * scale, height: image.height * scale });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85))) ?? file;
  } catch {
    return file; // a kind this browser cannot read; the server may
  }
}

// ---- voice

const MOST_SECONDS = 300;
let canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
let recording = null;

navigator.permissions?.query({ name: "microphone" }).then(({ state }) => {
  if (state === "denied") { canRecord = false; fitComposer(); }
}, () => { /* it does not tell: it asks when needed */ });

async function record() {
  if (recording) return;
  recording = {};
  say("");
  let sound;
  try {
    sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    startRecording(sound);
  } catch {
    sound?.getTracks().forEach((track) => track.stop());
    recording = null;
    canRecord = false;
    say(t("web-no-microphone"));
    fitComposer();
    toWords();
  }
}

function startRecording(sound) {
  const mimeType = ["audio/webm;codecs=opus", "audio/mp4"].find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: 32000 });
  const pieces = [];
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const tick = setInterval(() => {
    $("seconds").textContent = clock(seconds());
    if (seconds() >= MOST_SECONDS) stopRecording(true);
  }, 250);
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.onstop = () => {
    const length = seconds();
    clearInterval(tick);
    sound.getTracks().forEach((track) => track.stop());
    const send = recording.send && length >= 1;
    recording = null;
    showRecording(false);
    if (send) enqueue({ kind: "voice", blob: new Blob(pieces, { type: recorder.mimeType }), seconds: length });
  };
  recording = { recorder, send: true };
  recorder.start(1000);
  showRecording(true);
}

function stopRecording(send) {
  if (recording?.recorder?.state !== "recording") return;
  recording.send = send;
  recording.recorder.stop();
}

function showRecording(busy) {
  $("seconds").textContent = "0:00";
  $("recording").hidden = !busy;
  $("writing").hidden = busy;
  $("status").textContent = busy ? t("web-recording") : "";
  if (busy) $("stop-recording").focus({ preventScroll: true });
  else toWords();
}

on("record", "click", record);
on("stop-recording", "click", () => stopRecording(true));
on("cancel-recording", "click", () => stopRecording(false));
on("recording", "keydown", (event) => { if (event.key === "Escape") stopRecording(false); });

// ---- reading aloud

const voice = () => speechSynthesis.getVoices().find((v) => v.lang.slice(0, 2).toLowerCase() === language.slice(0, 2));

/** Only with a voice of this language: Arabic in a Dutch voice helps nobody. */
function offerListening() {
  root.toggleAttribute("data-listen", Boolean(window.speechSynthesis && voice()));
}

function readAloud(button) {
  const again = button.getAttribute("aria-pressed") === "true";
  speechSynthesis.cancel();
  each(".listen", (other) => other.setAttribute("aria-pressed", "false"));
  if (again) return;
  button.setAttribute("aria-pressed", "true");
  const li = button.closest("li");
  const said = [li.querySelector(".text"), ...li.querySelectorAll(".row button, .row a")]
    .flatMap((e) => e.textContent.match(/[^.!?؟\n]+[.!?؟]*/gu) ?? []) // some voices stop in long texts
    .map((sentence) => sentence.replace(/\p{Extended_Pictographic}|\uFE0F/gu, "").trim())
    .filter(Boolean)
    .map((sentence) => Object.assign(new SpeechSynthesisUtterance(sentence), { lang: language, voice: voice(), rate: 0.95 }));
  const done = () => button.setAttribute("aria-pressed", "false");
  if (!said.length) return done();
  said[said.length - 1].onend = done;
  said.forEach((utterance) => speechSynthesis.speak(utterance));
}

window.speechSynthesis?.addEventListener?.("voiceschanged", offerListening);

// ---- menu

on("open-languages", "click", () => {
  $("languages").showModal();
  $("language-list").querySelector("[aria-current]")?.focus();
});
on("open-menu", "click", openMenu);

function openMenu() {
  each("details", (details) => { details.open = false; });
  for (const id of ["code-say", "my-code-say", "forget-say", "code-words"]) $(id).textContent = "";
  $("code").value = "";
  $("code-keep").hidden = true;
  $("show-code").hidden = false;
  $("my-code").hidden = !known;
  $("menu").showModal();
}

// The bot's button for it: the code is shown here and stands in no transcript.
const CODE = "r:code:";

function showCode() {
  openMenu();
  $("my-code").open = true;
  makeCode();
}

/** Each time another three words: those before no longer work. */
async function makeCode() {
  const { status, ok, json } = await callJson("code", {});
  if (!ok) return void ($("my-code-say").textContent = json.say || t(status ? "web-not-sent" : "web-offline"));
  $("code-words").textContent = json.code;
  $("code-keep").hidden = false;
  $("show-code").hidden = true;
}
on("show-code", "click", makeCode);
on("move", "click", () => {
  $("menu").close();
  enqueue({ kind: "tap", action: "r:move:" });
});
each("dialog", (sheet) => sheet.addEventListener("click", ({ target }) => {
  if (target === sheet || target.closest(".close")) sheet.close();
}));

function textSize(size) {
  root.dataset.size = size;
  kept.set("size", size);
  for (const button of $("sizes").children) button.setAttribute("aria-pressed", String(button.dataset.size === size));
  fitComposer();
  if (following) toNewest();
}
on("sizes", "click", (event) => {
  if (event.target.dataset.size) textSize(event.target.dataset.size);
});

/** The menu asks the server: closes when done, else says why. */
let attempt = uuid(); // to come back: the same until it worked, for an answer may be lost

async function asked(path, value, where) {
  $(where).textContent = "";
  const { status, ok, json } = await callJson(path, value);
  if (ok) $("menu").close();
  else $(where).textContent = json.say || t(status ? "web-not-sent" : "web-offline");
  return ok;
}

on("code-form", "submit", async (event) => {
  event.preventDefault();
  if (!(await asked("return", { code: $("code").value.trim(), attempt }, "code-say"))) return;
  attempt = uuid();
  await startOver();
  toWords();
});

on("forget", "click", async () => {
  if (!(await asked("forget", {}, "forget-say"))) return;
  queue.length = 0;
  for (const start of ["say:", "tapped:"]) kept.keys(start).forEach((key) => kept.drop(key));
  words.value = "";
  attach(null);
  await startOver(true);
});

/** Another conversation on this page, or none. */
async function startOver(empty = false) {
  closeStream();
  known = false;
  clearTranscript();
  $("begin").hidden = !empty;
  if (empty) $("begin-again").focus();
  if (!(await refresh())) return lostStream();
  toNewest();
  openStream();
}

on("begin-again", "click", () => {
  $("begin").hidden = true;
  toWords();
  welcome();
});

/** Who has no identity here yet gets one, and the first message with it. */
function welcome() {
  // What waits in the queue makes the identity too, when the server asks for one.
  if ($("begin").hidden && !queue.length && mayStart()) enqueue({ kind: "start" });
}

function mayStart() {
  if (starts > 2) say(t("web-no-cookies"));
  return starts <= 2;
}

// ---- coming and going

// Browsers open six connections to a host: hidden pages must not hold one.
function comeAndGo() {
  if (document.hidden) return closeStream();
  failures = 0;
  [...sleepers].forEach((wake) => wake());
  openStream();
  seen();
}
document.addEventListener("visibilitychange", comeAndGo);
window.addEventListener("pageshow", comeAndGo);
window.addEventListener("pagehide", closeStream);
window.addEventListener("offline", () => reached(false));
window.addEventListener("online", () => {
  reached(true);
  closeStream(); // it may hang on the network that is gone
  comeAndGo();
});
window.addEventListener("beforeunload", (event) => {
  if (recording || photo || queue.some((item) => item.blob)) event.preventDefault();
});

async function start() {
  root.dataset.size = kept.get("size") ?? "0";
  words.value = keptForTab.get("draft") ?? "";
  await load();
  textSize(root.dataset.size);
  restoreQueue();
  if (!known) welcome();
  pump();
  openStream();
}
start();
