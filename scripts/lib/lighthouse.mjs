// The scores of a Lighthouse report, what is behind them, and what is wrong: node lighthouse.mjs REPORT
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { title, score } of Object.values(report.categories)) console.log(`${title.padEnd(28)}${Math.round(score * 100)}`);
const told = ["first-contentful-paint", "largest-contentful-paint", "interactive", "total-blocking-time", "cumulative-layout-shift", "speed-index", "total-byte-weight"];
for (const id of told) console.log(`${report.audits[id].title.padEnd(28)}${report.audits[id].displayValue}`);
for (const { id, auditRefs } of Object.values(report.categories)) {
  for (const { id: audit } of auditRefs) {
    const { score, scoreDisplayMode, title } = report.audits[audit];
    if (scoreDisplayMode === "binary" && score < 1) console.log(`${id}: ${title} (${audit})`);
  }
}
