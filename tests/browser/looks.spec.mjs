// Every page in both languages, light and dark, on a phone and wide; what real photos, a second tab and a broken
// address get.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { demoPeople, phone, realPhoto, server } from "./kit.mjs";

describe("looks", { timeout: 600_000 }, () => {
  let person;
  before(async () => {
    person = await phone(server.origin);
    await person.page.goto("/");
    await person.page.locator("#enrol-code").waitFor();
    await person.shot("20-enrol");
    await person.enrol(demoPeople().organization);
    await person.page.locator("article.moment").first().waitFor();
    await person.page.goto("/places");
    const somebody = person.page.locator("a.entry-row").first();
    await somebody.waitFor();
    pages.person = { path: await somebody.getAttribute("href"), ready: ".is-detail .score-total, .score-total" };
  });
  after(() => person?.context.close());

  const pages = {
    feed: { path: "/", ready: "article.moment .picture[src], article.moment img[src]" },
    compose: { path: "/compose", ready: ".compose-text" },
    "check-in": { path: "/check-in", ready: ".shifts" },
    leave: { path: "/leave", ready: ".balances" },
    "leave-new": { path: "/leave/new", ready: ".leave-form" },
    todo: { path: "/todo", ready: ".duties" },
    tasks: { path: "/tasks", ready: ".chips" },
    "tasks-new": { path: "/tasks/new", ready: "textarea" },
    lessons: { path: "/lessons", ready: ".rows" },
    "lessons-new": { path: "/lessons/new", ready: "textarea" },
    score: { path: "/me/score", ready: ".score-total" },
    unit: { path: "/unit", ready: ".unit-summary" },
    workplace: { path: "/workplace", ready: ".workplace" },
    places: { path: "/places", ready: ".unit-place" },
    learning: { path: "/learning", ready: ".unit-month" },
    me: { path: "/me", ready: ".duties" },
    missing: { path: "/nothing-here", ready: ".nav-bar" },
  };
  for (const locale of ["zh-CN", "en"]) {
    for (const theme of ["light", "dark"]) {
      for (const [width, height] of [[360, 740], [1280, 800]]) {
        test(`${locale}, ${theme}, ${width} wide`, async () => {
          const { page } = person;
          await page.setViewportSize({ width, height });
          await page.emulateMedia({ colorScheme: theme });
          await page.evaluate((chosen) => localStorage.setItem("jishi.locale", chosen), locale);
          for (const [name, { path, ready }] of Object.entries(pages)) {
            await page.goto(path);
            await page.locator(ready).first().waitFor();
            await person.shot(`${name}-${locale}-${theme}-${width}`);
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(overflow <= 0, `${name} is ${overflow} px too wide`);
          }
        });
      }
    }
  }

  test("photos straight from cameras become attachments", async () => {
    const { page } = person;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.evaluate(() => localStorage.setItem("jishi.locale", "zh-CN"));
    await page.goto("/compose");
    const files = ["hopper_orientation_2.jpg", "hopper_orientation_8.jpg", "pil_sample_cmyk.jpg", "flower.jpg", "hopper.gif", "hopper.webp"];
    await page.locator(".tile.is-add input").setInputFiles(files.map(realPhoto));
    await page.getByText("处理中").first().waitFor({ state: "detached" });
    await page.waitForFunction((count) => document.querySelectorAll(".tile .picture[src]").length === count, files.length);
    await person.shot("21-real-photos");
    assert.equal(await page.locator(".tiles-fault").count(), 0);
  });

  test("a second tab says that the first has the data, and takes over when it closes", async () => {
    const second = await person.context.newPage();
    await second.goto("/");
    await second.getByText("另一个标签页").waitFor();
    await second.screenshot({ path: `${process.env.JISHI_SCREENS}/22-second-tab.png` });
    await person.page.close();
    await second.locator("article.moment").first().waitFor();
    person.page = second;
  });

  test("nothing complained", () => assert.deepEqual(person.complaints, []));
});
