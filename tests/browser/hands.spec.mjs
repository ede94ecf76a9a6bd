// A phone that goes from one person to another and back: each finds their own work on it and nobody else's.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

const card = (page, words) => page.locator(".is-list article.moment", { hasText: words });
const arrived = (page, words) => card(page, words).getByRole("button", { name: "查看回执" }).waitFor();

/** What stands in the draft, once it is there. */
async function draft(page) {
  await page.locator(".nav-tab.is-compose").click();
  await page.locator(".compose-text:not([disabled])").waitFor();
  await page.waitForTimeout(500);
  return page.locator(".compose-text").inputValue();
}

async function write(page, words) {
  await page.locator(".nav-tab.is-compose").click();
  await page.locator(".compose-text").fill(words);
  await page.getByRole("button", { name: "发送" }).click();
}

describe("a phone in other hands", { timeout: 240_000 }, () => {
  let county, phone;
  before(async () => {
    county = await demoCounty();
  });
  after(() => county?.stop());

  const takenBy = async (who) => {
    await phone.page.locator("#enrol-code").fill(await county.newCode(who));
    await phone.page.locator("button[type=submit]").click();
    await phone.page.locator(".nav-bar").waitFor();
  };
  const bindElsewhere = async (who) => (await county.newPhone()).enrol(await county.newCode(who));
  const told = () => phone.page.getByText("这台手机已不再绑定到您").waitFor();

  test("what was not sent and not finished stays, and the next person sees nothing of it", async () => {
    phone = await county.phone(WHO.cadre);
    const { page, context } = phone;
    await phone.shellKept();
    await context.setOffline(true);
    await write(page, "第一个人写的，还没有送出。");
    await card(page, "第一个人写的，还没有送出。").getByText("等待送出").waitFor();
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill("第一个人没有写完的");
    // Words are kept within 150 ms of the last letter.
    await page.waitForTimeout(500);
    await page.goto("/");
    await card(page, "第一个人写的，还没有送出。").waitFor();
    await bindElsewhere(WHO.cadre);
    await context.setOffline(false);
    await told();
    await page.getByText("还有 1 条未送出的记录").waitFor();
    await phone.shot("190-bound-elsewhere");

    await takenBy(WHO.officer);
    await page.locator("article.moment").first().waitFor();
    assert.equal(await card(page, "第一个人写的").count(), 0);
    assert.equal(await draft(page), "");
    await page.goto("/");
    await page.locator("article.moment").first().waitFor();
    await write(page, "第二个人写的。");
    await arrived(page, "第二个人写的。");
    await page.reload();
    await arrived(page, "第二个人写的。");
    assert.equal(await card(page, "第一个人写的").count(), 0);
  });

  test("when the first person has it again, their work goes on", async () => {
    const { page } = phone;
    await page.goto("/me/looks");
    await page.locator(".is-detail").getByText("谁看过我的记录").waitFor();
    await bindElsewhere(WHO.officer);
    await told();
    await takenBy(WHO.cadre);
    assert.equal(new URL(page.url()).pathname, "/", "not where the one before was");
    await arrived(page, "第一个人写的，还没有送出。");
    assert.equal(await draft(page), "第一个人没有写完的");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
