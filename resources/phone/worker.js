// Keeps the page for times without a connection. Photos and pairing never come from the cache.

const CACHE = "page-1";
const FILES = [
  "/", "/style.css", "/icon.svg", "/manifest.webmanifest", "/page.js", "/photo_list.js",
  "/queue.js", "/connection.js", "/store.js", "/scaling.js",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET" || !FILES.includes(path)) return;
  event.respondWith(answer(event.request, path));
});

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(path, response.clone());
    return response;
  } catch {
    return (await cache.match(path)) ?? Response.error();
  }
}
