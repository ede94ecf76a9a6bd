// A newer version of the app: fetched beside the one that runs, begun when the person wants it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { demoCounty, WHO } from "./kit.mjs";

describe("a newer version", { timeout: 120_000 }, () => {
  const web = mkdtempSync(join(tmpdir(), "jishi-web-"));
  let county, phone;

  /** Puts another version where the server has the app: the same, marked. */
  const publish = (mark) => {
    const index = join(web, "index.html");
    writeFileSync(index, readFileSync(index, "utf8").replace(/<html(?: data-version="[^"]*")?/, `<html data-version="${mark}"`));
    const worker = join(web, "sw.js");
    const shell = createHash("sha256").update(mark).digest("hex").slice(0, 16);
    writeFileSync(worker, readFileSync(worker, "utf8").replace(/"[0-9a-f]{16}"/, JSON.stringify(shell)));
    // What was compressed was the version before.
    for (const name of readdirSync(web)) if (/^(?:index\.html|sw\.js)\.(?:br|gz)$/.test(name)) rmSync(join(web, name));
  };
  const version = () => phone.page.evaluate(() => document.documentElement.dataset.version);
  const look = () => phone.page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => {}));

  before(async () => {
    cpSync(process.env.JISHI_WEB, web, { recursive: true });
    publish("one");
    county = await demoCounty({ web });
    phone = await county.phone(WHO.cadre);
    await phone.shellKept();
  });

  after(async () => {
    await county?.stop();
    rmSync(web, { recursive: true });
  });

  test("is offered, and does not begin by itself", async () => {
    const { page } = phone;
    assert.equal(await version(), "one");
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill("写到一半");
    await page.waitForTimeout(800); // it is kept when nothing is typed for a moment
    await page.goto("/");
    publish("two");
    await look();
    await page.getByText("新版本已准备好").waitFor();
    await page.locator("article.moment").first().waitFor();
    await phone.looks("update-ready", () => page.getByRole("button", { name: /现在更新|Update now/ }).waitFor());
    assert.equal(await version(), "one", "also after a reload");
  });

  test("begins when it is wanted, with what was being written", async () => {
    const { page } = phone;
    await page.getByRole("button", { name: "现在更新" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.version === "two");
    await page.locator("article.moment").first().waitFor();
    assert.equal(await page.getByText("新版本已准备好").count(), 0);
    const kept = await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("jishi-shell-")));
    assert.equal(kept.length, 1, "the shell of the older one is gone");
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").waitFor();
    await page.waitForFunction(() => document.querySelector(".compose-text").value === "写到一半");
  });

  test("opens without a network", async () => {
    await phone.context.setOffline(true);
    await phone.page.goto("/");
    await phone.page.locator("article.moment").first().waitFor();
    assert.equal(await version(), "two");
    await phone.context.setOffline(false);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});

describe("the shell of which a file did not come", { timeout: 120_000 }, () => {
  const web = mkdtempSync(join(tmpdir(), "jishi-web-"));
  const hidden = mkdtempSync(join(tmpdir(), "jishi-web-hidden-"));
  let county, phone;

  /** Moves what only an enrolled person needs from one folder to the other. */
  const move = (from, to) => {
    const names = readdirSync(from).filter((name) => name.startsWith("inside-"));
    assert.ok(names.length);
    for (const name of names) renameSync(join(from, name), join(to, name));
  };

  before(async () => {
    cpSync(process.env.JISHI_WEB, web, { recursive: true });
    move(web, hidden);
    county = await demoCounty({ web });
    phone = await county.newPhone();
  });

  after(async () => {
    await county?.stop();
    for (const folder of [web, hidden]) rmSync(folder, { recursive: true });
  });

  test("is kept by a later attempt, without a reload", async () => {
    const { page } = phone;
    const missed = page.waitForEvent("console", (message) => /not all files came/.test(message.text()));
    await page.goto("/");
    await page.locator("#enrol-code").waitFor();
    await missed;
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
    await page.evaluate(() => (globalThis.here = true));
    move(hidden, web);
    await phone.shellKept();
    assert.ok(await page.evaluate(() => here), "it is the same page");
    await phone.context.setOffline(true);
    await page.reload();
    // Not the picture before the app: the app.
    await page.locator(".enrol-language:enabled").waitFor();
  });

  test("nothing complained but the file that was not there", () => {
    assert.deepEqual(county.complaints().filter((words) => !/HTTP status code is not ok/.test(words)), []);
  });
});
