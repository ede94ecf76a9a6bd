// Attendance: the tap and where it was, a missing tap asked for and decided, the unit's day, where and when a unit works.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, dayWords, demoCounty, demoPeople, later, phone, server, today } from "./kit.mjs";

/** The middle of 石门村's workplace, whose radius is 300 m. */
const [NORTH, EAST] = [25.2143, 106.1187];
/** A place so many metres north of it. */
const northBy = (metres) => [NORTH + metres / 111_195, EAST];

describe("attendance", { timeout: 180_000 }, () => {
  let county, cadre, leader, clerk;
  before(async () => {
    county = await demoCounty();
    [cadre, leader] = await Promise.all([county.phone(WHO.cadre), county.phone(WHO.leader)]);
    // The code that the demo prints for a clerk is tried where it prints one.
    const printed = demoPeople().clerk;
    clerk = printed ? await phone(server.origin) : await county.phone(WHO.clerk);
    if (printed) await clerk.enrol(printed);
  });
  after(async () => {
    await clerk?.context.close();
    await county?.stop();
  });

  const open = async (person) => {
    await person.page.goto("/check-in");
    await person.page.locator(".tap-ring").waitFor();
  };
  const mode = (name) => cadre.page.locator(".chips").getByRole("button", { name, exact: true }).click();
  const tap = () => cadre.page.locator(".tap-ring").click();
  const again = () => cadre.page.getByRole("button", { name: "重新定位" }).click();
  const kept = () => cadre.page.locator(".check-in-kept", { hasText: "已存档" }).waitFor();

  test("a tap elsewhere takes the place and the reason, and the reason is in the log", async () => {
    await open(cadre);
    await mode("下组");
    await cadre.page.getByText("先写事由").waitFor();
    await cadre.page.locator("textarea").fill("到三组看蓄水池");
    await tap();
    await kept();
    await cadre.shot("31-checked-in");
    await cadre.page.goto("/");
    await cadre.page.locator("article.moment", { hasText: "到三组看蓄水池" }).first().waitFor();
  });

  test("a place that is doubtful is shown before the tap is kept", async () => {
    await open(cadre);
    await mode("正常打卡");
    await cadre.stand(northBy(350), 200);
    await tap();
    await cadre.page.locator(".outcome-words.is-uncertain", { hasText: "说不准" }).waitFor();
    assert.match(await cadre.page.locator(".outcome-distance").innerText(), /350 米/);
    assert.equal(await cadre.page.locator(".check-in-kept").count(), 0, "nothing is kept before it is decided");
    await cadre.shot("60-tap-uncertain");
    await cadre.stand(northBy(20), 250);
    await again();
    await cadre.page.locator(".outcome-words.is-uncertain", { hasText: "太大" }).waitFor();
    await cadre.shot("60-tap-poor");
  });

  test("a place outside is shown as such", async () => {
    await cadre.stand(northBy(5_000));
    await again();
    await cadre.page.locator(".outcome-words.is-outside", { hasText: "不在办公区内" }).waitFor();
    await cadre.looks("61-tap-outside", async () => {
      await cadre.page.locator(".chips").getByRole("button", { name: /^(正常打卡|On duty)$/ }).click();
      await tap();
      await cadre.page.locator(".outcome-words.is-outside").waitFor();
    });
    await cadre.page.getByRole("button", { name: "就这样打卡" }).click();
    await kept();
  });

  test("without a place one may tap all the same", async () => {
    await cadre.hidePlace();
    await tap();
    await cadre.page.getByText("没有定位权限").waitFor();
    await cadre.shot("62-tap-without-place");
    await cadre.page.getByRole("button", { name: "就这样打卡" }).click();
    await kept();
  });

  test("at the workplace one tap is enough", async () => {
    await cadre.stand(northBy(20));
    await tap();
    await cadre.page.locator(".outcome-words.is-inside").waitFor();
    await kept();
    await cadre.shot("63-tap-inside");
  });

  test("missing taps are asked for, decided by the leader, and the asker sees how", async (t) => {
    await open(cadre);
    const lacking = cadre.page.locator(".shift").getByRole("link", { name: "补卡" });
    const asked = cadre.page.locator("#corrections-title ~ ul li");
    // Days off in a row leave nothing in the days for which one may ask.
    if (!(await lacking.nth(1).waitFor().then(() => true, () => false))) return t.skip("no two shifts lack a tap");
    for (const [index, why] of ["整天没有信号", "手机进水了"].entries()) {
      await lacking.first().click();
      const sheet = cadre.page.getByRole("dialog");
      await sheet.getByRole("button", { name: "下组", exact: true }).click();
      await sheet.getByText("由本单位领导审批").waitFor();
      assert.ok(await sheet.getByRole("button", { name: "提交申请" }).isDisabled(), "without a reason there is nothing to ask");
      await sheet.getByRole("button", { name: "没有信号" }).click();
      await sheet.locator("textarea").fill(why);
      if (index === 0) await cadre.shot("64-correction");
      await sheet.getByRole("button", { name: "提交申请" }).click();
      await sheet.waitFor({ state: "detached" });
      await asked.filter({ hasText: why }).getByText("等待领导审批").waitFor();
    }
    await cadre.shot("65-corrections-asked");

    const { page } = leader;
    await page.goto("/todo");
    const request = (why) => page.locator(".request", { hasText: why });
    await request("整天没有信号").getByText("补卡：下组").waitFor();
    assert.match(await request("整天没有信号").innerText(), new RegExp(county.name(WHO.cadre)));
    await leader.shot("66-corrections-to-decide");
    await request("整天没有信号").getByRole("button", { name: /^同意/ }).click();
    await page.getByText("已同意，5 秒后送出").waitFor();
    await request("手机进水了").getByRole("button", { name: /^不同意/ }).click();
    await page.getByRole("dialog").locator("textarea").fill("那天下午有派工记录");
    await leader.shot("67-correction-refusing");
    await page.getByRole("dialog").getByRole("button", { name: "不同意" }).click();

    const name = county.name(WHO.leader);
    await asked.filter({ hasText: "整天没有信号" }).getByText(`${name}已同意`).waitFor();
    await asked.filter({ hasText: "手机进水了" }).getByText(`${name}没有同意`).waitFor();
    await cadre.page.getByText("那天下午有派工记录").waitFor();
    const show = () => asked.first().scrollIntoViewIfNeeded();
    await show();
    await cadre.looks("68-corrections-decided", show);
  });

  test("the clerk sees the unit's day, the day before, and where and when it works", async () => {
    const { page } = clerk;
    await page.goto("/me");
    await page.locator("a[href='/unit']").first().click();
    await page.locator(".unit-summary").waitFor();
    assert.equal(await page.locator(".unit-head h2").innerText(), dayWords(today()));
    assert.ok((await page.locator(".is-detail .entries > li").count()) >= 2, "a row for each person");
    await clerk.shot("69-clerk-unit-day");
    await page.getByRole("button", { name: "前一天" }).click();
    await page.getByRole("button", { name: "后一天" }).waitFor();
    await page.locator(".unit-summary").waitFor();
    await page.goto("/workplace");
    await page.locator("input[type=time]:not([disabled])").first().waitFor();
    await clerk.shot("70-clerk-workplace");
  });

  test("a leader sees the unit's day, the day before, and another unit's", async () => {
    const { page } = leader;
    await page.goto("/me");
    await page.locator("a[href='/unit']").first().click();
    await page.locator(".unit-summary").waitFor();
    await leader.shot("47-unit");
    await page.getByRole("button", { name: "前一天" }).click();
    await page.getByRole("button", { name: "后一天" }).waitFor();
    await page.locator(".unit-summary").waitFor();
    await leader.shot("48-unit-day-before");
    await page.getByRole("link", { name: "石门村" }).click();
    await page.locator(".top-bar-title", { hasText: "石门村" }).waitFor();
    await page.locator(".is-detail .entries").getByText(county.name(WHO.cadre)).waitFor();
    await leader.shot("48-unit-below");
  });

  test("a leader sets where the unit works, at the place where they stand", async () => {
    const { page } = leader;
    await leader.stand([25.1763, 106.0921]);
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

  test("and when: hours of its own, from a day on, until the county's are taken again", async () => {
    const { page } = leader;
    const times = page.locator("input[type=time]");
    await page.goto("/workplace");
    await times.first().waitFor();
    const usual = await times.first().inputValue();
    assert.equal(await page.getByRole("button", { name: "恢复全县统一时间" }).count(), 0);
    await times.first().fill("09:00");
    const from = page.locator("input[type=date]");
    await from.waitFor();
    assert.equal(await from.inputValue(), later(today(), 1), "nobody is late by hours that were set when they came");
    await leader.shot("71-hours");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.waitForURL((url) => url.pathname !== "/workplace");
    await page.goto("/workplace");
    const upcoming = page.locator(".workplace-later", { hasText: "09:00" });
    await upcoming.getByRole("button", { name: "取消这次调整" }).waitFor();
    assert.equal(await times.first().inputValue(), "09:00", "from tomorrow on, which is what can be changed");
    await leader.shot("72-hours-kept");
    await upcoming.getByRole("button", { name: "取消这次调整" }).click();
    await upcoming.getByText("保存后取消这次调整").waitFor();
    assert.equal(await times.first().inputValue(), usual);
  });

  test("and of a unit below", async () => {
    const { page } = leader;
    await page.goto("/workplace");
    await page.getByRole("link", { name: "石门村" }).click();
    await page.waitForURL(/\/workplace\/.+/);
    await page.locator(".workplace-unit", { hasText: "石门村" }).waitFor();
    await leader.shot("73-workplace-below");
  });

  test("nothing complained", () => assert.deepEqual([...county.complaints(), ...clerk.complaints], []));
});
