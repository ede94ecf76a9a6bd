// Every crate that can end up in a build has a licence that deny.toml allows. What cargo-deny does too, for machines
// that do not have it: cargo metadata … | node licences.mjs deny.toml

import { readFileSync } from "node:fs";

const deny = readFileSync(process.argv[2], "utf8");
const allowed = new Set(deny.match(/\nallow = \[([^\]]*)\]/)[1].match(/"[^"]+"/g).map((word) => word.slice(1, -1)));
const { packages } = JSON.parse(readFileSync(0, "utf8"));

/** An SPDX expression, in the few forms that crates use: OR, AND, WITH, brackets, and the old slash for OR. */
function isAllowed(expression) {
  const words = expression.replaceAll("/", " OR ").replace(/[()]/g, " $& ").trim().split(/\s+/);
  const either = () => {
    let result = both();
    while (words[0] === "OR") { words.shift(); result = both() || result; }
    return result;
  };
  const both = () => {
    let result = one();
    while (words[0] === "AND") { words.shift(); result = one() && result; }
    return result;
  };
  const one = () => {
    if (words[0] === "(") {
      words.shift();
      const result = either();
      words.shift();
      return result;
    }
    let name = words.shift();
    if (words[0] === "WITH") { words.shift(); name += ` WITH ${words.shift()}`; }
    return allowed.has(name);
  };
  return either();
}

const wrong = packages.filter((crate) => crate.source && !(crate.license && isAllowed(crate.license)));
for (const crate of wrong) {
  console.error(`${crate.name} ${crate.version}: ${crate.license ?? crate.license_file ?? "no licence"} is not among those of deny.toml`);
}
console.log(`${packages.length} crates, ${wrong.length} with a licence that deny.toml does not allow`);
process.exit(wrong.length ? 1 : 0);
