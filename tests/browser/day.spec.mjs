// One person's day, end to end: written with no network on a phone, arrived once, seen and liked on another.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { demoPeople, line, phone, realPhoto } from "./kit.mjs";

const WORDS = `大坝组雨后查灾：三户屋后有滑坡迹象，已劝离到村小学。🌧️\n明早再去。(${Date.now()})`;

describe("one person's day", { timeout: 180_000 }, () => {
  const people = demoPeople();
  let cable, wire, cadre, leader;
  const mine = (page) => page.locator("article.moment", { hasText: WORDS.split("\n")[1] });
  // What the author learns of who opened the files.
  const looked = async () => {
    await cadre.page.goto("/me");
    await cadre.page.locator(".is-detail").getByRole("link", { name: "谁看过我的记录" }).click();
    const told = await cadre.page.locator(".is-detail .row", { hasText: /打开了您的/ }).first().innerText();
    await cadre.page.goto("/");
    return told;
  };

  before(async () => {
    cable = await line();
    cadre = await phone(cable.url);
  });

  after(async () => {
    await cadre?.context.close();
    await leader?.context.close();
    cable?.close();
    wire?.close();
  });

  test("a wrong code is a sentence, the right one opens the feed", async () => {
    const { page } = cadre;
    await page.goto("/");
    await page.locator("#enrol-code").fill("WWWW-WWWW-WWWW");
    await page.locator("button[type=submit]").click();
    await page.getByText("绑定码不对").waitFor();
    await cadre.shot("01-wrong-code");
    await cadre.enrol(people.cadre);
    await page.locator("article.moment").first().waitFor();
    await cadre.shellKept();
    await cadre.shot("02-feed");
  });

  test("a log is written with no network, and survives a reload", async () => {
    const { page, context } = cadre;
    cable.cut();
    await context.setOffline(true);
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill(WORDS);
    await page.locator(".tile.is-add input").setInputFiles(realPhoto("xmp_test.jpg"));
    await page.locator(".tile .picture[src]").first().waitFor();
    await page.getByText("处理中").waitFor({ state: "detached" });
    await page.getByRole("button", { name: /语音/ }).click();
    await page.locator(".recording-time").waitFor();
    await page.waitForTimeout(2_300);
    await cadre.shot("03-recording");
    await page.getByRole("button", { name: "结束录音" }).click();
    await page.locator(".compose-row.is-voice").waitFor();
    await page.getByRole("button", { name: /所在位置/ }).click();
    await page.getByText("25.17").waitFor();
    await cadre.shot("04-compose");

    await page.reload();
    await page.locator(".compose-text").waitFor();
    assert.equal(await page.locator(".compose-text").inputValue(), WORDS);
    await page.locator(".tile .picture[src]").first().waitFor();
    await page.locator(".compose-row.is-voice").waitFor();
    await page.getByText("25.17").waitFor();
    await cadre.shot("05-compose-after-reload");
  });

  test("what is no photo is a sentence, and the draft is intact", async () => {
    const { page } = cadre;
    const files = [
      { name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<html>not a photo</html>") },
      { name: "IMG_0002.heic", mimeType: "image/heic", buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1") },
    ];
    for (const [file, words] of [[files[0], "不是照片"], [files[1], "HEIC"]]) {
      await page.locator(".tile.is-add input").setInputFiles(file);
      await page.getByText(words).first().waitFor();
      await cadre.shot(`06-refused-${file.name}`);
      await page.getByRole("button", { name: "移除这张照片" }).click();
    }
    assert.equal(await page.locator(".compose-text").inputValue(), WORDS);
  });

  test("sent without a network, it waits and says so, also after a reload", async () => {
    const { page } = cadre;
    await page.getByRole("button", { name: "发送" }).click();
    await mine(page).getByText("等待送出").waitFor();
    await cadre.shot("07-waiting");
    await page.reload();
    await mine(page).getByText("等待送出").waitFor();
  });

  test("the network returns and it arrives, with a receipt", async () => {
    const { page, context } = cadre;
    cable.mend();
    await context.setOffline(false);
    await mine(page).getByRole("button", { name: "查看回执" }).waitFor();
    await mine(page).getByRole("button", { name: "查看回执" }).click();
    await page.getByText("存档编号").waitFor();
    await cadre.looks("08-receipt", async () => {
      await mine(page).locator(".seal-mark").click();
      await page.getByRole("dialog").waitFor();
    });
    await page.getByRole("button", { name: "关闭" }).click();
    await page.getByText("存档编号").waitFor({ state: "detached" });
  });

  test("the leader sees it once, opens photo and voice, and likes it", async () => {
    wire = await line();
    leader = await phone(wire.url);
    await leader.enrol(people.leader);
    const { page } = leader;
    await mine(page).waitFor();
    assert.equal(await mine(page).count(), 1, "it arrived exactly once");
    await mine(page).locator(".picture[src], img[src^='blob:']").first().waitFor();
    await leader.shot("09-leader-feed");
    await mine(page).getByRole("button", { name: /播放语音/ }).click();
    await mine(page).getByRole("button", { name: "停止播放" }).waitFor();
    await mine(page).getByRole("link", { name: /照片 1/ }).click();
    await leader.looks("10-photo", () => page.locator(".viewer img[src]").waitFor());
    assert.match(await looked(), /打开了您的一个文件/, "the recording; the photo was seen as in the feed");
    const original = page.getByRole("button", { name: /查看原图.*对方会知道您看过/ });
    wire.cut();
    await original.click();
    await page.locator(".viewer").getByRole("alert").waitFor();
    await leader.shot("10-photo-without-network");
    wire.mend();
    await original.click();
    await original.waitFor({ state: "detached" });
    await leader.shot("10-photo-original");
    assert.match(await looked(), /共 2 次/, "and the photo as it was sent");
    await page.goBack();
    await mine(page).getByRole("button", { name: /^赞/ }).click();
    await mine(page).locator(".likes-name").waitFor();
    await leader.shot("11-liked");
  });

  test("where it was written is asked for, and the author learns who asked", async () => {
    const { page } = leader;
    const ask = mine(page).locator(".place-ask-button");
    await ask.waitFor();
    assert.equal(await mine(page).getByText("25.17").count(), 0, "it is not told unasked");
    await leader.looks("13-place-to-ask", () => ask.scrollIntoViewIfNeeded());
    wire.cut();
    await ask.click();
    await mine(page).getByRole("alert").waitFor();
    await leader.shot("13-place-without-network");
    wire.mend();
    await ask.click();
    await mine(page).getByText("25.17").waitFor();
    await leader.shot("14-place");
    await cadre.page.goto("/me");
    await cadre.page.locator(".is-detail").getByRole("link", { name: "谁看过我的记录" }).click();
    await cadre.page.locator(".is-detail .row").getByText("看了您一条记录的位置").waitFor();
    await cadre.shot("15-place-looked-at");
    await cadre.page.goto("/");
  });

  test("the cadre sees who liked it", async () => {
    const { page } = cadre;
    await mine(page).locator(".likes-name").waitFor();
    await cadre.shot("12-liked-by");
  });

  test("nothing complained", () => {
    assert.deepEqual(cadre.complaints, []);
    assert.deepEqual(leader.complaints, []);
  });
});
