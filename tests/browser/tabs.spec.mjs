// The app in two tabs of one browser: one of them has the data, and what was done in it outlives it, once.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, realPhoto } from "./kit.mjs";

const SENT = "两个标签页里写的日志，只发一次";
const DRAFT = "关掉之前写了一半的话";

describe("two tabs", { timeout: 120_000 }, () => {
  let county, cable, cadre, secretary;
  before(async () => {
    county = await demoCounty();
    cable = await county.line();
    [cadre, secretary] = await Promise.all([
      county.phone(WHO.cadre, { through: cable.url }),
      county.phone(WHO.secretary),
    ]);
    await cadre.shellKept();
  });
  after(async () => {
    cable?.close();
    await county?.stop();
  });

  const card = (page) => page.locator("article.moment", { hasText: SENT });

  test("the second waits while the first writes without a network", async () => {
    const first = cadre.page;
    await first.goto("/compose");
    await first.locator(".compose-text").fill(SENT);
    await first.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
    await first.locator(".tile .picture[src]").first().waitFor();
    cable.cut();
    await first.getByRole("button", { name: "发送" }).click();
    await card(first).waitFor();
    await first.locator(".nav-tab.is-compose").click();
    await first.locator(".compose-text").fill(DRAFT);
    await first.waitForTimeout(800);
    cadre.second = await cadre.context.newPage();
    await cadre.second.goto("/");
    await cadre.second.getByText("另一个标签页").waitFor();
  });

  test("closed while it sends, it leaves everything to the second", async () => {
    const { page: first, second } = cadre;
    cable.mend();
    for (let tries = 0; tries < 400 && !cable.opened(); tries += 1) await first.waitForTimeout(50);
    assert.ok(cable.opened(), "it tries to send");
    await first.close();
    cadre.page = second;
    await card(second).getByRole("button", { name: "查看回执" }).waitFor();
    assert.equal(await card(second).count(), 1);
    await second.locator(".nav-tab.is-compose").click();
    await second.locator(".compose-text").waitFor();
    assert.equal(await second.locator(".compose-text").inputValue(), DRAFT);
    await secretary.page.goto("/");
    await card(secretary.page).waitFor();
    assert.equal(await card(secretary.page).count(), 1, "nobody sees it twice");
    assert.equal(await card(secretary.page).locator(".picture").count(), 1, "with its photo");
  });

  test("opened at once, one of them works and the others say so", async () => {
    const { context } = cadre;
    const before = cadre.page;
    const pages = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
    await before.close();
    await Promise.all(pages.map((page) => page.goto("/")));
    const state = async (page) => {
      if (await page.locator("article.moment").count()) return "works";
      return (await page.getByText("另一个标签页").count()) ? "says so" : "begins";
    };
    // Who says so may still get the data, once the last one has let go of them.
    let found = [];
    for (let tries = 0; tries < 40; tries += 1) {
      found = await Promise.all(pages.map(state));
      if (found.toSorted().join() === "says so,says so,works") break;
      await pages[0].waitForTimeout(500);
    }
    assert.deepEqual(found.toSorted(), ["says so", "says so", "works"]);
    const working = found.indexOf("works");
    for (const [index, page] of pages.entries()) if (index !== working) await page.close();
    cadre.page = pages[working];
    assert.equal(await card(cadre.page).count(), 1);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
