// What others did is told: above the feed until it is read, and on a page of its own for two weeks.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, workday } from "./kit.mjs";

describe("news", { timeout: 180_000 }, () => {
  let county, cadre, leader, secretary;
  before(async () => {
    county = await demoCounty();
    [cadre, leader, secretary] = await Promise.all([WHO.cadre, WHO.leader, WHO.secretary].map((who) => county.phone(who)));
    // What the demo county has for the cadre is read first.
    await cadre.page.goto("/me");
    await cadre.page.getByText("全部记录都已送达").waitFor();
    await cadre.page.goto("/news");
    await cadre.page.locator(".is-detail .rows").waitFor();
    await told(cadre.page);
    await cadre.page.goto("/");
    await cadre.page.locator("article.moment").first().waitFor();
  });
  after(() => county?.stop());

  /** Waits until nothing is left to be read. */
  const told = async (page) => {
    await page.waitForTimeout(1_000); // what is still on its way comes in these moments
    await page.locator(".news-pill-link").waitFor({ state: "detached" });
  };
  const pill = () => cadre.page.locator(".news-pill-link");
  const row = (words) => cadre.page.locator(".is-detail .row", { hasText: words });

  test("a like and a decision on one's leave come as news", async () => {
    const text = "午后去河边看水位";
    await cadre.page.locator(".nav-tab.is-compose").click();
    await cadre.page.locator(".compose-text").fill(text);
    await cadre.page.getByRole("button", { name: "发送" }).click();
    const seen = leader.page.locator("article.moment", { hasText: text });
    await seen.getByRole("button", { name: /^赞/ }).click();
    let news = 1;
    if (await workday(1)) {
      await cadre.page.goto("/leave");
      await cadre.page.getByRole("button", { name: "一键申请" }).click();
      await secretary.page.goto("/todo");
      const request = secretary.page.locator(".request", { hasText: county.name(WHO.cadre) });
      await request.getByRole("button", { name: /^同意/ }).click();
      await cadre.page.locator(".leave-row").first().getByText("已同意").waitFor();
      await cadre.page.goto("/");
      news = 2;
    }
    await pill().getByText(`${news} 条新消息`).waitFor();
    await cadre.looks("news-pill", () => pill().waitFor());
  });

  test("who opens them reads who did what, and has read them", async () => {
    const { page } = cadre;
    await pill().click();
    await row(`${county.name(WHO.leader)}赞了您的日志`).first().waitFor();
    assert.ok((await page.locator(".is-detail .row-unread").count()) >= 1, "what is new is marked");
    if (await workday(1)) await row(`${county.name(WHO.secretary)}已同意`).first().waitFor();
    await cadre.shot("news");
    await row("赞了您的日志").first().click();
    await page.locator(".is-detail article.moment", { hasText: "午后去河边看水位" }).waitFor();
    await page.goto("/news");
    await page.locator(".is-detail .rows").waitFor();
    await told(page);
    await cadre.looks("news-read", () => page.locator(".is-detail .rows").waitFor());
    assert.equal(await page.locator(".row-unread").count(), 0);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
