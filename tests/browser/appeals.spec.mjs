// Appeals: every point can be read and contested; somebody else decides, and the ledger tells how.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

const [GRANTED, REFUSED, WITHDRAWN] = ["那天写了两条，有照片为证", "那条分数记少了", "记得打过卡"];

describe("appeals", { timeout: 180_000 }, () => {
  let county, cadre, organization;
  before(async () => {
    county = await demoCounty();
    [cadre, organization] = await Promise.all([county.phone(WHO.cadre), county.phone(WHO.organization)]);
  });
  after(() => county?.stop());

  const rows = () => cadre.page.locator(".is-detail .entry-row");
  const sheet = () => cadre.page.getByRole("dialog");
  const close = async () => {
    await sheet().getByRole("button", { name: "关闭", exact: true }).click();
    await sheet().waitFor({ state: "detached" });
  };
  const request = (why) => organization.page.locator(".request", { hasText: why });

  /** Opens one's ledger where there is something in it: on the first of a month, that is the month before. */
  async function ledger() {
    await cadre.page.goto("/me/score");
    await cadre.page.locator(".score-total").waitFor();
    for (let tries = 0; tries < 3; tries += 1) {
      // The records come after the page.
      const enough = await rows().nth(4).waitFor({ timeout: 4_000 }).then(() => true, () => false);
      if (enough) return;
      await cadre.page.getByRole("button", { name: "上一段" }).click();
    }
  }
  /** Opens the sheet of the first entry that nobody has contested. */
  async function fresh() {
    const open = rows().filter({ hasNotText: "申诉" }).filter({ hasText: /写日志|到岗|已报备/ });
    await open.first().click();
    await sheet().waitFor();
  }
  const contested = (state) => rows().filter({ hasText: state });

  test("an entry says its rule, what it rests on, and its policy", async () => {
    await ledger();
    await cadre.shot("41-score");
    await fresh();
    await sheet().getByText(/积分制度第 \d+ 版/).waitFor();
    await sheet().getByText(/可申诉到/).waitFor();
    await cadre.shot("42-entry");
    await close();
  });

  test("it is contested, and its points do not count meanwhile", async () => {
    for (const [number, why] of [GRANTED, REFUSED, WITHDRAWN].entries()) {
      await fresh();
      assert.ok(await sheet().getByRole("button", { name: "提交申诉" }).isDisabled(), "not without a reason");
      await sheet().locator("textarea").fill(why);
      await sheet().getByRole("button", { name: "提交申诉" }).click();
      await sheet().waitFor({ state: "detached" });
      await contested("申诉中").nth(number).waitFor();
    }
    await contested("申诉中").first().scrollIntoViewIfNeeded();
    await cadre.shot("43-contested");
  });

  test("the organization department has them before it, each with its deadline", async () => {
    const { page } = organization;
    await page.goto("/todo");
    for (const why of [GRANTED, REFUSED, WITHDRAWN]) await request(why).getByText(/请在 .+ 前答复/).waitFor();
    await organization.looks("46-appeals", () => request(GRANTED).scrollIntoViewIfNeeded());
  });

  test("one of them is taken back, and waits for nobody any more", async () => {
    const mine = contested("申诉中");
    for (let number = 0; number < 3; number += 1) {
      await mine.nth(number).click();
      if (await sheet().getByText(WITHDRAWN).count()) break;
      await close();
    }
    await cadre.shot("130-appeal-withdrawing");
    await sheet().getByRole("button", { name: "撤回申诉" }).click();
    await contested("申诉已撤回").waitFor();
    await request(WITHDRAWN).waitFor({ state: "detached" });
  });

  test("one is granted and one refused with a reason; the person reads both in the ledger", async () => {
    const { page } = organization;
    await request(GRANTED).getByRole("button", { name: /^同意/ }).click();
    await page.getByText("已同意，5 秒后送出").waitFor();
    await request(REFUSED).getByRole("button", { name: /^驳回/ }).click();
    await page.getByRole("dialog").locator("textarea").fill("每天只有两条计分，没有记少");
    await organization.shot("131-appeal-refusing");
    await page.getByRole("dialog").getByRole("button", { name: "驳回" }).click();
    const name = county.name(WHO.organization);
    await contested(`申诉成立（${name}）`).first().waitFor();
    await contested(`申诉未成立（${name}）`).first().click();
    await sheet().getByText("每天只有两条计分，没有记少").waitFor();
    await cadre.shot("132-appeal-refused");
    await close();
    await contested(`申诉成立（${name}）`).first().scrollIntoViewIfNeeded();
    await cadre.shot("133-appeal-granted");
  });

  test("what came of it is an entry of its own, today", async () => {
    const { page } = cadre;
    await page.goto("/me/score");
    for (const outcome of ["申诉成立", "申诉未成立"]) {
      await page.locator(".is-detail .entry-rule").getByText(outcome, { exact: true }).first().waitFor();
    }
    await cadre.looks("134-outcomes", () => rows().first().waitFor());
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
