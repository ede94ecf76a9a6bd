// Puts the web app together: node pack-web.mjs WORK OUT
//
// WORK holds app/, engine/ (the splitter's and wasm-bindgen's output), styles.css and openings.html; app/web/ holds the page and
// its scripts. A file that another one refers to gets its content's hash into its name, so that it may be cached for ever; the
// others (index.html, sw.js, icons, …) keep their names. The placeholders are listed at the top of app/web/index.html.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { buildSync, transformSync } from "esbuild";

const [work, out] = process.argv.slice(2);
const pages = "app/web";
const texts = new Set([".html", ".js", ".css", ".svg", ".json", ".webmanifest", ".txt"]);
const pictures = [
  ["icon.svg", "icon-192.png", 192],
  ["icon.svg", "icon-512.png", 512],
  ["icon-maskable.svg", "icon-maskable-512.png", 512],
  ["icon-maskable.svg", "apple-touch-icon.png", 180],
];

const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);
const isText = (file) => texts.has(extname(file.name));

function fail(message) {
  console.error(message);
  process.exit(1);
}

// --- what there is: placeholder (or file name, where nothing refers to it) → file -------------------------------

/** The file of the app for whoever is enrolled: what `#[wasm_split(inside)]` leads to. */
const INSIDE = "split_inside.wasm";

/** wasm-bindgen's glue with its snippets as one small module. */
function glue(name) {
  const built = buildSync({
    entryPoints: [join(work, name, `${name}.js`)],
    bundle: true, minify: true, format: "esm", target: "es2022", write: false, logLevel: "error",
  });
  // Its own idea of where the module is, for callers that give no address.
  const text = built.outputFiles[0].text.replace(`${name}_bg.wasm`, `__${name.toUpperCase()}_WASM__`);
  if (name !== "app") return text;
  const parts = readdirSync(join(work, name)).filter((file) => file.endsWith(".wasm"));
  if (parts.length !== 2 || !text.includes(INSIDE)) fail(`The app comes in other files than are put together here: ${parts}`);
  return text.replace(INSIDE, "__APP_INSIDE__");
}

/** A file of app/web without its comments. */
function page(name) {
  const content = readFileSync(join(pages, name));
  switch (extname(name)) {
    case ".html":
      return content
        .toString()
        .replace(/\s*<!--[^]*?-->/g, "")
        .replace("__OPENINGS__", () => readFileSync(join(work, "openings.html"), "utf8"));
    case ".js": return transformSync(content.toString(), { minify: true, format: "esm", target: "es2022" }).code;
    default: return content;
  }
}

const names = new Map([["boot.js", "BOOT_JS"], ["engine.js", "ENGINE_WORKER"]]);
const files = new Map();
const add = (key, name, content) => files.set(key, { key, name, content: Buffer.from(content) });
add("STYLES", "styles.css", transformSync(readFileSync(join(work, "styles.css"), "utf8"), { loader: "css", minify: true }).code);
add("APP_JS", "app.js", glue("app"));
add("APP_WASM", "app.wasm", readFileSync(join(work, "app/app_bg.wasm")));
add("APP_INSIDE", "inside.wasm", readFileSync(join(work, "app", INSIDE)));
add("ENGINE_JS", "engine-glue.js", glue("engine"));
add("ENGINE_WASM", "engine.wasm", readFileSync(join(work, "engine/engine_bg.wasm")));
for (const { name } of readdirSync(pages, { withFileTypes: true }).filter((file) => file.isFile() && !file.name.startsWith("."))) {
  add(names.get(name) ?? name, name, page(name));
}
for (const [from, to, size] of pictures) {
  if (!files.has(from) || files.has(to)) continue;
  add(to, to, new Resvg(files.get(from).content.toString(), { fitTo: { mode: "width", value: size } }).render().asPng());
}

// --- names and references, leaves first -----------------------------------------------------------------------

const placeholder = /__([A-Z]+(?:_[A-Z]+)*)__/g;
const summary = new Set(["PRECACHE", "VERSION"]);
const references = (file) => (isText(file) ? [...file.content.toString().matchAll(placeholder)].map((match) => match[1]) : []);
const referred = new Set([...files.values()].flatMap(references));

/** The final name of a file; what it refers to has its own by then. */
function settle(key, path = []) {
  const file = files.get(key);
  if (path.includes(key)) fail(`These refer to each other in a circle: ${[...path, key].join(" → ")}`);
  if (file.settled) return file.settled;
  for (const other of references(file)) {
    if (summary.has(other)) {
      if (referred.has(key)) fail(`${file.name} has __${other}__, but other files refer to it: its name would hold its own hash`);
    } else if (files.has(other)) settle(other, [...path, key]);
    else if (names.has(file.name) || file.key === file.name) {
      fail(`${pages}/${file.name}: nobody knows __${other}__. Known are: ${[...referred].filter((name) => files.has(name)).join(", ")}`);
    }
  }
  if (isText(file)) {
    file.content = Buffer.from(file.content.toString().replace(placeholder, (whole, name) => files.get(name)?.settled ?? whole));
  }
  const extension = extname(file.name);
  file.hashed = referred.has(key);
  file.settled = file.hashed ? `${basename(file.name, extension)}-${hash(file.content)}${extension}` : file.name;
  return file.settled;
}
for (const key of files.keys()) settle(key);

const shipped = [...files.values()];
const everlasting = shipped.filter((file) => file.hashed).map((file) => `/${file.settled}`).sort();
const values = {
  PRECACHE: JSON.stringify(["/", ...everlasting]),
  VERSION: hash(shipped.map((file) => file.settled + hash(file.content)).sort().join("\n")),
};
for (const file of shipped.filter((file) => !file.hashed && isText(file))) {
  file.content = Buffer.from(file.content.toString().replace(placeholder, (whole, name) => values[name] ?? whole));
}

// --- out ---------------------------------------------------------------------------------------------------------

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const file of shipped) {
  writeFileSync(join(out, file.settled), file.content);
  file.sent = file.content.length;
  if (file.content.length < 256 || !(isText(file) || file.settled.endsWith(".wasm"))) continue;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.content.length };
  const brotli = brotliCompressSync(file.content, { params });
  writeFileSync(join(out, `${file.settled}.br`), brotli);
  writeFileSync(join(out, `${file.settled}.gz`), gzipSync(file.content, { level: 9 }));
  file.sent = brotli.length;
}

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
const sum = (list, field) => list.reduce((total, file) => total + field(file), 0);
const row = (label, list) =>
  console.log(`  ${label.padEnd(36)}${kb(sum(list, (file) => file.content.length))}${kb(sum(list, (file) => file.sent))}`);
const engine = shipped.filter((file) => file.hashed && file.name.startsWith("engine"));
const inside = shipped.filter((file) => file.hashed && file.name.startsWith("inside"));
const later = [...inside, ...engine];
const first = shipped.filter((file) => file.name === "index.html" || (file.hashed && !later.includes(file)));
console.log(`  ${"".padEnd(36)}${"raw".padStart(12)}${"brotli".padStart(12)}`);
for (const file of [...first, ...later]) row(file.settled, [file]);
row("first screen", first);
row("all else, loaded beside it", later);
row("all together", [...first, ...later]);
