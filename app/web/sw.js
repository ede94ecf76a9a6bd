// Keeps the shell of the app, so that it opens with no network at all. The list and the version are put in by the build.
// Nothing under /v1 passes through here: the engine has its own store and its own patience.

const VERSION = "__VERSION__";
const SHELL = __PRECACHE__;
const CACHE = `jishi-shell-${VERSION}`;

addEventListener("install", (event) => {
  event.waitUntil(keep());
});

const keep = async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.map((path) => (path === "/" ? new Request(path, { cache: "reload" }) : path)));
  // A version may be published while this one is fetched: a page that belongs to other files is not kept.
  const page = await (await cache.match("/")).text();
  const begins = SHELL.find((path) => path.startsWith("/boot-"));
  if (page.includes(begins)) return;
  await caches.delete(CACHE);
  throw new Error("the page is of another version");
};

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

addEventListener("message", (event) => {
  if (event.data === "begin") skipWaiting();
});

// The page as it was kept, with all that belongs to it: it opens at once however slow the network is. A newer version is
// fetched beside it and begins when the person wants it.
const page = async (request) => (await caches.match("/", { cacheName: CACHE })) ?? fetch(request);

const asset = async (request) => (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // Files and what the server says of itself are no pages of the app.
  if (request.mode === "navigate" && /\.\w+$|^\/(?:healthz|readyz|metrics)$/.test(url.pathname)) return;
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/v1/")) return;
  event.respondWith(request.mode === "navigate" ? page(request) : asset(request));
});
