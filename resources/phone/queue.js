// Sends photos one after the other, and again when the connection is back.

import { Disconnected, sendPhoto } from "./connection.js";
import { removePhoto, showPhoto, showThumbnail, text } from "./photo_list.js";
import { forgetPhoto, keepPhoto, loadPhotos } from "./store.js";

const SENDERS = 2;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
const MEGABYTE = 1_000_000;

export class Queue {
  #waiting = [];
  #sending = new Set();
  #wait = FIRST_WAIT_MS;
  #timer = 0;
  #isOpen = false;
  #maxBytes = Infinity;
  #listeners;

  // listeners: {received(photo), refused(refusal), disconnected(is)}
  constructor(listeners) {
    this.#listeners = listeners;
  }

  // The ids of the photos that have not arrived yet.
  get ids() {
    return [...this.#waiting.map((photo) => photo.id), ...this.#sending];
  }

  async restore() {
    for (const photo of await loadPhotos()) this.#enqueue(photo);
  }

  async add(file) {
    const photo = { id: makeId(), name: file.name || "photo.jpg", blob: file, addedAt: Date.now() };
    await keepPhoto(photo);
    this.#enqueue(photo);
    this.#start();
  }

  open(maxBytes) {
    this.#maxBytes = maxBytes;
    this.#isOpen = true;
    this.#start();
  }

  close() {
    this.#isOpen = false;
  }

  retryNow() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#start();
  }

  #enqueue(photo) {
    this.#waiting.push(photo);
    showPhoto({ ...photo, state: "queued" });
    showThumbnail(photo.id, photo.blob);
  }

  #start() {
    while (this.#isOpen && !this.#timer && this.#sending.size < SENDERS && this.#waiting.length) {
      const photo = this.#waiting.shift();
      this.#sending.add(photo.id);
      this.#send(photo).finally(() => {
        this.#sending.delete(photo.id);
        this.#start();
      });
    }
  }

  async #send(photo) {
    if (photo.blob.size > this.#maxBytes) {
      this.#fail(photo, text("too_large", { limit: Math.floor(this.#maxBytes / MEGABYTE) }));
      return;
    }
    showPhoto({ ...photo, state: "sending", percent: 0 });
    try {
      const answer = await sendPhoto(photo, (percent) =>
        showPhoto({ ...photo, state: "sending", percent }),
      );
      this.#wait = FIRST_WAIT_MS;
      await forgetPhoto(photo.id);
      this.#listeners.disconnected(false);
      this.#listeners.received(answer);
    } catch (error) {
      this.#handle(photo, error);
    }
  }

  #handle(photo, error) {
    if (!(error instanceof Disconnected) && error.status !== 403 && error.status < 500) {
      this.#fail(photo, error.message);
      return;
    }
    this.#waiting.unshift(photo);
    showPhoto({ ...photo, state: "queued" });
    if (error.status === 403) {
      this.#isOpen = false;
      this.#listeners.refused(error);
      return;
    }
    this.#listeners.disconnected(true);
    if (!this.#timer) this.#timer = setTimeout(() => this.retryNow(), this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT_MS);
  }

  #fail(photo, note) {
    showPhoto(
      { ...photo, state: "failed", note },
      {
        again: () => {
          this.#enqueue(photo);
          this.#start();
        },
        discard: () => {
          forgetPhoto(photo.id);
          removePhoto(photo.id);
        },
      },
    );
  }
}

// crypto.randomUUID exists in secure contexts only.
function makeId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
