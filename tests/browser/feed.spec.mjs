// A long feed: what stands on the page stays small, reading down finds everything once, and nothing moves under the eyes.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import http from "node:http";
import { after, before, describe, test } from "node:test";
import { demoCounty, WHO } from "./kit.mjs";

/** How many moments lie below those of the demo; the design is for 10,000. */
const OLDER = Number(process.env.JISHI_FEED_MOMENTS ?? 2_000);
const PAGE = 500;

/** A line to the server on which so many older moments of one author are told besides what it tells. */
async function flooded(url, count) {
  let told = 0;
  let model;
  const older = (number) => {
    const done_at = model.moment.done_at - 60 * 86_400_000 - number * 60_000;
    const words = `第 ${number} 条：${"到各组走访，记下需要修的水渠和路灯。".repeat(1 + (number % 4))}`;
    const moment = { ...model.moment, id: randomUUID(), text: words, attachments: [], done_at };
    const receipt = { ...model.receipt, operation: randomUUID(), received_at: done_at };
    return { change: "moment", moment, receipt };
  };
  const add = (page) => {
    model ??= page.changes.find((change) => change.change === "moment");
    if (page.more || !model || told >= count) return page;
    const from = told;
    told = Math.min(count, told + PAGE);
    for (let number = from; number < told; number += 1) page.changes.push(older(number));
    page.more = told < count;
    return page;
  };
  const listener = http.createServer((near, answer) => {
    const pulls = near.url.startsWith("/v1/sync/pull");
    const headers = { ...near.headers, ...(pulls ? { "accept-encoding": "identity" } : {}) };
    const far = http.request(new URL(near.url, url), { method: near.method, headers }, (reply) => {
      if (!pulls || reply.statusCode !== 200) {
        answer.writeHead(reply.statusCode, reply.headers);
        reply.pipe(answer);
        return;
      }
      let text = "";
      reply.setEncoding("utf8").on("data", (part) => (text += part));
      reply.on("end", () => {
        const body = JSON.stringify(add(JSON.parse(text)));
        const { "content-length": _, ...headers } = reply.headers;
        answer.writeHead(200, headers).end(body);
      });
    });
    far.on("error", () => answer.destroy());
    near.pipe(far);
  });
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    told: () => told,
    close() {
      listener.closeAllConnections();
      listener.close();
    },
  };
}

