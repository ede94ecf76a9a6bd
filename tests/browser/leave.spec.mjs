// Leave: asked for with one tap or by the form, granted, refused with a reason, taken back, ended early.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, calendar, dayWords, demoCounty, later, today, workday } from "./kit.mjs";

describe("leave", { timeout: 180_000 }, () => {
  let county, cadre, secretary, leader, days;
  before(async () => {
    days = Object.fromEntries(await Promise.all([-1, 1, 2].map(async (number) => [number, await workday(number)])));
    county = await demoCounty();
    [cadre, secretary, leader] = await Promise.all([WHO.cadre, WHO.secretary, WHO.leader].map((who) => county.phone(who)));
  });
  after(() => county?.stop());

  const unpublished = (t) => t.skip("the days to come lie in a year whose calendar is not published");
  /** One's leave of these days, in one's list. */
  const row = (day) => cadre.page.locator(".leave-row", { hasText: dayWords(day) });
  const asks = (phone) => phone.page.locator(".request", { hasText: county.name(WHO.cadre) });

  /** Chooses a day for the end of the span that is being set. */
  async function pick(page, day) {
    const [year, month] = day.split("-").map(Number);
    for (let tries = 0; tries < 12; tries += 1) {
      const shown = await page.locator(".month-name").innerText();
      if (shown === `${year}年${month}月`) break;
      const [, ofYear, ofMonth] = shown.match(/(\d+)年(\d+)月/).map(Number);
      const ahead = ofYear * 12 + ofMonth < year * 12 + month;
      await page.getByRole("button", { name: ahead ? "下个月" : "上个月" }).click();
      await page.locator(".month-name").filter({ hasNotText: shown }).waitFor();
    }
    await page.locator(`.month-day[aria-label^="${dayWords(day)}"]`).click();
  }

  /** Fills the form: from the morning of one day to a half of another. */
  async function form(kind, from, to, half) {
    const { page } = cadre;
    await page.goto("/leave/new");
    await page.locator(".leave-form").waitFor();
    await page.getByRole("button", { name: kind, exact: true }).click();
    const ends = page.locator(".leave-end");
    await ends.nth(0).locator(".leave-end-day").click();
    await pick(page, from);
    await ends.nth(0).getByRole("button", { name: "上午" }).click();
    await ends.nth(1).locator(".leave-end-day").click();
    await pick(page, to);
    await ends.nth(1).getByRole("button", { name: half }).click();
  }

  test("one tap asks, one tap grants, and the asker sees who did", async (t) => {
    if (!days[1]) return unpublished(t);
    const { page } = cadre;
    await page.goto("/leave");
    await page.getByRole("button", { name: "一键申请" }).click();
    await page.getByText(`等待 ${county.name(WHO.secretary)} 审批`).waitFor();
    await cadre.shot("34-leave-asked");
    await secretary.page.goto("/todo");
    await asks(secretary).getByText("年休假").waitFor();
    await secretary.shot("35-to-decide");
    await asks(secretary).getByRole("button", { name: /^同意/ }).click();
    await secretary.page.getByRole("button", { name: "撤销" }).waitFor();
    await secretary.shot("36-granted");
    await page.locator(".leave-row").first().getByText(`${county.name(WHO.secretary)}已同意`).waitFor();
    await cadre.shot("80-leave-granted");
    await asks(secretary).waitFor({ state: "detached" });
  });

  test("what was granted can be taken back until its first half day is over", async (t) => {
    if (!days[1]) return unpublished(t);
    const { page } = cadre;
    await page.goto("/leave");
    await page.locator(".leave-row").first().getByRole("button", { name: "撤回" }).click();
    await page.getByRole("dialog").getByText("照常上班").waitFor();
    await cadre.shot("81-leave-withdrawing");
    await page.getByRole("dialog").getByRole("button", { name: "撤回", exact: true }).click();
    await page.locator(".leave-row").first().getByText("已撤回").waitFor();
  });

  test("a decision that was made by mistake is undone before it goes out", async (t) => {
    if (!days[1]) return unpublished(t);
    await form("病假", days[1], days[1], "下午");
    await cadre.page.locator(".leave-form textarea").fill("牙痛，去县医院");
    await cadre.page.getByRole("button", { name: "提交申请" }).click();
    await secretary.page.goto("/leave");
    await asks(secretary).getByRole("button", { name: /^同意/ }).click();
    await secretary.page.getByRole("button", { name: "撤销" }).click();
    await asks(secretary).waitFor();
    await row(days[1]).first().getByText(/等待/).waitFor();
    await row(days[1]).first().getByRole("button", { name: "撤回" }).click();
    await cadre.page.getByRole("dialog").getByRole("button", { name: "撤回", exact: true }).click();
    await row(days[1]).first().getByText("已撤回").waitFor();
    await asks(secretary).waitFor({ state: "detached" });
  });

  test("the form counts half days and says who decides; a refusal comes with its reason", async (t) => {
    if (!days[2]) return unpublished(t);
    const { page } = cadre;
    await form("事假", days[2], days[2], "上午");
    await page.getByText("共 0.5 天").waitFor();
    await page.getByText(`由${county.name(WHO.secretary)}审批`).waitFor();
    assert.ok(await page.getByRole("button", { name: "提交申请" }).isDisabled(), "this kind needs a reason");
    await page.locator(".leave-form textarea").fill("孩子家长会");
    await cadre.shot("82-leave-form");
    await page.getByRole("button", { name: "提交申请" }).click();
    await row(days[2]).first().getByText(`等待 ${county.name(WHO.secretary)} 审批`).waitFor();
    await secretary.page.goto("/todo");
    await asks(secretary).getByRole("button", { name: /^不同意/ }).click();
    await secretary.page.getByRole("dialog").locator("textarea").fill("那天全村防火巡山，改到下周");
    await secretary.shot("83-leave-refusing");
    await secretary.page.getByRole("dialog").getByRole("button", { name: "不同意" }).click();
    await row(days[2]).first().getByText(`${county.name(WHO.secretary)}没有同意`).waitFor();
    await row(days[2]).first().getByText("那天全村防火巡山，改到下周").waitFor();
    await cadre.shot("84-leave-refused");
  });

  test("days that another leave holds are refused at once", async (t) => {
    if (!days[1]) return unpublished(t);
    const { page } = cadre;
    for (const last of [false, true]) {
      await form("年休假", days[1], days[1], "下午");
      if (last) break;
      await page.getByRole("button", { name: "提交申请" }).click();
      await row(days[1]).first().waitFor();
    }
    await page.getByText("这几天已经有另一次请假").waitFor();
    assert.ok(await page.getByRole("button", { name: "提交申请" }).isDisabled());
    await cadre.shot("85-leave-overlap");
    await page.goto("/leave");
    await row(days[1]).first().getByRole("button", { name: "撤回" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤回", exact: true }).click();
    await row(days[1]).first().getByText("已撤回").waitFor();
  });

  test("longer ones go higher; who comes back early gets the rest of the days back", async (t) => {
    const [from, to] = [days[-1], days[1]];
    if (!from || !to) return unpublished(t);
    const { page } = cadre;
    await form("年休假", from, to, "下午");
    await page.getByText(new RegExp(`由.*${county.name(WHO.leader)}.*审批`)).waitFor();
    await page.getByRole("button", { name: "提交申请" }).click();
    const mine = page.locator(".leave-row", { hasText: `${dayWords(from)} 至 ` }).first();
    await mine.getByText(/等待/).waitFor();
    await leader.page.goto("/leave");
    await asks(leader).getByRole("button", { name: /^同意/ }).click();
    await mine.getByText(`${county.name(WHO.leader)}已同意`).waitFor();
    const counted = await mine.locator(".leave-name").innerText();
    await mine.getByRole("button", { name: "销假" }).click();
    await page.getByRole("dialog").getByText("之后的天数会还给您").waitFor();
    await cadre.shot("86-returning");
    await page.getByRole("dialog").getByRole("button", { name: /^休到/ }).first().click();
    const back = page.locator(".leave-row", { hasText: "已销假" }).first();
    await back.getByText(`原定到${dayWords(to)} 下午`).waitFor();
    assert.notEqual(await back.locator(".leave-name").innerText(), counted, "it counts fewer days now");
    await cadre.shot("87-returned");
  });

  test("a year whose calendar is not published is said to be so, and takes no leave", async (t) => {
    const next = `${Number(today().slice(0, 4)) + 1}-01-01`;
    if ((await calendar(next, next))[next] !== "unpublished") return t.skip("next year is published");
    if (later(today(), 390) < later(next, 5)) return t.skip("next year is too far ahead");
    if (later(today(), 10) >= next) return t.skip("the demo county has a calendar of its own for a year so near");
    const { page } = cadre;
    await form("年休假", later(next, 4), later(next, 5), "下午");
    await page.locator(".month-note", { hasText: "放假安排未公布" }).waitFor();
    await page.locator(".leave-count", { hasText: "放假安排还没有公布" }).waitFor();
    assert.ok(await page.getByRole("button", { name: "提交申请" }).isDisabled());
    await page.locator(".month").scrollIntoViewIfNeeded();
    await cadre.shot("88-leave-unpublished");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
