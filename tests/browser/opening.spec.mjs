// Before the app is there: what the page shows, and what can be done already.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { demoCounty, WHO } from "./kit.mjs";

describe("before the app is there", { timeout: 120_000 }, () => {
  let county, phone;
  before(async () => {
    county = await demoCounty();
    // What a service worker keeps would come past the test.
    phone = await county.newPhone({ serviceWorkers: "block" });
  });
  after(() => county?.stop());

  /** Opens the page and holds the app back; the returned way lets it come. */
  async function open() {
    const { page } = phone;
    let letCome;
    const held = new Promise((done) => (letCome = done));
    const asked = [];
    const note = (request) => asked.push(new URL(request.url()).pathname);
    page.on("request", note);
    await page.route(/\/app-[0-9a-f]+\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/", { waitUntil: "commit" });
    const come = async () => {
      letCome();
      await page.unrouteAll({ behavior: "wait" });
      page.off("request", note);
    };
    return { asked, come };
  }

  test("the form is there; what is typed stays, and can be sent once the app has come", async () => {
    const { page } = phone;
    const code = county.code(WHO.cadre).replaceAll("-", "").toLowerCase();
    const { asked, come } = await open();
    const field = page.locator("#enrol-code");
    await field.click();
    await page.keyboard.type(code.slice(0, 5));
    for (const button of await page.locator("button").all()) assert.ok(await button.isDisabled());
    await phone.shot("opening-start");
    assert.deepEqual(asked.filter((path) => path.startsWith("/engine")), [], "the line is the app's alone");
    await come();
    await page.locator(".enrol-language:enabled").waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "enrol-code");
    assert.equal(await field.inputValue(), county.code(WHO.cadre).slice(0, 6));
    await page.keyboard.type(code.slice(5));
    await page.locator("button[type=submit]").click();
    await page.locator("article.moment").first().waitFor();
  });

  test("whoever is enrolled sees the feed begin", async () => {
    const { page } = phone;
    const { come } = await open();
    await page.locator(".frame.is-feed[aria-busy]").waitFor();
    await phone.shot("opening-feed");
    assert.equal(await page.locator("#enrol-code").count(), 0);
    await come();
    await page.locator("article.moment").first().waitFor();
    assert.equal(await page.locator("#enrol-code").count(), 0);
  });

  test("in the language, the light and the size that were chosen", async () => {
    const { page } = phone;
    await page.evaluate(() => {
      localStorage.setItem("jishi.locale", "en");
      localStorage.setItem("jishi.theme", "dark");
      localStorage.setItem("jishi.text", "large");
    });
    const { come } = await open();
    await page.locator(".top-bar-title", { hasText: "Moments" }).waitFor();
    const { lang, dataset } = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      dataset: { ...document.documentElement.dataset },
    }));
    assert.deepEqual([lang, dataset.theme, dataset.text], ["en", "dark", "large"]);
    await come();
    await page.locator("article.moment").first().waitFor();
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));

  // The loader says in the console what it could not have.
  test("where the rest of the app cannot be had, it is said, and had another time", async () => {
    const { page } = phone;
    await page.route(/\/inside-[0-9a-f]+\.wasm$/, (route) => route.abort());
    await page.goto("/");
    await page.getByRole("alert").waitFor();
    await phone.shot("opening-without-the-rest");
    await page.unrouteAll({ behavior: "wait" });
    await page.locator(".start .button").click();
    // The server is there, so the app begins anew.
    await page.locator("article.moment").first().waitFor();
  });
});
