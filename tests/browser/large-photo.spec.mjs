// A photo of 48 megapixels: while it is prepared the page goes on answering, and what comes of it is a small one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { demoCounty, WHO } from "./kit.mjs";

describe("a photo of 48 megapixels", { timeout: 240_000 }, () => {
  let county, phone, photo;

  before(async () => {
    county = await demoCounty();
    phone = await county.phone(WHO.cadre);
    const encoded = await phone.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(8_000, 6_000);
      const pen = canvas.getContext("2d");
      const sky = pen.createLinearGradient(0, 0, 8_000, 6_000);
      ["#7fb3d5", "#f7dc6f", "#27ae60", "#784212"].forEach((colour, place) => sky.addColorStop(place / 3, colour));
      pen.fillStyle = sky;
      pen.fillRect(0, 0, 8_000, 6_000);
      for (let dot = 0; dot < 20_000; dot += 1) {
        pen.fillStyle = `hsl(${(dot * 37) % 360} 60% 50%)`;
        pen.fillRect((dot * 7_919) % 8_000, (dot * 104_729) % 6_000, 40, 40);
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
      return btoa(text);
    });
    photo = { name: "IMG_0048.jpg", mimeType: "image/jpeg", buffer: Buffer.from(encoded, "base64") };
  });

  after(() => county?.stop());

  test("lets the page answer while it is prepared", async (t) => {
    const { page } = phone;
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").waitFor();
    // From its place in the draft on until it hangs there.
    const typing = page.evaluate(async () => {
      const field = document.querySelector(".compose-text");
      const frame = () => new Promise(requestAnimationFrame);
      const took = [];
      while (!document.querySelector(".tile-veil")) await new Promise((soon) => setTimeout(soon));
      while (!document.querySelector(".tile .picture[src]")) {
        const from = performance.now();
        field.value += "写";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await frame();
        await frame();
        took.push(performance.now() - from);
      }
      return took;
    });
    await page.locator(".tile.is-add input").setInputFiles(photo);
    const times = await typing;
    times.sort((one, other) => one - other);
    const [half, worst] = [times[times.length >> 1], times.at(-1)].map((time) => time.toFixed(0));
    t.diagnostic(`${times.length} characters were typed meanwhile; half of them were seen within ${half} ms, all within ${worst} ms`);
    assert.ok(times.length >= 3, "it takes long enough for this to say anything");
    const typed = await page.locator(".compose-text").inputValue();
    assert.equal(typed, "写".repeat(times.length), "nothing that was typed is lost");
  });

  test("becomes one of at most 2,048 pixels", async () => {
    const { page } = phone;
    await page.locator(".tile .picture[src]").waitFor();
    await page.getByRole("button", { name: "发送" }).click();
    const sent = page.locator("article.moment", { hasText: "写写写" });
    await sent.locator("a.photo").click();
    const picture = page.locator(".viewer img[src]");
    await picture.waitFor();
    await page.waitForFunction(() => document.querySelector(".viewer img[src]").naturalWidth > 1_080);
    const [width, height] = await picture.evaluate((image) => [image.naturalWidth, image.naturalHeight]);
    assert.deepEqual([width, height], [2_048, 1_536]);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
