// Learning: written, published, read to its end for as long as it takes, seen in the county's overview, taken back.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, realPhoto } from "./kit.mjs";

const TITLE = "汛期值班要求";
const WRONG = "汛期值班要求（发错了）";

describe("learning", { timeout: 240_000 }, () => {
  let county, cadre, leader, organization;
  before(async () => {
    county = await demoCounty();
    [cadre, leader, organization] = await Promise.all(
      [WHO.cadre, WHO.leader, WHO.organization].map((who) => county.phone(who)),
    );
  });
  after(() => county?.stop());

  const standing = () => cadre.page.locator(".lesson-standing");
  const lesson = (page, title) => page.locator(".is-detail a.row").filter({ has: page.getByText(title, { exact: true }) });

  test("a lesson with a PDF and a picture is a draft until it is published", async () => {
    const { page } = organization;
    await page.goto("/lessons/new");
    await page.locator("input[type=text]").first().fill(TITLE);
    await page.locator(".lesson-body").fill("各村二十四小时值班。");
    await page.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
    await page.locator(".tile .picture[src]").waitFor();
    await page.getByRole("button", { name: "把图 1 放进正文" }).click();
    const pdf = { name: "值班表.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF") };
    await page.locator("label.compose-row input").setInputFiles(pdf);
    await page.getByText("值班表.pdf", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "1 分钟", exact: true }).click();
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByText("值班表.pdf", { exact: true }).first().waitFor();
    assert.equal(await page.locator("input[type=text]").first().inputValue(), TITLE);
    assert.match(await page.locator(".lesson-body").inputValue(), /!\[图 1\]\(sha256:/);
    await organization.looks("52-lesson-written", () => page.getByText("值班表.pdf", { exact: true }).first().waitFor());
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, "the form is too wide");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await lesson(page, TITLE).waitFor();
  });

  test("it comes to the cadre, who begins to read", async () => {
    const { page } = cadre;
    await page.goto("/todo");
    await lesson(page, TITLE).click();
    await page.locator(".lesson .picture[src]").first().waitFor();
    await page.locator(".lesson .file-row").click();
    const paper = page.locator("a.file-row.is-here[download='值班表.pdf']");
    await paper.waitFor();
    await standing().getByText(/还差.*附件也要打开/).waitFor();
    await standing().getByText("读完 +1 分").waitFor();
    await cadre.shot("53-lesson-with-files");
    const [saved] = await Promise.all([page.waitForEvent("download"), paper.click()]);
    assert.equal(saved.suggestedFilename(), "值班表.pdf");
    await standing().getByText(/附件/).waitFor({ state: "detached" });
    await page.locator(".lesson-end").scrollIntoViewIfNeeded();
    await standing().getByText(/已到文末，还差/).waitFor();
    await cadre.shot("37-lesson");
  });

  test("meanwhile another lesson is published and taken back, and is gone at the leader's", async () => {
    const { page } = organization;
    await page.goto("/lessons/new");
    await page.locator("input[type=text]").first().fill(WRONG);
    await page.locator(".lesson-body").fill("发错了。");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await leader.page.goto("/lessons");
    await lesson(leader.page, WRONG).click();
    await leader.page.locator("#lesson-name", { hasText: WRONG }).waitFor();
    await lesson(page, WRONG).click();
    await page.getByRole("button", { name: "撤回这篇" }).click();
    await page.getByRole("dialog").getByText("已经读完的照样算").waitFor();
    await organization.shot("90-lesson-withdrawing");
    await page.getByRole("dialog").getByRole("button", { name: "撤回这篇" }).click();
    await lesson(page, WRONG).waitFor({ state: "detached" });
    await leader.page.getByText(/已被撤回/).first().waitFor();
    await leader.shot("91-lesson-withdrawn");
    await leader.page.goto("/lessons");
    await lesson(leader.page, TITLE).waitFor();
    assert.equal(await lesson(leader.page, WRONG).count(), 0);
  });

  test("who does not publish is told who does", async () => {
    await leader.page.goto("/lessons/new");
    await leader.page.getByText("由组织部发布", { exact: true }).waitFor();
    await leader.shot("92-not-to-publish");
  });

  test("after its time it is read, once, and on the record", async () => {
    const { page } = cadre;
    await standing().getByText("已读完，+1 分").waitFor({ timeout: 75_000 });
    await standing().getByText("已保存在手机上").waitFor({ state: "detached" });
    await cadre.shot("93-lesson-read");
    await page.goto("/lessons");
    await lesson(page, TITLE).getByText(/读完$/).waitFor();
    await cadre.shot("94-lessons");
    await page.goto("/me/score");
    await page.locator(".entry-row", { hasText: TITLE }).getByText("+1").waitFor();
    assert.equal(await page.locator(".entry-row", { hasText: TITLE }).count(), 1);
  });

  test("the overview counts its reader", async () => {
    const { page } = organization;
    await page.goto("/learning");
    await page.locator(".unit-month").first().waitFor();
    const row = page.locator(".entry", { hasText: TITLE }).first();
    assert.match(await row.locator(".unit-count").innerText(), /^1 \/ \d+$/);
    await organization.shot("50-learning");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
