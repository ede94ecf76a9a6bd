// Every page and sheet of everybody in both languages, light and dark, on two phones and wide, and what axe-core says of it;
// what real photos, a second tab and a broken address get.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, faults, later, realPhoto, today } from "./kit.mjs";

describe("looks", { timeout: 600_000 }, () => {
  let county, cable;
  /** Whose phone, and what is walked to there: a path, what shows that it is there, a tap, and what it opens. */
  const people = {};
  before(async () => {
    county = await demoCounty();
    cable = await county.line();
    const stranger = await county.newPhone();
    await stranger.page.goto("/");
    await stranger.page.locator(".enrol-language:enabled").waitFor();
    await stranger.looks("20-enrol", () => stranger.page.locator(".enrol-language:enabled").waitFor());
    await stranger.enrol(county.code(WHO.organization));
    people.organization = { phone: stranger };
    const others = ["cadre", "leader", "clerk", "onLeave"];
    const enrolled = await Promise.all(
      others.map((who) => county.phone(WHO[who], who === "leader" ? { through: cable.url } : {})),
    );
    for (const [index, who] of others.entries()) people[who] = { phone: enrolled[index] };
    await prepare();
  });
  after(async () => {
    cable?.close();
    await county?.stop();
  });

  /** Where a link on a page leads. */
  const href = async (page, path, link) => {
    await page.goto(path);
    await page.locator(link).first().waitFor();
    return page.locator(link).first().getAttribute("href");
  };

  /** Brings about what only shows after somebody did something, and finds the addresses. */
  async function prepare() {
    const { organization, cadre, leader, clerk, onLeave } = people;
    const lesson = await href(organization.phone.page, "/lessons", ".is-detail a.row");
    const person = await href(organization.phone.page, "/places", "a.entry-row");
    organization.pages = {
      feed: { path: "/", ready: "article.moment" },
      search: { path: "/search?words=村&whose=&from=&to=", ready: ".is-detail article.moment" },
      "search-none": { path: "/search?words=%E2%88%9E&whose=mine&from=&to=", ready: ".is-detail .empty" },
      compose: { path: "/compose", ready: ".compose-text" },
      "check-in": { path: "/check-in", ready: ".tap-ring" },
      leave: { path: "/leave", ready: ".balances" },
      "leave-new": { path: "/leave/new", ready: ".leave-form" },
      "leave-usual": { path: "/leave/usual", ready: ".leave-form" },
      todo: { path: "/todo", ready: ".duties" },
      "appeal-refuse": { path: "/todo", ready: ".request", tap: ".request .button:not(.is-primary)" },
      tasks: { path: "/tasks", ready: ".tasks-choice" },
      "tasks-new": { path: "/tasks/new", ready: ".task-form" },
      people: { path: "/tasks/new", ready: ".task-form", tap: ".task-assignee" },
      lessons: { path: "/lessons", ready: ".lessons .rows" },
      "lessons-new": { path: "/lessons/new", ready: ".lesson-form" },
      lesson: { path: lesson, ready: ".lesson" },
      "lesson-withdraw": { path: lesson, ready: ".lesson", tap: ".lesson-withdraw .button" },
      unit: { path: "/unit", ready: ".unit-summary" },
      workplace: { path: "/workplace", ready: ".workplace" },
      places: { path: "/places", ready: ".unit-place" },
      person: { path: person, ready: ".score-total" },
      learning: { path: "/learning", ready: ".unit-month" },
      me: { path: "/me", ready: ".duties" },
      missing: { path: "/nothing-here", ready: ".empty" },
    };

    await cadre.phone.page.goto("/leave");
    const offered = cadre.phone.page.locator(".leave-offer .button");
    if (await offered.waitFor({ timeout: 5_000 }).then(() => true, () => false)) {
      await offered.click();
      await cadre.phone.page.locator(".leave-row.is-waiting").waitFor();
    }
    const open = await href(cadre.phone.page, "/todo", ".todo a.row[href^='/tasks/']");
    cadre.pages = {
      feed: { path: "/", ready: ".today-ring" },
      "own-log": { path: "/", ready: "article.moment", tap: "article.moment button.like:not([aria-pressed])" },
      "own-log-delete": {
        path: "/",
        ready: "article.moment",
        tap: ["article.moment button.like:not([aria-pressed])", ".sheet-actions .button:not(.is-primary)"],
      },
      "check-in": { path: "/check-in", ready: ".tap-ring" },
      correction: { path: `/correction/${later(today(), -1)}/0`, ready: ".sheet .correction" },
      leave: { path: "/leave", ready: ".balances" },
      "leave-withdraw": { path: "/leave", ready: ".leave-row", tap: ".leave-row.is-waiting .button" },
      todo: { path: "/todo", ready: ".duties" },
      task: { path: open, ready: ".task" },
      "task-split": { path: `${open}/split`, ready: ".task-form" },
      "task-result": { path: `${open}/result`, ready: ".task-asked" },
      lesson: { path: lesson, ready: ".lesson" },
      score: { path: "/me/score", ready: ".score-total" },
      news: { path: "/news", ready: ".is-detail .rows, .is-detail .empty" },
      "own-data": { path: "/me/data", ready: ".receipts-save" },
      entry: { path: "/me/score", ready: ".score-total", tap: "button.entry-row" },
      workplace: { path: "/workplace", ready: ".workplace" },
      "not-for-you": { path: "/places", ready: ".empty" },
    };

    const { page } = leader.phone;
    const given = await href(page, "/tasks", ".tasks-choice").then(async () => {
      await page.locator(".tasks-choice .chip").nth(1).click();
      await page.locator(".is-detail a.row.is-waiting").first().waitFor();
      return page.locator(".is-detail a.row.is-waiting").first().getAttribute("href");
    });
    const below = await href(page, "/workplace", "a.row[href^='/workplace/']");
    const unit = below.split("/").at(-1);
    await crossing();
    leader.pages = {
      feed: { path: "/", ready: "article.moment" },
      "tasks-given": { path: "/tasks", ready: ".tasks-choice", tap: ".tasks-choice .chip:not(.is-chosen)", then: "a.row.is-waiting" },
      dislike: { path: "/", ready: "article.moment", tap: "button.is-dislike" },
      todo: { path: "/todo", ready: ".request" },
      refuse: { path: "/todo", ready: ".request", tap: ".request .button:not(.is-primary)" },
      refused: { path: "/todo", ready: "button.row.is-alarm", tap: "button.row.is-alarm" },
      "task-given": { path: given, ready: ".task" },
      "task-cancel": { path: given, ready: ".task", tap: ".task-actions .button.is-danger" },
      "unit-day": { path: `/unit/${unit}/${later(today(), -1)}`, ready: ".unit-summary" },
      "workplace-below": { path: below, ready: ".workplace" },
      "devices-of-a-unit": { path: `/devices/${unit}`, ready: "#devices-bound" },
      me: { path: "/me", ready: ".duties" },
    };
    clerk.pages = {
      todo: { path: "/todo", ready: ".duties" },
      unit: { path: "/unit", ready: ".unit-summary" },
      workplace: { path: "/workplace", ready: ".workplace" },
      me: { path: "/me", ready: ".duties" },
    };
    onLeave.pages = {
      news: { path: "/news", ready: ".is-detail .rows, .is-detail .empty" },
      leave: { path: "/leave", ready: ".leave-row" },
      "leave-return": { path: "/leave", ready: ".leave-row", tap: ".leave-row .button" },
    };
  }

  /** The leader decides without a network what the clerk decides meanwhile, and is told: a refused operation. */
  async function crossing() {
    const [slow, fast] = [people.leader.phone, people.clerk.phone];
    const request = (phone) => phone.page.locator(".request", { hasText: county.name(WHO.deputy) });
    for (const phone of [slow, fast]) {
      await phone.page.goto("/todo");
      await request(phone).waitFor();
    }
    cable.cut();
    await slow.context.setOffline(true);
    await request(slow).locator(".button.is-primary").click();
    await slow.page.locator(".undo-bar").waitFor();
    await request(fast).locator(".button.is-primary").click();
    await Promise.all([slow, fast].map((phone) => phone.page.locator(".undo-bar").waitFor({ state: "detached" })));
    await fast.page.goto("/me");
    await fast.page.getByText("全部记录都已送达").waitFor();
    cable.mend();
    await slow.context.setOffline(false);
    await slow.page.goto("/todo");
    await slow.page.locator("button.row.is-alarm").waitFor();
  }

  /** To another page without loading the app anew. */
  const walk = (page, path) =>
    page.evaluate(async (path) => {
      history.pushState([0, 0], "", path);
      dispatchEvent(new PopStateEvent("popstate", { state: [0, 0] }));
      for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    }, path);

  /** The page in the largest text: a picture of it, and what does not have room. */
  async function enlarged(phone, name) {
    const { page } = phone;
    await page.evaluate(() => (document.documentElement.dataset.text = "largest"));
    await phone.still(`${name}-largest`);
    const tight = await page.evaluate(() => {
      const controls = [...document.querySelectorAll("button, a, label, h1, h2, h3")];
      const shown = controls.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".is-hidden"));
      // Of what is drawn, the words: what reaches out to be tapped more easily cuts nothing.
      const reach = (element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        return Math.max(...[...words.getClientRects()].map((drawn) => drawn.right), 0);
      };
      const cut = shown.filter((element) => reach(element) > element.getBoundingClientRect().right + 1 && getComputedStyle(element).overflow !== "visible");
      const wide = document.documentElement.scrollWidth - innerWidth;
      return [...cut.map((element) => `${element.className || element.tagName} cuts "${element.textContent}"`), ...(wide > 0 ? [`${wide} px too wide`] : [])];
    });
    await page.evaluate(() => (document.documentElement.dataset.text = "standard"));
    return tight.map((fault) => `in the largest text ${fault}`);
  }

  for (const who of ["organization", "cadre", "leader", "clerk", "onLeave"]) {
    for (const locale of ["zh-CN", "en"]) {
      for (const theme of ["light", "dark"]) {
        for (const [[width, height], ...larger] of [[[360, 740], [412, 915]], [[1280, 800]]]) {
          test(`${who}: ${locale}, ${theme}, ${width} wide`, async () => {
            const { phone, pages } = people[who];
            const { page } = phone;
            const found = [];
            await page.setViewportSize({ width, height });
            await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
            await page.evaluate((chosen) => localStorage.setItem("jishi.locale", chosen), locale);
            await page.goto("/");
            await page.locator("article.moment").first().waitFor();
            for (const [name, { path, ready, tap = [], then = ".sheet" }] of Object.entries(pages)) {
              await walk(page, path);
              await page.locator(ready).filter({ visible: true }).first().waitFor();
              for (const step of [tap].flat()) {
                await page.locator(step).filter({ visible: true }).first().click();
                await page.locator(then).filter({ visible: true }).first().waitFor();
              }
              await page.locator("[aria-busy=true]").filter({ visible: true }).first().waitFor({ state: "detached" });
              const shown = who === "organization" ? name : `${who}-${name}`;
              for (const [width, height] of [...larger, [null]].toReversed()) {
                if (width) await page.setViewportSize({ width, height });
                await phone.still(`${shown}-${locale}-${theme}-${page.viewportSize().width}`);
                const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
                assert.ok(overflow <= 0, `${name} is ${overflow} px too wide`);
              }
              if (larger.length) {
                await page.setViewportSize({ width, height });
                if (theme === "light") found.push(...(await enlarged(phone, `${shown}-${locale}`)).map((fault) => `${name}: ${fault}`));
              }
              found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
              const sheet = page.locator(".sheet");
              if (await sheet.count()) {
                await sheet.locator(".sheet-head .icon-button").click();
                await sheet.waitFor({ state: "detached" });
              }
            }
            assert.deepEqual(found, []);
          });
        }
      }
    }
  }

  test("photos straight from cameras become attachments", async () => {
    const { phone } = people.organization;
    const { page } = phone;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.evaluate(() => localStorage.setItem("jishi.locale", "zh-CN"));
    await page.goto("/compose");
    const files = ["hopper_orientation_2.jpg", "hopper_orientation_8.jpg", "pil_sample_cmyk.jpg", "flower.jpg", "hopper.gif", "hopper.webp"];
    await page.locator(".tile.is-add input").setInputFiles(files.map(realPhoto));
    await page.getByText("处理中").first().waitFor({ state: "detached" });
    await page.waitForFunction((count) => document.querySelectorAll(".tile .picture[src]").length === count, files.length);
    await phone.shot("21-real-photos");
    assert.equal(await page.locator(".tiles-fault").count(), 0);
  });

  test("a second tab says that the first has the data, and takes over when it closes", async () => {
    const { phone } = people.organization;
    const second = await phone.context.newPage();
    await second.goto("/");
    await second.getByText("另一个标签页").waitFor();
    await { ...phone, page: second }.looks("22-second-tab", () => second.locator(".empty").waitFor());
    await phone.page.close();
    await second.locator("article.moment").first().waitFor();
    phone.page = second;
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
