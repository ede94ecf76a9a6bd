// The log and what is said to it: written, attached to, changed, deleted; liked, disliked with a reason, taken back.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, jishi, realVideo } from "./kit.mjs";

const WORDS = "下午到三组查看水位";

describe("logs", { timeout: 180_000 }, () => {
  let county, cadre, leader;
  before(async () => {
    county = await demoCounty();
    [cadre, leader] = await Promise.all([county.phone(WHO.cadre), county.phone(WHO.leader)]);
  });
  after(() => county?.stop());

  const card = (person, words = WORDS) => person.page.locator(".is-list article.moment", { hasText: words });

  test("today's card says what is left to do, and the ring what it brings", async () => {
    const { page } = cadre;
    await page.goto("/");
    await page.locator(".today-ring").waitFor();
    await cadre.shot("30-today");
    assert.ok((await page.locator(".today-line").count()) >= 2);
  });

  test("a draft says what it brings before it is posted", async () => {
    const { page } = cadre;
    await page.goto("/compose");
    await page.locator(".compose-text").fill(WORDS);
    await page.getByText(/将记 \+1 分|今天这一项已记满/).waitFor();
    await cadre.shot("32-brings");
  });

  test("a video and a document are attached, stay over a reload, and open at the leader's", async () => {
    const { page } = cadre;
    const video = page.locator("label.compose-row input").nth(0);
    await video.setInputFiles(realVideo("long.mp4"));
    await page.getByText(/视频最长 60 秒，/).waitFor();
    await cadre.shot("32-too-long");
    await video.setInputFiles(realVideo("upright.mov"));
    await page.locator(".compose-row .video").waitFor();
    await page.locator("label.compose-row input").last().setInputFiles({ name: "水位记录.txt", mimeType: "text/plain", buffer: Buffer.from("8:00 312.4\n16:00 312.6") });
    await page.getByText("水位记录.txt").waitFor();
    await page.reload();
    await page.locator(".compose-row .video").waitFor();
    await page.getByText("水位记录.txt").waitFor();
    await cadre.looks("32-files", () => page.locator(".compose-row .video").waitFor());
    await page.getByRole("button", { name: "发送" }).click();
    await card(cadre).getByRole("button", { name: "查看回执" }).waitFor();
    await leader.page.goto("/");
    const seen = card(leader);
    await seen.locator("button.video-frame").click();
    await leader.page.waitForFunction(() => [...window.document.querySelectorAll("video")].some((film) => film.readyState >= 2 && film.videoHeight === 640));
    await seen.locator(".file-row").click();
    await seen.locator("a.file-row.is-here[download='水位记录.txt']").waitFor();
    await seen.scrollIntoViewIfNeeded();
    await leader.shot("32-files-seen");
  });

  test("photos are put into another order, which stays over a reload and is seen by others", async () => {
    const { page } = cadre;
    /** A photo so many pixels wide and high. */
    const drawn = async (name, width, height) => {
      const bytes = await page.evaluate(async ([width, height]) => {
        const canvas = new OffscreenCanvas(width, height);
        const pen = canvas.getContext("2d");
        pen.fillStyle = width > height ? "#3b7d4f" : "#7fb3d5";
        pen.fillRect(0, 0, width, height);
        return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer())];
      }, [width, height]);
      return { name, mimeType: "image/jpeg", buffer: Buffer.from(bytes) };
    };
    /** Which of two pictures are wide. */
    const wide = async (pictures) => {
      await pictures.nth(1).waitFor();
      return pictures.evaluateAll(async (pictures) => {
        await Promise.all(pictures.map((picture) => picture.decode()));
        return pictures.map((picture) => picture.naturalWidth > picture.naturalHeight);
      });
    };
    const tiles = page.locator(".tile .picture[src]");
    await page.goto("/compose");
    await page.locator(".compose-text").fill("三组的渠口，前后两张");
    await page.locator(".tile.is-add input").setInputFiles([await drawn("a.jpg", 400, 300), await drawn("b.jpg", 300, 400)]);
    await page.getByText("点一张照片可以调整顺序").waitFor();
    await page.getByText("处理中").first().waitFor({ state: "detached" });
    const before = await wide(tiles);
    assert.notDeepEqual(before, before.toReversed());
    await page.getByRole("button", { name: "移动第 2 张照片" }).click();
    await cadre.looks("31-photo-order", async () => {
      await tiles.nth(1).waitFor();
      await page.locator(".tile-choose").nth(1).click();
    });
    await page.getByRole("button", { name: "前移" }).click();
    await page.getByText("现在是第 1 张，共 2 张").waitFor({ state: "attached" });
    assert.equal(await page.getByRole("button", { name: "前移" }).getAttribute("aria-disabled"), "true");
    assert.deepEqual(await wide(tiles), before.toReversed());
    await page.reload();
    assert.deepEqual(await wide(tiles), before.toReversed());
    await page.getByRole("button", { name: "发送" }).click();
    await card(cadre, "前后两张").getByRole("button", { name: "查看回执" }).waitFor();
    await leader.page.goto("/");
    assert.deepEqual(await wide(card(leader, "前后两张").locator(".picture[src]")), before.toReversed());
  });

  test("a sheet has the focus, and closes by Escape also where nothing in it has been tapped", async () => {
    const { page } = cadre;
    const sheet = page.getByRole("dialog");
    const inside = () => page.waitForFunction(() => window.document.activeElement?.closest("[role=dialog]"));
    await card(cadre).getByRole("button", { name: "更多操作" }).click();
    await inside();
    await page.evaluate(() => window.document.activeElement.blur());
    await inside();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
  });

  test("one's own words can be changed, and the change shows", async () => {
    const { page } = cadre;
    await card(cadre).getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("dialog").locator("textarea").fill(`${WORDS}，比昨天高两厘米`);
    await cadre.shot("33-changing");
    await page.getByRole("button", { name: "保存修改" }).click();
    await card(cadre, "比昨天高两厘米").getByText(/已编辑/).waitFor();
    await card(leader, "比昨天高两厘米").getByText(/已编辑/).waitFor();
  });

  test("a leader reads what it said before, and the author sees who looked", async () => {
    await card(leader, "比昨天高两厘米").getByText(/已编辑/).click();
    const versions = leader.page.locator(".is-detail .trace-version");
    await versions.nth(1).waitFor();
    assert.deepEqual(await leader.page.locator(".is-detail .trace-words").allTextContents(), [`${WORDS}，比昨天高两厘米`, WORDS]);
    await leader.looks("33-trace", () => versions.nth(1).waitFor());
    await leader.page.goto("/");
    await card(leader).waitFor();
    const { page } = cadre;
    await page.goto("/me");
    await page.locator(".is-detail").getByRole("link", { name: "谁看过我的记录" }).click();
    const seen = page.locator(".is-detail .row", { hasText: county.name(WHO.leader) });
    await seen.getByText(/修改痕迹/).waitFor();
    await cadre.looks("33-looks", () => page.locator(".is-detail .rows .row").first().waitFor());
    await page.goto("/");
    await card(cadre).waitFor();
  });

  test("the receipts are taken along, and the server's record is held against them", async () => {
    const { page } = cadre;
    await page.goto("/me");
    await page.locator(".is-detail").getByRole("link", { name: "我的回执" }).click();
    const save = page.getByRole("link", { name: "存一份回执" });
    await save.waitFor();
    await cadre.looks("34-receipts", () => page.locator("a[download]").waitFor());
    await page.goto("/me/receipts");
    const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
    assert.equal(download.suggestedFilename(), "jishi-receipts.jsonl");
    const file = await download.path();
    const receipts = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.ok(receipts.length >= 2 && receipts.every(({ proof }) => proof), "one for each of what was sent, with its proof");
    const audited = await jishi("verify-audit", "--data", county.data, "--receipts", file);
    assert.match(audited, new RegExp(`${receipts.length} receipts stand on it`));
    receipts[0].proof.chain = "0".repeat(64);
    writeFileSync(file, receipts.map((receipt) => JSON.stringify(receipt)).join("\n"));
    await assert.rejects(jishi("verify-audit", "--data", county.data, "--receipts", file), /not whole/);
    await page.goto("/");
    await card(cadre).waitFor();
  });

  test("a leader dislikes with a reason, which everybody reads", async () => {
    const { page } = leader;
    await card(leader).getByRole("button", { name: /^踩/ }).click();
    const sheet = page.getByRole("dialog");
    assert.ok(await sheet.getByRole("button", { name: "踩", exact: true }).isDisabled(), "there is none without a reason");
    await sheet.locator("textarea").fill("没有写清是哪一户");
    await sheet.getByText(/还剩 \d 个踩/).waitFor();
    await leader.shot("44-dislike");
    await sheet.getByRole("button", { name: "踩", exact: true }).click();
    await sheet.waitFor({ state: "detached" });
    await card(cadre).locator(".dislikes", { hasText: `${county.name(WHO.leader)}：没有写清是哪一户` }).waitFor();
    await card(leader).scrollIntoViewIfNeeded();
    await leader.shot("45-disliked");
  });

  test("the reason is changed, and the dislike taken back", async () => {
    const { page } = leader;
    const sheet = page.getByRole("dialog");
    await card(leader).getByRole("button", { name: "修改或撤回踩" }).click();
    assert.equal(await sheet.locator("textarea").inputValue(), "没有写清是哪一户");
    await sheet.getByRole("button", { name: "照片看不清" }).click();
    await leader.shot("120-dislike-changing");
    await sheet.getByRole("button", { name: "修改理由" }).click();
    await card(cadre).locator(".dislikes", { hasText: "照片看不清" }).waitFor();
    assert.equal(await card(cadre).getByText("没有写清是哪一户").count(), 0, "one giver, one dislike");
    await card(leader).getByRole("button", { name: "修改或撤回踩" }).click();
    await sheet.getByRole("button", { name: "撤回", exact: true }).click();
    await sheet.waitFor({ state: "detached" });
    await card(cadre).locator(".dislikes").waitFor({ state: "detached" });
    await card(leader).getByRole("button", { name: /^踩/ }).waitFor();
  });

  test("a like comes and goes; on its page it says what it brings", async () => {
    const { page } = leader;
    await card(leader).locator("a.moment-time").click();
    await page.locator(".moment-left", { hasText: /点赞：对方记 \+1 分/ }).waitFor();
    await leader.looks("121-moment", () => page.locator(".moment-left").waitFor());
    await page.locator(".is-detail").getByRole("button", { name: /^赞/ }).click();
    await card(cadre).locator(".likes", { hasText: county.name(WHO.leader) }).waitFor();
    await page.locator(".is-detail").getByRole("button", { name: "取消赞" }).click();
    await card(cadre).locator(".likes").waitFor({ state: "detached" });
  });

  test("one's own log is deleted, after being asked, and leaves the leader's feed", async () => {
    const { page } = cadre;
    await card(cadre).getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await page.getByText("发过和删除的痕迹会保留").waitFor();
    await cadre.shot("122-deleting");
    await page.getByRole("dialog").getByRole("button", { name: "不删除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除", exact: true }).click();
    await card(cadre).waitFor({ state: "detached" });
    await leader.page.goto("/");
    await leader.page.locator(".is-list article.moment").first().waitFor();
    await card(leader).waitFor({ state: "detached" });
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
