// A county with the policy that a new one has: records, leave, tasks and lessons; no taps, points, places or likes anywhere.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, newCounty, workday } from "./kit.mjs";

const ROSTER = `工号,姓名,单位,单位类别,职务,级别,人员类别,角色
QL0001,岑致远,青岚县,县,县委副书记,县处级副职,普通,领导
QL0101,陆文静,青岚县/县委组织部,局办,常务副部长,乡科级正职,普通,组织部
QL0131,班若楠,青岚县/云溪镇,乡镇,镇党委书记,乡科级正职,普通,领导
QL0201,韦晓岚,青岚县/云溪镇/石门村,村,驻村工作队队员,无,驻村干部,干部
`;
const LOG = "走访三组六户，登记危房两处";
const TASK = "核对外出务工名单";

describe("evidence only", { timeout: 120_000 }, () => {
  let county, cadre, leader, organization;
  before(async () => {
    county = await newCounty(ROSTER);
    [cadre, leader, organization] = await Promise.all(
      [WHO.cadre, WHO.leader, WHO.organization].map((who) => county.phone(who)),
    );
  });
  after(() => county?.stop());

  const everybody = () => [cadre, leader, organization];
  /** Signs of what is switched off, wherever one is. */
  const off = ".today-ring, .tap-ring, .shifts, .score-total, .entry-points, .unit-place, .lesson-earns, .like[aria-pressed], .is-dislike";

  test("there is no tab for taps, and no way to points or places", async () => {
    for (const { page } of everybody()) {
      await page.goto("/me");
      await page.locator(".duties a[href='/leave']").first().waitFor();
      const ways = await page.locator(".duties a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      for (const way of ["/leave", "/tasks", "/lessons"]) assert.ok(ways.includes(way), way);
      for (const way of ["/me/score", "/places", "/check-in"]) assert.ok(!ways.includes(way), way);
      assert.equal(await page.locator(".nav-bar a[href='/check-in']").count(), 0);
    }
    await cadre.shot("160-evidence-only-me");
  });

  test("nor is there anything at their addresses", async () => {
    for (const [person, path] of [[cadre, "/check-in"], [cadre, "/me/score"], [organization, "/places"]]) {
      await person.page.goto(path);
      await person.page.locator(".is-detail .empty").waitFor();
      assert.equal(await person.page.locator(off).count(), 0, path);
      await person.shot(`161-evidence-only${path.replaceAll("/", "-")}`);
    }
  });

  test("a log is written and seen, and nobody likes or dislikes it", async () => {
    const { page } = cadre;
    await page.goto("/compose");
    await page.locator(".compose-text").fill(LOG);
    await page.waitForTimeout(800);
    assert.equal((await page.locator(".brings").allInnerTexts()).join(""), "", "it brings nothing");
    await page.getByRole("button", { name: "发送" }).click();
    await page.locator("article.moment", { hasText: LOG }).getByRole("button", { name: "查看回执" }).waitFor();
    await leader.page.goto("/");
    await leader.page.locator("article.moment", { hasText: LOG }).waitFor();
    for (const person of [cadre, leader]) assert.equal(await person.page.locator(off).count(), 0);
    await leader.shot("162-evidence-only-feed");
  });

  test("leave is asked for and granted", async (t) => {
    if (!(await workday(1))) return t.skip("the days to come lie in a year whose calendar is not published");
    await cadre.page.goto("/leave");
    await cadre.page.getByRole("button", { name: "一键申请" }).click();
    await leader.page.goto("/todo");
    await leader.page.locator(".request").getByRole("button", { name: /^同意/ }).click();
    await cadre.page.getByText(`${county.name(WHO.leader)}已同意`).waitFor();
    assert.equal(await cadre.page.locator(off).count(), 0);
  });

  test("a task is given without points, delivered and accepted", async () => {
    const { page } = leader;
    await page.goto("/tasks/new");
    await page.locator(".task-assignee").click();
    await page.getByRole("dialog").getByRole("button", { name: "石门村" }).click();
    await page.getByRole("dialog").getByRole("button", { name: new RegExp(county.name(WHO.cadre)) }).click();
    await page.locator(".task-form input[type=text]").fill(TASK);
    assert.equal(await page.locator(".task-form input[type=number]").count(), 0, "no points to give");
    await leader.shot("163-evidence-only-task");
    await page.getByRole("button", { name: "交办", exact: true }).click();
    await page.locator("#task-name", { hasText: TASK }).waitFor();
    await cadre.page.goto("/todo");
    await cadre.page.locator(".is-detail").getByText(TASK).click();
    await cadre.page.getByRole("link", { name: "提交成果" }).click();
    await cadre.page.locator(".compose-text").fill("四个组都核对过了");
    await cadre.page.getByRole("button", { name: "发送" }).click();
    await page.locator(".task-result").getByText("四个组都核对过了").waitFor();
    await page.getByRole("button", { name: "验收", exact: true }).click();
    await cadre.page.locator(".task-verdict.is-done", { hasText: "已验收" }).first().waitFor();
    assert.equal(await cadre.page.getByText(/验收得分|逾期扣分/).count(), 0);
  });

  test("a lesson is read to its end, for as long as one likes", async () => {
    const { page } = organization;
    await page.goto("/lessons/new");
    await page.locator("input[type=text]").first().fill("廉洁自律准则");
    await page.locator(".lesson-body").fill("公私分明，先公后私。");
    assert.equal(await page.locator(".is-detail .chip", { hasText: "不限" }).count(), 0, "nobody is timed");
    await page.getByRole("button", { name: "发布", exact: true }).click();
    await cadre.page.goto("/lessons");
    await cadre.page.locator(".is-detail").getByText("廉洁自律准则").click();
    await cadre.page.locator(".lesson-standing.is-done", { hasText: "已读完" }).waitFor();
    assert.equal(await cadre.page.locator(off).count(), 0);
    await cadre.shot("164-evidence-only-lesson");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
