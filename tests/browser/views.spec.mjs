// The five views walked through as people do: a cadre taps, reads, delivers, asks and contests; leaders decide.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ownServer, phone, realPhoto, realVideo } from "./kit.mjs";

describe("views", { timeout: 300_000 }, () => {
  let county, cadre, leader, organization;
  before(async () => {
    county = await ownServer();
    [cadre, leader, organization] = await Promise.all([phone(county.url), phone(county.url), phone(county.url)]);
    await cadre.enrol(county.people.cadre);
    await leader.enrol(county.people.leader);
    await organization.enrol(county.people.organization);
  });
  after(async () => {
    for (const person of [cadre, leader, organization]) await person?.context.close();
    await county?.stop();
  });

  test("today's card says what is left to do, and the ring what it brings", async () => {
    const { page } = cadre;
    await page.goto("/");
    await page.locator(".today-ring").waitFor();
    await cadre.shot("30-today");
    assert.ok((await page.locator(".today-line").count()) >= 4);
  });

  test("a tap takes the place, says where it was, and is kept", async () => {
    const { page } = cadre;
    await page.goto("/check-in");
    await page.getByRole("button", { name: /打卡/ }).first().waitFor();
    await page.getByRole("button", { name: "下组", exact: true }).click();
    await page.locator("textarea").fill("到三组看蓄水池");
    await page.locator(".tap-ring").click();
    await page.locator(".check-in-kept").waitFor();
    await page.locator(".check-in-kept", { hasText: "已存档" }).waitFor();
    await cadre.shot("31-checked-in");
    await page.goto("/");
    await page.getByText("到三组看蓄水池").first().waitFor();
  });

  test("a draft says what it brings before it is posted", async () => {
    const { page } = cadre;
    await page.goto("/compose");
    await page.locator(".compose-text").fill("下午到三组查看水位");
    await page.getByText(/将记 \+1 分|今天这一项已记满/).waitFor();
    await cadre.shot("32-brings");
  });

  test("a video and a document are attached, stay over a reload, and open at the leader's", async () => {
    const { page } = cadre;
    const [video, document] = [page.locator("label.compose-row input").nth(0), page.locator("label.compose-row input").nth(1)];
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
    await cadre.shot("32-files");
    await page.getByRole("button", { name: "发送" }).click();
    const sent = page.locator("article.moment", { hasText: "下午到三组查看水位" });
    await sent.first().waitFor();
    await sent.getByRole("button", { name: "查看回执" }).waitFor();
    await leader.page.goto("/");
    const seen = leader.page.locator("article.moment", { hasText: "下午到三组查看水位" });
    await seen.locator("button.video-frame").click();
    await leader.page.waitForFunction(() => [...window.document.querySelectorAll("video")].some((film) => film.readyState >= 2 && film.videoHeight === 640));
    await seen.locator(".file-row").click();
    await seen.locator("a.file-row.is-here[download='水位记录.txt']").waitFor();
    await seen.scrollIntoViewIfNeeded();
    await leader.shot("32-files-seen");
  });

  test("one's own words can be changed, and the change shows", async () => {
    const { page } = cadre;
    const mine = page.locator("article.moment", { hasText: "下午到三组查看水位" });
    await mine.locator("button:has(svg)").last().click();
    await page.getByRole("dialog").locator("textarea").fill("下午到三组查看水位，比昨天高两厘米");
    await cadre.shot("33-changing");
    await page.getByRole("button", { name: "保存修改" }).click();
    await page.getByText("比昨天高两厘米").first().waitFor();
  });

  test("leave is asked for with one tap, and granted with one", async () => {
    await cadre.page.goto("/leave");
    await cadre.page.getByRole("button", { name: "一键申请" }).click();
    await cadre.page.getByText(/等待 .+ 审批/).first().waitFor();
    await cadre.shot("34-leave-asked");
    const { page } = leader;
    await page.goto("/todo");
    await page.getByText("年休假").first().waitFor();
    await leader.shot("35-to-decide");
    const before = await page.locator(".request").count();
    await page.locator(".request").first().getByRole("button", { name: /^同意/ }).click();
    await page.getByRole("button", { name: "撤销" }).waitFor();
    await leader.shot("36-granted");
    await page.waitForFunction((count) => document.querySelectorAll(".request").length < count, before);
  });

  test("a lesson is read to its end", async () => {
    const { page } = cadre;
    await page.goto("/lessons");
    await page.locator(".rows a").first().click();
    await page.locator(".is-detail h1, .is-detail h2").filter({ visible: true }).first().waitFor();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await cadre.shot("37-lesson");
  });

  test("a task shows its chain, and is delivered", async () => {
    const { page } = cadre;
    await page.goto("/tasks");
    await page.getByText("核对石门村外出务工人员名单").click();
    await page.getByRole("link", { name: "提交成果" }).or(page.getByRole("button", { name: "提交成果" })).first().click();
    await page.locator(".compose-text").fill("四个组都核对过了，共六十一人在外");
    await cadre.shot("38-result");
    await page.getByRole("button", { name: /发送|提交/ }).first().click();
    await page.getByText("四个组都核对过了").first().waitFor();
    await cadre.shot("39-delivered");
    await leader.page.goto("/todo");
    await leader.page.getByText("核对石门村外出务工人员名单").first().waitFor();
    await leader.shot("40-result-to-judge");
  });

  test("every point can be read, and contested", async () => {
    const { page } = cadre;
    await page.goto("/me/score");
    await page.locator(".score-total").waitFor();
    await cadre.shot("41-score");
    await page.locator(".entry-row").first().click();
    await page.getByRole("dialog").locator("textarea").fill("当天的记录有照片为证");
    await cadre.shot("42-entry");
    await page.getByRole("button", { name: "提交申诉" }).click();
    await page.getByText("申诉中").first().waitFor();
    await cadre.shot("43-contested");
  });

  test("a leader dislikes with a reason, which everybody reads", async () => {
    const { page } = leader;
    await page.goto("/");
    const card = page.locator("article.moment", { hasText: "石门村" }).first();
    await card.getByRole("button", { name: /踩/ }).first().click();
    await page.getByRole("dialog").locator("textarea").fill("没有写清是哪一户");
    await leader.shot("44-dislike");
    await page.getByRole("dialog").getByRole("button").last().click();
    await page.getByText("没有写清是哪一户").first().waitFor();
    await leader.shot("45-disliked");
  });

  test("the organization department sees the appeal", async () => {
    const { page } = organization;
    await page.goto("/todo");
    await page.getByText("当天的记录有照片为证").first().waitFor();
    await organization.shot("46-appeals");
  });

  test("a leader sees the unit's day, and the day before", async () => {
    const { page } = leader;
    await page.goto("/me");
    await page.locator("a[href='/unit']").first().click();
    await page.locator(".unit-summary").waitFor();
    await leader.shot("47-unit");
    await page.getByRole("button", { name: "前一天" }).click();
    await page.getByRole("button", { name: "后一天" }).waitFor();
    await page.locator(".unit-summary").waitFor();
    await leader.shot("48-unit-day-before");
  });

  test("the organization department walks from the places to somebody's ledger, and over its quarter", async () => {
    const { page } = organization;
    await page.goto("/places");
    await page.locator("a.entry-row").first().click();
    await page.locator(".score-total").filter({ visible: true }).first().waitFor();
    await organization.shot("49-person");
    await page.getByRole("button", { name: "季", exact: true }).or(page.getByRole("radio", { name: "季", exact: true })).first().click();
    await page.locator(".score-when", { hasText: "至" }).waitFor();
    await page.goto("/learning");
    await page.locator(".unit-month").first().waitFor();
    await organization.shot("50-learning");
  });

  test("a lesson with a PDF and a picture is written as a draft, published, and opens at the cadre's", async () => {
    const { page } = organization;
    await page.goto("/lessons/new");
    await page.locator("input[type=text]").first().fill("汛期值班要求");
    await page.locator(".lesson-body").fill("各村二十四小时值班。");
    await page.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
    await page.locator(".tile .picture[src]").waitFor();
    await page.getByRole("button", { name: "把图 1 放进正文" }).click();
    const pdf = { name: "值班表.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF") };
    await page.locator("label.compose-row input").setInputFiles(pdf);
    await page.getByText("值班表.pdf").waitFor();
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByText("值班表.pdf").waitFor();
    assert.equal(await page.locator("input[type=text]").first().inputValue(), "汛期值班要求");
    assert.match(await page.locator(".lesson-body").inputValue(), /!\[图 1\]\(sha256:/);
    await organization.shot("52-lesson-written");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, "the form is too wide");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await page.getByText("汛期值班要求").first().waitFor();
    await cadre.page.goto("/lessons");
    await cadre.page.getByText("汛期值班要求").first().click();
    await cadre.page.locator(".lesson .picture[src]").first().waitFor();
    await cadre.page.locator(".lesson .file-row").click();
    await cadre.page.locator("a.file-row.is-here[download='值班表.pdf']").waitFor();
    await cadre.shot("53-lesson-with-files");
  });

  test("a task being written is there again", async () => {
    const { page } = leader;
    await page.goto("/tasks/new");
    await page.locator("input[type=text]").first().fill("清理排水沟");
    await page.waitForTimeout(600);
    await page.reload();
    await page.locator("input[type=text]").first().waitFor();
    assert.equal(await page.locator("input[type=text]").first().inputValue(), "清理排水沟");
    await leader.shot("54-task-begun");
  });

  test("a leader sets where the unit works, at the place where they stand", async () => {
    const { page } = leader;
    await page.goto("/workplace");
    await page.getByRole("button", { name: "以我现在的位置为准" }).click();
    await page.locator(".place-map").waitFor();
    await page.getByRole("button", { name: /^300/ }).click();
    await page.getByText(/300 米以内算到岗/).waitFor();
    await leader.shot("55-workplace");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.waitForURL((url) => url.pathname !== "/workplace");
    await page.goto("/workplace");
    await page.getByText(/300 米以内算到岗/).waitFor();
  });

  test("a task is given to a unit, whose head answers for it", async () => {
    const { page } = organization;
    await page.goto("/tasks/new");
    await page.locator(".task-assignee").click();
    await page.getByRole("dialog").getByText("上一级单位").click();
    await page.getByRole("dialog").getByRole("button", { name: "云溪镇" }).click();
    await organization.shot("56-whom");
    await page.getByRole("dialog").getByText("交给云溪镇").click();
    await page.getByText(/云溪镇（.+负责）/).waitFor();
    await organization.shot("57-to-a-unit");
  });

  test("what one may not see is said so, and is no fault of the line", async () => {
    const { page } = cadre;
    await page.goto("/places");
    await page.getByText("无权查看").waitFor();
    await cadre.shot("51-not-for-you");
  });

  test("nothing complained", () => {
    for (const person of [cadre, leader, organization]) assert.deepEqual(person.complaints, []);
  });
});