describe("a long feed", { timeout: 600_000 }, () => {
  let county, way, reader, writer, waited;

  before(async () => {
    county = await demoCounty();
    way = await flooded(county.url, OLDER);
    reader = await county.phone(WHO.leader, { through: way.url });
    writer = await county.phone(WHO.cadre);
    while (way.told() < OLDER) await new Promise((wait) => setTimeout(wait, 50));
  });

  after(async () => {
    await county?.stop();
    way?.close();
  });

  const write = async ({ page }, words) => {
    await page.goto("/");
    await page.locator("article.moment").first().waitFor();
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill(words);
    await page.getByRole("button", { name: "发送" }).click();
    await page.locator("article.moment", { hasText: words }).waitFor();
  };

  test("is read to its end, and nothing is missing or there twice", async (t) => {
    const found = await reader.page.evaluate(async (last) => {
      const pane = document.querySelector(".pane.is-list");
      const frame = () => new Promise(requestAnimationFrame);
      const [order, seen] = [[], new Set()];
      let most = 0;
      const until = performance.now() + 400_000;
      while (performance.now() < until) {
        const shown = [...document.querySelectorAll(".feed article.moment")];
        most = Math.max(most, shown.length);
        for (const moment of shown) {
          const { href } = moment.querySelector("a.moment-time");
          if (seen.has(href)) continue;
          seen.add(href);
          order.push(Number(/第 (\d+) 条/.exec(moment.textContent)?.[1] ?? -1));
        }
        if (shown.some((moment) => moment.textContent.includes(last))) break;
        pane.scrollTop += pane.clientHeight;
        await frame();
      }
      return { order, most };
    }, `第 ${OLDER - 1} 条`);
    const older = found.order.filter((number) => number >= 0);
    assert.deepEqual(older, [...Array(OLDER).keys()], "each once, in their order");
    assert.ok(found.most < 120, `never more than a few screens of moments: ${found.most}`);
    await reader.page.getByText("已经到底了").waitFor();
    t.diagnostic(`${found.order.length} moments, at most ${found.most} on the page`);
  });

  test("is there wherever one scrolls to", async (t) => {
    const found = await reader.page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      /** Throws a scroller as fast as a thumb does, 4,800 px a second; `look` is called in every frame. */
      const thrown = async (scroller, look) => {
        const frames = [];
        scroller.scrollTop = scroller.scrollHeight;
        for (let number = 0; number < 30; number += 1) await frame();
        // A frame's own time, not when somebody got round to it: a frame that is left out makes a gap of two.
        let before = await frame();
        for (let number = 0; number < 600; number += 1) {
          scroller.scrollTop -= 80;
          const now = await frame();
          frames.push(now - before);
          before = now;
          look();
        }
        frames.sort((one, other) => one - other);
        const part = (share) => frames[Math.floor(share * (frames.length - 1))].toFixed(1);
        return `half within ${part(0.5)} ms, 95 of 100 within ${part(0.95)} ms, the longest ${part(1)} ms`;
      };
      const pane = document.querySelector(".pane.is-list");
      const { top, height, left, width } = pane.getBoundingClientRect();
      const middle = () => document.elementFromPoint(left + width / 2, top + height / 2);
      // What this browser needs for as long a page of plain text.
      const plain = document.createElement("div");
      Object.assign(plain.style, { position: "fixed", inset: 0, overflow: "auto", background: "white", zIndex: 9 });
      for (let line = 0; line < 3_000; line += 1) plain.append(Object.assign(document.createElement("p"), { textContent: `第 ${line} 行` }));
      document.body.append(plain);
      const text = await thrown(plain, middle);
      plain.remove();
      let blank = 0;
      const feed = await thrown(pane, () => {
        if (!middle()?.closest("article.moment")) blank += 1;
      });
      return { blank, feed, text };
    });
    t.diagnostic(`frames of the feed: ${found.feed}`);
    t.diagnostic(`frames of as much plain text: ${found.text}`);
    assert.ok(found.blank <= 12, `all but few frames have a moment in their middle: ${found.blank} of 600 have not`);
  });

  test("stays where it is when something new comes, which waits until it is wanted", async () => {
    const { page } = reader;
    const pane = page.locator(".pane.is-list");
    await pane.evaluate((pane) => (pane.scrollTop = 1_500));
    await page.waitForTimeout(500);
    const middle = () =>
      page.evaluate(() => {
        const moment = document.elementFromPoint(180, 370).closest("article.moment");
        return [moment.querySelector("a.moment-time").href, Math.round(moment.getBoundingClientRect().top)];
      });
    const was = await middle();
    const words = `新修的水渠通水了 ${Date.now()}`;
    await write(writer, words);
    const news = page.getByRole("button", { name: "1 条新动态" });
    await news.waitFor();
    assert.deepEqual(await middle(), was, "nothing has moved");
    assert.equal(await page.locator("article.moment", { hasText: words }).count(), 0);
    await reader.shot("feed-newer");
  });

  test("shows what was waiting at a tap, and what comes to its top at once", async () => {
    const { page } = reader;
    await page.locator("article.moment").first().waitFor();
    await page.locator(".pane.is-list").evaluate((pane) => (pane.scrollTop = 1_500));
    await page.waitForTimeout(500);
    const first = page.locator(".feed article.moment").first();
    waited = `补了三处缺口 ${Date.now()}`;
    await write(writer, waited);
    await page.getByRole("button", { name: "2 条新动态" }).click();
    await first.filter({ hasText: waited }).waitFor();
    assert.ok((await page.locator(".pane.is-list").evaluate((pane) => pane.scrollTop)) < 10, "it is at the top");
    const next = `又补了一处 ${Date.now()}`;
    await write(writer, next);
    await first.filter({ hasText: next }).waitFor();
    assert.equal(await page.locator(".feed-newer-button").count(), 0);
  });

  test("shows what one wrote oneself, wherever one was", async () => {
    const { page } = reader;
    await page.locator(".pane.is-list").evaluate((pane) => (pane.scrollTop = 1_500));
    await page.waitForTimeout(500);
    const words = `下午到村里看看 ${Date.now()}`;
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill(words);
    await page.getByRole("button", { name: "发送" }).click();
    await page.locator(".feed article.moment").first().filter({ hasText: words }).waitFor();
    await page.waitForFunction(() => document.querySelector(".pane.is-list").scrollTop < 10);
  });

  test("is searched by two characters of Chinese, by unit and day, without a network", async () => {
    const { page, context } = reader;
    await page.locator(".pane.is-list").evaluate((pane) => (pane.scrollTop = 0));
    await page.getByRole("link", { name: "查找动态" }).click();
    await reader.looks("search", () => page.getByText(/找一条动态|Find a moment/).waitFor());
    await context.setOffline(true);
    await page.getByRole("searchbox").fill("水渠");
    const found = page.locator(".is-detail article.moment");
    await found.first().waitFor();
    for (const words of await found.allInnerTexts()) assert.match(words, /水渠/);
    await page.getByRole("searchbox").fill(`${waited.slice(0, 4)} ${waited.slice(-6)}`);
    await found.filter({ hasText: waited }).waitFor();
    assert.equal(await found.count(), 1, "every part of what is looked for stands in it");
    await page.getByRole("button", { name: "我的" }).click();
    await page.locator(".empty", { hasText: "没有找到" }).waitFor();
    await page.getByRole("button", { name: "本单位" }).click();
    await found.first().waitFor();
    await context.setOffline(false);
    await reader.looks("search-found", () => found.first().waitFor());
    await found.first().locator("a.moment-time").click();
    await page.getByRole("button", { name: /^关注/ }).click();
    await page.getByRole("button", { name: /^已关注/ }).waitFor();
    await reader.shot("followed");
    await page.goBack();
    await page.getByRole("button", { name: "我关注的" }).click();
    await found.first().waitFor();
    await page.getByLabel("结束日期").fill("2001-01-01");
    await page.locator(".empty", { hasText: "没有找到" }).waitFor();
    await page.goBack();
    await page.locator(".is-list .feed article.moment").first().waitFor();
    assert.equal(new URL(page.url()).pathname, "/", "one step back is out of the search");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
