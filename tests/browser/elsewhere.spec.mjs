// A phone that thinks it is somewhere else: days and times are the county's.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, dayWords, demoCounty, today } from "./kit.mjs";

describe("a phone in another time zone", { timeout: 120_000 }, () => {
  let county, cable, home, abroad, traveller;
  before(async () => {
    county = await demoCounty();
    cable = await county.line();
    // Honolulu is 18 hours behind: for most of a day its date is the day before.
    [home, abroad, traveller] = await Promise.all([
      county.phone(WHO.villager),
      county.phone(WHO.cadre, { timezoneId: "Pacific/Honolulu" }),
      county.phone(WHO.secretary, { timezoneId: "", through: cable.url }),
    ]);
    await traveller.shellKept();
  });
  after(async () => {
    cable?.close();
    await county?.stop();
  });

  test("it has the county's day for taps", async () => {
    const { page } = abroad;
    await page.goto("/check-in");
    await page.locator(".check-in-day").waitFor();
    assert.notEqual(await page.evaluate(() => new Date().getTimezoneOffset()), -480, "the phone is elsewhere");
    assert.equal(await page.locator(".check-in-day").innerText(), dayWords(today()));
    await abroad.shot("170-abroad-check-in");
  });

  test("a log bears the county's time, as everybody reads it", async () => {
    const { page } = abroad;
    const words = `在外地写的日志 ${Date.now()}`;
    await page.goto("/compose");
    await page.locator(".compose-text").fill(words);
    await page.getByRole("button", { name: "发送" }).click();
    const card = (person) => person.page.locator(".is-list article.moment", { hasText: words });
    await card(abroad).getByRole("button", { name: "查看回执" }).waitFor();
    await home.page.goto("/");
    const told = [];
    for (const person of [abroad, home]) {
      await card(person).locator("a.moment-time").click();
      await person.page.locator("article.is-whole .moment-time").waitFor();
      told.push(await person.page.locator("article.is-whole .moment-time").innerText());
    }
    assert.equal(told[0], told[1]);
    const [year, month, day] = today().split("-").map(Number);
    assert.match(told[0], new RegExp(`${year}年${month}月${day}日`));
  });

  test("leave and tasks are chosen by the county's days", async () => {
    const { page } = abroad;
    await page.goto("/leave/new");
    await page.locator(".month-day[aria-current=date]").first().or(page.locator(".month-name")).first().waitFor();
    const [year, month] = today().split("-").map(Number);
    for (let tries = 0; tries < 3 && (await page.locator(".month-name").innerText()) !== `${year}年${month}月`; tries += 1) {
      await page.getByRole("button", { name: "上个月" }).click();
    }
    const current = page.locator(".month-day[aria-current=date]");
    assert.match(await current.getAttribute("aria-label"), new RegExp(`^${dayWords(today())}`));
    await page.goto("/me/score");
    await page.locator(".score-when", { hasText: `${year}年${month}月` }).waitFor();
  });

  test("what waits while the phone changes its time zone keeps its time", async () => {
    const { page, context } = traveller;
    const clock = await context.newCDPSession(page);
    const moveTo = (timezoneId) => clock.send("Emulation.setTimezoneOverride", { timezoneId });
    const words = `换时区之前写的日志 ${Date.now()}`;
    await moveTo("Pacific/Honolulu");
    const behind = () => page.evaluate(() => new Date().getTimezoneOffset() / 60);
    assert.equal(await behind(), 10);
    await page.goto("/compose");
    cable.cut();
    await page.locator(".compose-text").fill(words);
    await page.getByRole("button", { name: "发送" }).click();
    const card = (person) => person.page.locator(".is-list article.moment", { hasText: words });
    await card(traveller).waitFor();
    const written = Date.now();
    // Auckland is a day ahead of Honolulu, by the date on the phone.
    await moveTo("Pacific/Auckland");
    assert.ok((await behind()) <= -12, "the phone has another time zone");
    await page.goto("/");
    await card(traveller).waitFor();
    cable.mend();
    await card(traveller).getByRole("button", { name: "查看回执" }).waitFor();
    await home.page.goto("/");
    for (const person of [traveller, home]) {
      await card(person).locator("a.moment-time").click();
      const time = person.page.locator("article.is-whole .moment-time");
      await time.waitFor();
      const [year, month, day, hour, minute] = (await time.innerText()).match(/\d+/g).map(Number);
      const told = Date.UTC(year, month - 1, day, hour - 8, minute);
      assert.ok(Math.abs(told - written) < 120_000, `${await time.innerText()} is when it was written`);
    }
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
