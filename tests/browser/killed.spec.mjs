// The web app's browser is killed while it writes and sends: nothing that was shown as done is lost or doubled.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, phone, realPhoto } from "./kit.mjs";

const ROUNDS = 24;
/** Where its row of the table of what fails goes, if one is being written. */
const ROW = process.env.JISHI_RELIABILITY && join(process.env.JISHI_RELIABILITY, "web-app-killed");
/** The longest time from the first letter to the end, in milliseconds; a log with a photo is sent in less. */
const LONGEST = 3_600;

describe("the browser is killed", { timeout: 400_000 }, () => {
  let county, profile, colleague;
  const complaints = [];
  before(async () => {
    if (ROW) rmSync(ROW, { force: true });
    county = await demoCounty();
    profile = mkdtempSync(join(tmpdir(), "jishi-killed-"));
    colleague = await county.phone(WHO.secretary);
    const person = await county.phone(WHO.cadre, { profile });
    await person.shellKept();
    await person.context.close();
  });
  after(async () => {
    await county?.stop();
    if (profile) rmSync(profile, { recursive: true, force: true });
  });

  const words = (round) => `第 ${round} 次被关掉之前写的`;
  const cards = (page, round) => page.locator(".is-list article.moment", { hasText: words(round) });
  /** What is there of each round, gathered while scrolling by: its addresses, and those with a receipt. It is newer than all else. */
  const gather = async (page) => {
    await page.goto("/");
    await page.locator(".is-list article.moment").first().waitFor();
    return page.evaluate(async () => {
      const pane = document.querySelector(".pane.is-list");
      const [found, of] = [new Map(), (round) => found.get(round) ?? found.set(round, { here: new Set(), received: new Set() }).get(round)];
      for (let last = -1; pane.scrollTop !== last; ) {
        await new Promise((wait) => setTimeout(wait, 400));
        let any = false;
        for (const card of pane.querySelectorAll("article.moment")) {
          const round = /第 (\d+) 次被关掉之前写的/.exec(card.textContent)?.[1];
          if (!round) continue;
          any = true;
          const { href } = card.querySelector("a.moment-time");
          of(Number(round)).here.add(href);
          if (card.querySelector(".seal-button")) of(Number(round)).received.add(href);
        }
        if (!any && pane.scrollTop > 0) break;
        last = pane.scrollTop;
        pane.scrollTop += pane.clientHeight;
      }
      return [...found].map(([round, { here, received }]) => [round, here.size, received.size]);
    });
  };
  const open = async () => {
    const person = await phone(county.url, { profile });
    await person.page.goto("/");
    await person.page.locator(".is-list article.moment").first().waitFor();
    return person;
  };

  test("what it showed as done is there again, once, here and at a colleague's", async () => {
    /** Of each round: what its author was shown before the end. */
    const shown = [];
    /** What may be there of the last round: what was written, or what was there before it. */
    let drafts = [""];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const person = await open();
      const { page } = person;
      const doing = (async () => {
        await page.locator(".nav-tab.is-compose").click();
        await page.locator(".compose-text").waitFor();
        const kept = await page.locator(".compose-text").inputValue();
        assert.ok(drafts.includes(kept), `the draft is "${kept}" in round ${round}`);
        drafts = [kept, words(round)];
        await page.locator(".compose-text").fill(words(round));
        if (round % 3 === 0) {
          await page.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
          await page.locator(".tile .picture[src]").first().waitFor();
        }
        drafts.push("");
        await page.getByRole("button", { name: "发送" }).click();
        await cards(page, round).first().waitFor();
        shown[round] = true;
        drafts = [""];
      })();
      // What ends it is the end of the browser.
      const ended = doing.catch((error) => assert.match(String(error), /closed|crashed|Target/, `round ${round}`));
      // The times are spread evenly, not in order.
      await page.waitForTimeout((LONGEST * ((round * 7) % ROUNDS)) / ROUNDS);
      complaints.push(...person.complaints);
      await person.kill();
      await ended;
    }
    const { page, context } = await open();
    await page.goto("/todo");
    assert.equal(await page.locator("#todo-refusals").count(), 0, "nothing was refused");
    await page.goto("/");
    const count = async () => {
      const tally = { lost: [], doubled: [], wrong: [] };
      const [own, told] = [await gather(page), await gather(colleague.page)];
      for (let round = 1; round <= ROUNDS; round += 1) {
        const [, here = 0, received = 0] = own.find(([of]) => of === round) ?? [];
        const [, there = 0] = told.find(([of]) => of === round) ?? [];
        if ((shown[round] && here === 0) || (here && there === 0)) tally.lost.push(round);
        if (here > 1 || there > 1) tally.doubled.push(round);
        if (received < here || (there && !here)) tally.wrong.push(round);
      }
      return tally;
    };
    // What is still on its way arrives meanwhile; what does not is counted in the end.
    let tally;
    for (let tries = 0; tries < 6; tries += 1) {
      tally = await count();
      if (Object.values(tally).every((rounds) => rounds.length === 0)) break;
      await page.waitForTimeout(3_000);
    }
    await context.close();
    if (ROW) {
      mkdirSync(dirname(ROW), { recursive: true });
      const counts = Object.values(tally).map((rounds) => rounds.length);
      const row = `| web app killed while it writes and sends | ${ROUNDS} | ${counts.join(" | ")} |\n`;
      writeFileSync(ROW, row);
    }
    assert.deepEqual(tally, { lost: [], doubled: [], wrong: [] });
    assert.ok(shown.filter(Boolean).length >= ROUNDS / 6, "some got as far as being shown");
    assert.ok(shown.filter(Boolean).length < ROUNDS, "some did not");
  });

  test("nothing complained", () => assert.deepEqual(complaints, []));
});
