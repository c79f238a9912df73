// Requests to the computer. Only this page can send its header.

const OWN = { "X-Receipt-Desktop": "1" };
const UPLOAD_SILENCE_MS = 120_000;

export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.message ?? "");
    this.status = status;
    this.key = answer.error ?? "";
  }
}

export class Disconnected extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: OWN, cache: "no-store" });
  } catch {
    throw new Disconnected();
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

export const listPhotos = () => ask("/photos");

export const pair = (code) => ask("/pair", { method: "POST", body: JSON.stringify({ code }) });

export function sendPhoto(photo, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence = 0;
    const watch = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), UPLOAD_SILENCE_MS);
    };
    const end = (settle, value) => {
      clearTimeout(silence);
      settle(value);
    };
    request.open("PUT", `/photos/${photo.id}`);
    request.responseType = "json";
    for (const [name, value] of Object.entries(OWN)) request.setRequestHeader(name, value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(photo.name));
    request.upload.onprogress = (event) => {
      watch();
      if (event.lengthComputable) onProgress(Math.floor((100 * event.loaded) / event.total));
    };
    request.onload = () => {
      if (request.status === 200 && request.response) end(resolve, request.response);
      else if (request.response?.message)
        end(reject, new Refusal(request.status, request.response));
      else end(reject, new Disconnected());
    };
    request.onerror = request.onabort = () => end(reject, new Disconnected());
    watch();
    request.send(photo.blob);
  });
}
