// A tap in two places at once: it is kept and marked, waits for the leader, and counts by the leader's word.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

const HERE = [25.2143, 106.1187];
const FAR = [26.2143, 106.1187];

describe("doubts", { timeout: 180_000 }, () => {
  let county, cadre, leader;
  before(async () => {
    county = await demoCounty();
    [cadre, leader] = await Promise.all([county.phone(WHO.cadre), county.phone(WHO.leader)]);
  });
  after(() => county?.stop());

  const ownList = () => cadre.page.locator("section[aria-labelledby=doubts-title]");
  const own = (words) => ownList().locator("li", { hasText: words });
  const show = async (list) => {
    await list.waitFor();
    await list.scrollIntoViewIfNeeded();
  };
  const waiting = () => leader.page.locator(".request", { hasText: "来不及走" }).filter({ hasText: county.name(WHO.cadre) });
  const visit = async (place, why) => {
    await cadre.page.goto("/check-in");
    await cadre.page.locator(".tap-ring").waitFor();
    await cadre.page.locator(".chips").getByRole("button", { name: "下组", exact: true }).click();
    await cadre.page.locator("textarea").fill(why);
    await cadre.stand(place);
    await cadre.page.locator(".tap-ring").click();
    await cadre.page.locator(".check-in-kept", { hasText: "已存档" }).waitFor();
  };

  test("two places an hour's flight apart within a minute are kept, and marked", async () => {
    await visit(HERE, "到三组看蓄水池");
    assert.equal(await own("来不及走").count(), 0);
    await visit(FAR, "到九组核对名单");
    await own("公里，来不及走").first().waitFor();
    await own("等上级或考勤员核实").first().waitFor();
    await show(ownList());
    await cadre.looks("170-doubt", () => show(ownList()));
    await cadre.page.goto("/");
    await cadre.page.locator("article.moment", { hasText: "到九组核对名单" }).getByText("有疑点").waitFor();
    await cadre.looks("171-doubt-in-the-log", () => cadre.page.locator(".moment-doubt").first().waitFor());
  });

  test("the leader is asked, sees what was found, and says that it does not count", async () => {
    const { page } = leader;
    await page.goto("/todo");
    await waiting().waitFor();
    await show(waiting());
    await leader.looks("172-doubt-to-look-at", () => show(page.locator("section[aria-labelledby=todo-doubts]")));
    await waiting().getByRole("button", { name: /^不算/ }).click();
    await page.getByRole("dialog").locator("textarea").fill("当天在村里开会，没有去九组");
    await leader.looks("173-does-not-count", async () => {
      const mine = page.locator("section[aria-labelledby=todo-doubts] .request", { hasText: county.name(WHO.cadre) });
      await mine.locator(".request-answers .button:not(.is-primary)").click();
      await page.getByRole("dialog").locator("textarea").fill("当天在村里开会，没有去九组");
    });
    await page.getByRole("dialog").getByRole("button", { name: "不算" }).click();
    await page.getByText("已核实：不算").waitFor();
    await waiting().waitFor({ state: "detached" });
  });

  test("the person reads who looked and why", async () => {
    await cadre.page.goto("/check-in");
    await own(`${county.name(WHO.leader)}核实后不算`).waitFor();
    await own("当天在村里开会，没有去九组").first().waitFor();
    await show(ownList());
    await cadre.looks("174-doubt-decided", () => show(ownList()));
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
