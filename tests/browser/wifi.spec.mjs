// Videos over Wi-Fi only: chosen, waiting on mobile data, sent by a tap, and by themselves when there is Wi-Fi.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, realVideo } from "./kit.mjs";

describe("videos over Wi-Fi only", { timeout: 180_000 }, () => {
  let county, cadre;
  before(async () => {
    county = await demoCounty();
    cadre = await county.phone(WHO.cadre);
  });
  after(() => county?.stop());

  /** The browser tells its worker of another line, as one on a phone does; on a desk it tells nothing. */
  const on = async (type) => {
    const [worker] = cadre.page.workers();
    await worker.evaluate((told) => {
      Object.defineProperty(navigator.connection, "type", { value: told, configurable: true });
      navigator.connection.dispatchEvent(new Event("change"));
    }, type);
  };
  const card = (words) => cadre.page.locator(".is-list article.moment", { hasText: words });
  /** Posts a video without a new load of the page, which would forget the line. */
  const post = async (words, video) => {
    const { page } = cadre;
    await page.locator("a[href='/compose']").filter({ visible: true }).first().click();
    await page.locator(".compose-text").fill(words);
    await page.locator("label.compose-row input").nth(0).setInputFiles(realVideo(video));
    await page.locator(".compose-row .video").waitFor();
    await page.getByRole("button", { name: "发送" }).click();
  };

  test("the choice says where the line cannot be told, and what it means where it can", async () => {
    const { page } = cadre;
    await page.goto("/me");
    const wifi = page.getByRole("button", { name: "仅 Wi-Fi" });
    await page.getByText("这里无法得知用的是不是 Wi-Fi").waitFor();
    await on("cellular");
    await page.getByText("这里无法得知用的是不是 Wi-Fi").waitFor({ state: "detached" });
    await wifi.click();
    await page.locator("button[aria-pressed=true]", { hasText: "仅 Wi-Fi" }).waitFor();
    await page.getByText("视频会等到连上 Wi-Fi 再传").waitFor();
    await wifi.scrollIntoViewIfNeeded();
    await cadre.shot("38-wifi-choice");
  });

  test("on mobile data a video waits, and goes when one says now", async () => {
    const { page } = cadre;
    await page.locator(".nav-bar a[href='/']").click();
    await post("塌方点现场", "clip.mp4");
    const sign = card("塌方点现场").getByRole("button", { name: "等 Wi-Fi" });
    await sign.waitFor();
    await cadre.shot("38-wifi-waits");
    await sign.click();
    await page.getByRole("dialog").getByText("现在就发会用移动数据").waitFor();
    await cadre.shot("38-wifi-sheet");
    await page.getByRole("button", { name: "现在就发" }).click();
    await card("塌方点现场").getByRole("button", { name: "查看回执" }).waitFor();
  });

  test("another one goes by itself when there is Wi-Fi; the choice outlives a new load", async () => {
    const { page } = cadre;
    await post("河道清淤", "upright.mov");
    await card("河道清淤").getByRole("button", { name: "等 Wi-Fi" }).waitFor();
    await on("wifi");
    await card("河道清淤").getByRole("button", { name: "查看回执" }).waitFor();
    await page.goto("/me");
    await page.locator("button[aria-pressed=true]", { hasText: "仅 Wi-Fi" }).waitFor();
    assert.deepEqual(county.complaints(), []);
  });
});
