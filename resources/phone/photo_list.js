// The list of photos on the page.

const texts = JSON.parse(document.body.dataset.texts);
const list = document.querySelector("#photos");
const template = document.querySelector("#photo");
const rows = new Map();

export function text(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// photo: {id, name, state, percent, title, amount, note}; actions: {again, discard} or nothing.
export function showPhoto(photo, actions = {}) {
  const row = rows.get(photo.id) ?? addRow(photo.id);
  row.className = photo.state;
  setText(row, ".title", photo.title || photo.name);
  setText(row, ".amount", photo.amount ?? "");
  setText(row, ".note", describe(photo));
  const bar = row.querySelector("progress");
  bar.hidden = !["sending", "waiting", "reading"].includes(photo.state);
  bar.setAttribute("aria-label", describe(photo));
  if (photo.state === "waiting") bar.removeAttribute("value");
  else bar.value = photo.percent ?? 0;
  for (const name of ["again", "discard"]) {
    const button = row.querySelector(`.${name}`);
    button.hidden = !actions[name];
    button.onclick = actions[name] ?? null;
    button.setAttribute("aria-label", `${button.textContent}: ${photo.name}`);
  }
}

export function removePhoto(id) {
  rows.get(id)?.remove();
  rows.delete(id);
}

export function showThumbnail(id, blob) {
  const place = rows.get(id)?.querySelector(".picture");
  if (!place || place.querySelector("img") || !blob.type.startsWith("image/")) return;
  const image = new Image();
  image.alt = "";
  image.src = URL.createObjectURL(blob);
  image.onload = image.onerror = () => URL.revokeObjectURL(image.src);
  image.addEventListener("error", () => image.remove()); // a format that this browser cannot draw
  place.append(image);
}

function addRow(id) {
  const row = template.content.firstElementChild.cloneNode(true);
  rows.set(id, row);
  list.prepend(row);
  return row;
}

function setText(row, selector, words) {
  const place = row.querySelector(selector);
  if (place.textContent !== words) place.textContent = words;
}

function describe(photo) {
  if (photo.state === "failed" || photo.note) return photo.note;
  return text(photo.state, { percent: photo.percent ?? 0 });
}
