// A change of phone: asked for on the new one, the digits compared, let in by the unit; and a lost phone, revoked.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

const card = (page, words) => page.locator(".is-list article.moment", { hasText: words });

describe("a change of phone", { timeout: 240_000 }, () => {
  let county, old, clerk, fresh;
  before(async () => {
    county = await demoCounty();
    [old, clerk] = await Promise.all([county.phone(WHO.officer), county.phone(WHO.clerk)]);
    fresh = await county.newPhone();
  });
  after(() => county?.stop());

  const ask = async (number, name) => {
    const { page } = fresh;
    await page.goto("/");
    await page.getByRole("button", { name: "没有绑定码" }).click();
    await fresh.shot("192-ask");
    await page.locator("#ask-number").fill(number);
    await page.locator("#ask-name").fill(name);
    await page.getByRole("button", { name: "申请绑定这部手机" }).click();
    await page.locator(".enrol-digits strong").waitFor();
    return page.locator(".enrol-digits strong").innerText();
  };
  const request = () => clerk.page.locator(".request", { has: clerk.page.locator(".devices-digits") });
  const openList = async () => {
    await clerk.page.goto("/me");
    await clerk.page.getByRole("link", { name: "手机绑定" }).click();
    await clerk.page.locator("#devices-bound").waitFor();
  };

  test("one with a wrong name waits, seen by nobody, and takes it back", async () => {
    await ask(WHO.officer, "罗小勇");
    await openList();
    await clerk.page.getByText("没有等待批准的手机").waitFor();
    await clerk.looks("191-devices-none");
    await fresh.page.getByRole("button", { name: "撤回申请" }).click();
    await fresh.page.locator("#enrol-code").waitFor();
  });

  test("turned away with a reason, which the new phone shows", async () => {
    const digits = await ask(WHO.officer, county.name(WHO.officer));
    await fresh.looks("192-asked", () => fresh.page.locator(".enrol-digits strong").waitFor());
    await clerk.page.getByRole("button", { name: "刷新" }).click();
    await request().getByText(digits).waitFor();
    await clerk.looks("193-devices", () => request().waitFor());
    await request().getByRole("button", { name: "不同意" }).click();
    await clerk.page.locator(".sheet textarea").fill("请本人来镇里办");
    await clerk.page.locator(".sheet").getByRole("button", { name: "不同意" }).click();
    await fresh.page.getByText("理由：请本人来镇里办").waitFor({ timeout: 40_000 });
    await fresh.shot("194-turned-away");
  });

  test("let in: the new phone is theirs, the old one ends at once", async () => {
    const digits = await ask(WHO.officer, county.name(WHO.officer));
    await openList();
    await request().getByText(digits).waitFor();
    await request().getByRole("button", { name: "同意", exact: false }).last().click();
    await fresh.page.locator(".nav-bar").waitFor({ timeout: 40_000 });
    await fresh.page.locator("article.moment").first().waitFor();
    await fresh.page.goto("/me");
    await fresh.page.locator(".me-name", { hasText: county.name(WHO.officer) }).waitFor();
    await old.page.getByText("这台手机已不再绑定到您").waitFor();
    await fresh.page.locator(".nav-tab.is-compose").click();
    await fresh.page.locator(".compose-text").fill("新手机上的第一条");
    await fresh.page.getByRole("button", { name: "发送" }).click();
    await card(fresh.page, "新手机上的第一条").getByRole("button", { name: "查看回执" }).waitFor();
  });

  test("a lost phone is revoked without another one", async () => {
    const { page } = clerk;
    await openList();
    const theirs = page.locator(".request", { hasText: county.name(WHO.officer) });
    await theirs.getByRole("button", { name: "解除绑定" }).click();
    await page.locator(".sheet textarea").fill("手机丢在班车上");
    await clerk.shot("195-revoke");
    await page.locator(".sheet").getByRole("button", { name: "解除绑定" }).click();
    await fresh.page.getByText("这台手机已不再绑定到您").waitFor();
    await theirs.waitFor({ state: "detached" });
  });

  test("who decides for nobody has no such page", async () => {
    const { page } = await county.phone(WHO.villager);
    await page.goto("/me");
    await page.locator(".me-name").waitFor();
    await page.getByRole("link", { name: "我的积分" }).first().waitFor();
    assert.equal(await page.getByRole("link", { name: "手机绑定" }).count(), 0);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
