// Two leaders decide the same request, one of them without a network, and a withdrawal crosses a grant: one outcome, and
// both are told.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

describe("decisions that cross", { timeout: 120_000 }, () => {
  let county, cable, theirs, leader, deputy, officer;
  before(async () => {
    county = await demoCounty();
    [cable, theirs] = [await county.line(), await county.line()];
    [leader, deputy, officer] = await Promise.all([
      county.phone(WHO.leader, { through: cable.url }),
      county.phone(WHO.deputy),
      county.phone(WHO.officer, { through: theirs.url }),
    ]);
  });
  after(async () => {
    cable?.close();
    theirs?.close();
    await county?.stop();
  });

  const request = (person) => person.page.locator(".request", { hasText: county.name(WHO.officer) });
  const refusal = () => leader.page.locator("button.row.is-alarm", { hasText: county.name(WHO.officer) });

  test("the one without a network grants, and it waits on the phone", async () => {
    for (const person of [leader, deputy]) {
      await person.page.goto("/todo");
      await request(person).waitFor();
    }
    cable.cut();
    await leader.context.setOffline(true);
    await request(leader).getByRole("button", { name: /^同意/ }).click();
    await leader.page.getByText("已同意，5 秒后送出").waitFor();
    await leader.page.getByRole("button", { name: "撤销" }).waitFor({ state: "detached" });
    await leader.page.goto("/me");
    await leader.page.getByText("1 条等待送出").waitFor();
    await leader.shot("150-decision-waits");
  });

  test("the other refuses, and the asker is told", async () => {
    await request(deputy).getByRole("button", { name: /^不同意/ }).click();
    await deputy.page.getByRole("dialog").locator("textarea").fill("那几天值班排到你了");
    await deputy.page.getByRole("dialog").getByRole("button", { name: "不同意" }).click();
    await officer.page.goto("/leave");
    await officer.page.getByText(`${county.name(WHO.deputy)}没有同意`).waitFor();
    await officer.page.getByText("那几天值班排到你了").waitFor();
  });

  test("when the network is back, the first is told that somebody was faster", async () => {
    const { page } = leader;
    cable.mend();
    await leader.context.setOffline(false);
    await page.goto("/todo");
    await refusal().getByText("已经有人作出决定").waitFor();
    // Nothing is left to decide, once the other's decision has come as well: the answer to a push is there before it.
    await request(leader).waitFor({ state: "detached" });
    await page.locator(".nav-badge").waitFor();
    await leader.shot("151-refused");
    await refusal().click();
    await page.getByRole("dialog").getByText("接下来怎么办，由您决定").waitFor();
    const first = page.getByRole("dialog").locator(".sheet-actions .button").first();
    assert.equal((await first.textContent()).trim(), "知道了", "what can only be refused again is not offered first");
    await leader.shot("152-refused-what-now");
  });

  test("trying again says the same; throwing it away ends it", async () => {
    const { page } = leader;
    await page.getByRole("dialog").getByRole("button", { name: "重试" }).click();
    await refusal().getByText("已经有人作出决定").waitFor();
    await refusal().click();
    await page.getByRole("dialog").getByRole("button", { name: "知道了" }).click();
    await refusal().waitFor({ state: "detached" });
    await officer.page.getByText(`${county.name(WHO.deputy)}没有同意`).waitFor();
    await page.goto("/me");
    await page.getByText("全部记录都已送达").waitFor();
  });

  test("a request is granted while its asker, without a network, takes it back: whoever granted it is told", async () => {
    const { page } = officer;
    await page.goto("/leave/new");
    await page.getByRole("button", { name: "年休假", exact: true }).click();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.locator(".leave-row.is-waiting").first().getByText("审批").waitFor();
    await deputy.page.goto("/todo");
    await request(deputy).waitFor();
    theirs.cut();
    await officer.context.setOffline(true);
    await request(deputy).getByRole("button", { name: /^同意/ }).click();
    await request(deputy).waitFor({ state: "detached" });
    await page.locator(".leave-row.is-waiting").first().getByRole("button", { name: "撤回" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤回", exact: true }).click();
    await page.getByText("已撤回").first().waitFor();
    await deputy.page.getByRole("button", { name: "撤销" }).waitFor({ state: "detached" });
    theirs.mend();
    await officer.context.setOffline(false);
    const told = deputy.page.locator(".leave-row", { hasText: county.name(WHO.officer) });
    await told.getByText("已撤回").waitFor();
    await deputy.page.getByText("批过的假有变动").waitFor();
    await deputy.shot("153-granted-and-withdrawn");
    await deputy.page.goto("/leave");
    await told.getByText("已撤回").waitFor();
    await deputy.shot("154-granted-and-withdrawn-leave");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
