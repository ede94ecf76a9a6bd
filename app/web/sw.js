// Keeps the shell of the app, so that it opens with no network at all. The list and the version are put in by the build.
// Nothing under /v1 passes through here: the engine has its own store and its own patience.

const VERSION = "__VERSION__";
const SHELL = __PRECACHE__;
const CACHE = `jishi-shell-${VERSION}`;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)));
});

addEventListener("activate", (event) => {
  // Only shells of earlier versions; other caches are not ours to delete.
  const old = (name) => name.startsWith("jishi-shell-") && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

const page = async (request) => {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) return fresh;
  } catch {
    // No network: the page as it was kept.
  }
  return (await caches.match("/", { cacheName: CACHE })) ?? Response.error();
};

const asset = async (request) => (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/v1/")) return;
  event.respondWith(request.mode === "navigate" ? page(request) : asset(request));
});
