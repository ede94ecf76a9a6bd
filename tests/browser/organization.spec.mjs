// The organization department's pages: places, anybody's ledger, any unit's day. Others may not see them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

describe("organization department", { timeout: 120_000 }, () => {
  let county, cadre, organization;
  before(async () => {
    county = await demoCounty();
    [cadre, organization] = await Promise.all([county.phone(WHO.cadre), county.phone(WHO.organization)]);
  });
  after(() => county?.stop());

  const detail = (words) => organization.page.locator(".is-detail").getByText(words);

  test("places by quarter, half-year and year, in groups that can be compared", async () => {
    const { page } = organization;
    await page.goto("/places");
    await page.locator(".unit-place").first().waitFor();
    assert.ok((await page.locator(".is-detail section h2").count()) >= 2, "more than one group");
    for (const span of ["半年", "年", "季"]) {
      await page.getByRole("button", { name: span, exact: true }).click();
      await page.locator(`.chip.is-chosen`, { hasText: span }).waitFor();
      await page.locator(".unit-place").first().waitFor();
    }
    await page.getByRole("button", { name: "上一段" }).click();
    await page.getByRole("button", { name: "下一段" }).waitFor();
    await organization.shot("140-places-before");
  });

  test("from a place to somebody's ledger, and over its quarter", async () => {
    const { page } = organization;
    await page.goto("/places");
    await page.locator("a.entry-row").first().click();
    await page.locator(".score-total").filter({ visible: true }).first().waitFor();
    await organization.shot("49-person");
    await page.getByRole("button", { name: "季", exact: true }).click();
    await page.locator(".score-when", { hasText: "至" }).waitFor();
    await page.locator(".is-detail .entry-rule").first().waitFor();
  });

  test("the day of one unit after the other", async () => {
    const { page } = organization;
    await page.goto("/unit");
    await page.locator(".top-bar-title", { hasText: "县委组织部" }).waitFor();
    for (const unit of ["青岚县", "松坪乡", "上坝村"]) {
      await page.locator(".is-detail").getByRole("link", { name: unit }).click();
      await page.locator(".is-detail .top-bar-title", { hasText: unit }).waitFor();
      await page.locator(".unit-summary").waitFor();
    }
    await detail("陈立秋").waitFor();
    await organization.shot("141-unit-of-others");
    await page.getByRole("button", { name: "前一天" }).click();
    await page.getByRole("button", { name: "后一天" }).waitFor();
    await page.locator(".is-detail .top-bar-title", { hasText: "上坝村" }).waitFor();
  });

  test("where and when any unit works", async () => {
    const { page } = organization;
    await page.goto("/workplace");
    await page.locator("input[type=time]:not([disabled])").first().waitFor();
    await organization.shot("142-workplace");
  });

  test("what one may not see is said so, and is no fault of the line", async () => {
    const { page } = cadre;
    for (const path of ["/places", "/learning", "/unit"]) {
      await page.goto(path);
      await page.getByText("无权查看").waitFor();
    }
    await cadre.shot("51-not-for-you");
    await page.goto("/workplace");
    await page.getByText("由单位负责人设定").waitFor();
    assert.equal(await page.locator("input[type=time]:not([disabled])").count(), 0);
    await cadre.shot("143-workplace-to-read");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
