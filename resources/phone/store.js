// Photos that are not sent yet, kept in IndexedDB over reloads and lost connections.

const memory = new Map();
let opening;

function open() {
  opening ??= new Promise((resolve) => {
    const request = indexedDB.open("receipt-desktop", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("photos", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null); // a private window, for example
  }).catch(() => null);
  return opening;
}

async function run(mode, act) {
  const database = await open();
  if (!database) return undefined;
  return new Promise((resolve) => {
    const transaction = database.transaction("photos", mode);
    const request = act(transaction.objectStore("photos"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => resolve(undefined);
  });
}

export async function keepPhoto(photo) {
  memory.set(photo.id, photo);
  await run("readwrite", (photos) => photos.put(photo));
}

export async function forgetPhoto(id) {
  memory.delete(id);
  await run("readwrite", (photos) => photos.delete(id));
}

export async function loadPhotos() {
  const kept = (await run("readonly", (photos) => photos.getAll())) ?? [];
  for (const photo of kept) memory.set(photo.id, photo);
  return [...memory.values()].sort((one, other) => one.addedAt - other.addedAt);
}
