// Starts the engine's worker and the app side by side. The names in capitals are replaced by the build; see index.html.

const root = document.documentElement;
try {
  // Before the first frame of the app, so that a chosen light does not flash.
  root.dataset.theme = localStorage.getItem("jishi.theme") ?? "system";
  root.lang = localStorage.getItem("jishi.locale") ?? root.lang;
} catch {
  // A browser that keeps nothing has nothing to tell.
}

// Under `require-trusted-types-for 'script'` only addresses of our own may become scripts.
const own = (url) => {
  const absolute = new URL(url, location.href);
  if (absolute.origin !== location.origin) throw new TypeError("a script from elsewhere");
  return absolute.href;
};
const policy = globalThis.trustedTypes?.createPolicy("jishi", { createScriptURL: own }) ?? { createScriptURL: own };

globalThis.jishiEngine = new Worker(policy.createScriptURL("/__ENGINE_WORKER__"), { type: "module", name: "jishi-engine" });

if ("serviceWorker" in navigator) {
  // Without it the app runs as well, but needs the network to open. That is for the log only.
  addEventListener("load", () => {
    navigator.serviceWorker.register(policy.createScriptURL("/sw.js")).catch((why) => console.warn("service worker", why));
  });
}

const { default: init } = await import("/__APP_JS__");
await init({ module_or_path: "/__APP_WASM__" });
