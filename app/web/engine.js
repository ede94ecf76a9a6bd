// The engine's worker. Messages that come before the engine is up wait here and are given to it in their order.
// The names in capitals are replaced by the build; see index.html.

const early = [];
const hold = (event) => {
  event.stopImmediatePropagation();
  early.push(event);
};
addEventListener("message", hold);

const { default: init } = await import("/__ENGINE_JS__");
await init({ module_or_path: "/__ENGINE_WASM__" });

removeEventListener("message", hold);
for (const { data, ports } of early) {
  dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
}
