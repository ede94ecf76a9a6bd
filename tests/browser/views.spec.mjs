// The five views walked through as people do: a cadre taps, reads, delivers, asks and contests; leaders decide.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ownServer, phone } from "./kit.mjs";

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
    await page.getByText(/发表后 \+1 分|今天的日志分已记满/).waitFor();
    await cadre.shot("32-brings");
    await page.getByRole("button", { name: "发送" }).click();
    await page.getByText("下午到三组查看水位").first().waitFor();
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

  test("nothing complained", () => {
    for (const person of [cadre, leader, organization]) assert.deepEqual(person.complaints, []);
  });
});
