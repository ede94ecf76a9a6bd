// Shows what there is to see before the app is there, and starts the engine's worker and the app. The names in capitals are
// replaced by the build; see index.html.

const root = document.documentElement;
const language = (tag) => ({ zh: "zh-CN", en: "en" })[tag?.split(/[-_]/)[0].toLowerCase()];
let locale = navigator.languages.map(language).find(Boolean) ?? "zh-CN";
let bound = false;
try {
  // Before the first frame of the app, so that a chosen light or size does not flash.
  root.dataset.theme = localStorage.getItem("jishi.theme") ?? "system";
  root.dataset.text = localStorage.getItem("jishi.text") ?? "standard";
  locale = language(localStorage.getItem("jishi.locale")) ?? locale;
  bound = localStorage.getItem("jishi.bound") !== null;
} catch {
  // A browser that keeps nothing has nothing to tell.
}
root.lang = locale;
// The app begins with the same.
root.dataset.opening = bound ? "feed" : "start";

const main = document.getElementById("main");
const opening = document.getElementById(`opening-${root.dataset.opening}-${locale}`);
if (opening) main.append(opening.content.cloneNode(true));
/** The opening is on the screen. A page that nobody sees is never painted: that is no reason to wait. */
const shown = new Promise((done) => {
  setTimeout(done, 300);
  new PerformanceObserver((paints) => {
    if (paints.getEntriesByName("first-contentful-paint").length) done();
  }).observe({ type: "paint", buffered: true });
});
// One can type already; what has to be asked of the app waits for it.
for (const button of main.querySelectorAll("button")) button.disabled = true;

// Under `require-trusted-types-for 'script'` only addresses of our own may become scripts.
const own = (url) => {
  const absolute = new URL(url, location.href);
  if (absolute.origin !== location.origin) throw new TypeError("a script from elsewhere");
  return absolute.href;
};
const policy = globalThis.trustedTypes?.createPolicy("jishi", { createScriptURL: own }) ?? { createScriptURL: own };

function startEngine() {
  globalThis.jishiEngine = new Worker(policy.createScriptURL("/__ENGINE_WORKER__"), { type: "module", name: "jishi-engine" });
}

/** The registration whose newer versions are offered. */
let registered;

/**
 * Has the browser keep the shell. On a weak line that takes several attempts; the files that came with one are there for the
 * next. Until then the app runs as well, but needs the network to open.
 */
function keepShell(pause = 2_000) {
  const failed = (why) => {
    console.warn("service worker", why);
    setTimeout(() => keepShell(Math.min(2 * pause, 600_000)), pause);
  };
  const came = (registration) => {
    // None where the browser gives out none; and one that works already is replaced by an update or not at all.
    if (!registration || registration === registered) return;
    const first = registration.active ? undefined : registration.installing;
    first?.addEventListener("statechange", () => first.state === "redundant" && failed("not all files came"), { once: true });
    registered = registration;
    offerUpdates(registration);
  };
  navigator.serviceWorker?.register(policy.createScriptURL("/sw.js")).then(came, failed);
}

/** A newer version waits beside this one until the person wants it; the app hears of it and asks them. */
function offerUpdates(registration) {
  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    globalThis.jishiUpdate = () => begin(registration.waiting);
    dispatchEvent(new Event("jishi-update"));
  };
  const follow = (worker) => worker?.addEventListener("statechange", offer);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  offer();
}

/** A page may stay open for days. */
function lookForUpdates() {
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < 3_600_000) return;
    looked = Date.now();
    registered?.update().catch(() => {}); // without a network, another time
  });
}

/** Begins anew with the version that `waiting` has fetched; without one, another tab did and this one only has to follow. */
function begin(waiting) {
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("begin");
}

/** A version that cannot start must not be in the way of one that can: once, the newer one begins, or all is fetched anew. */
async function startAnew() {
  if (sessionStorage.getItem("jishi.anew")) return;
  // Without our server nothing can be fetched anew, and what is kept is all that there is.
  const health = await fetch("/healthz", { cache: "no-store" }).catch(() => {});
  if (!health?.ok || (await health.text()).trim() !== "ok") return;
  sessionStorage.setItem("jishi.anew", "1");
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.waiting) return begin(registration.waiting);
  for (const name of await caches.keys()) if (name.startsWith("jishi-shell-")) await caches.delete(name);
  location.reload();
}

// For the app, which has files of its own to wait for.
globalThis.jishiAnew = () => startAnew().catch((why) => console.warn("start anew", why));

try {
  // Whoever is here for the first time needs the app before the engine and a shell for later: until then the line is the app's alone.
  if (bound) startEngine();
  const [{ default: init }, app] = await Promise.all([import("/__APP_JS__"), WebAssembly.compileStreaming(fetch("/__APP_WASM__"))]);
  if (!bound) {
    startEngine();
    // Nor does the app's beginning hold up the first thing that they see.
    await shown;
  }
  await init({ module_or_path: app });
  keepShell();
  lookForUpdates();
} catch (why) {
  await startAnew().catch(() => {}); // what matters is why it did not start
  throw why;
}
