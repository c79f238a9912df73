// Pairs this browser with the computer, takes photos and shows what becomes of them.

import { Disconnected, listPhotos, pair } from "./connection.js";
import { showPhoto, text } from "./photo_list.js";
import { Queue } from "./queue.js";
import { scalePhoto } from "./scaling.js";

const POLL_MS = 1_500;
const IDLE_POLL_MS = 10_000;
const RECONNECT_MS = 3_000;

const find = (selector) => document.querySelector(selector);
const received = new Map();
let timer = 0;

const queue = new Queue({
  received(photo) {
    take([photo]);
    poll(POLL_MS);
  },
  refused: showRefusal,
  disconnected: (is) => {
    find("#offline").hidden = !is;
  },
});

function show(id) {
  for (const section of document.querySelectorAll("main > section"))
    section.hidden = section.id !== id;
}

function take(photos) {
  for (const photo of photos) {
    received.set(photo.id, photo);
    showPhoto(photo);
  }
  const count = new Set([...received.keys(), ...queue.ids]).size;
  const done = [...received.values()].filter((one) => ["done", "failed"].includes(one.state));
  find("#summary").textContent = count ? text("summary", { done: done.length, count }) : "";
}

function showRefusal(error) {
  queue.close();
  clearTimeout(timer);
  find("#reason").textContent = error.message || text("unreachable");
  show("refused");
}

function showReady(answer) {
  show("ready");
  find("#offline").hidden = true;
  take(answer.photos ?? []);
  queue.open(answer.maxBytes);
  poll(POLL_MS);
}

function poll(after) {
  clearTimeout(timer);
  timer = setTimeout(refresh, after);
}

async function refresh() {
  try {
    const answer = await listPhotos();
    find("#offline").hidden = true;
    take(answer.photos);
    const isBusy = answer.photos.some((one) => ["waiting", "reading"].includes(one.state));
    poll(isBusy || queue.ids.length ? POLL_MS : IDLE_POLL_MS);
  } catch (error) {
    if (!(error instanceof Disconnected) && error.status === 403) {
      showRefusal(error);
      return;
    }
    find("#offline").hidden = false;
    poll(RECONNECT_MS);
  }
}

// The cookie of this browser counts first: the code may be its own, used before.
async function connect(code) {
  try {
    showReady(await listPhotos());
  } catch (error) {
    if (error instanceof Disconnected) {
      show("ready");
      find("#offline").hidden = false;
      setTimeout(() => connect(code), RECONNECT_MS);
    } else if (code) await exchange(code, error);
    else showRefusal(error);
  }
}

async function exchange(code, refusal) {
  try {
    showReady(await pair(code));
  } catch (error) {
    showRefusal(error instanceof Disconnected ? refusal : error);
  }
}

async function addFiles(event) {
  const files = [...event.target.files];
  event.target.value = "";
  const isScaled = find("#smaller").checked;
  for (const file of files) await queue.add(isScaled ? await rename(file) : file);
  take([]);
}

async function rename(file) {
  const scaled = await scalePhoto(file);
  const name = scaled === file ? file.name : file.name.replace(/(\.\w+)?$/, ".jpg");
  return scaled === file ? file : new File([scaled], name, { type: scaled.type });
}

function takeCode() {
  const code = location.hash.slice(1);
  if (code) history.replaceState(null, "", "/");
  return code;
}

for (const id of ["#camera", "#gallery"]) find(id).addEventListener("change", addFiles);
find("#code-form").addEventListener("submit", (event) => {
  event.preventDefault();
  exchange(find("#code").value, new Disconnected());
});
addEventListener("online", () => queue.retryNow());
addEventListener("hashchange", () => connect(takeCode()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || find("#ready").hidden) return;
  queue.retryNow();
  poll(0);
});
const privacy = find("#privacy");
privacy.textContent =
  location.protocol === "https:" ? privacy.dataset.encrypted : privacy.dataset.plain;
if (isSecureContext && "serviceWorker" in navigator)
  navigator.serviceWorker.register("/worker.js").catch(() => {});
await queue.restore();
connect(takeCode());
