// Tasks: given to a unit, split level by level, delivered with photo and place, returned, accepted, cancelled; the chain
// can be read at every node.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, realPhoto } from "./kit.mjs";

const WHOLE = "清理全镇排水沟";
const PART = "清理石门村排水沟";
const SUBPART = "清理一组排水沟";

describe("tasks", { timeout: 240_000 }, () => {
  let county, cadre, leader, organization;
  const name = (who) => county.name(WHO[who]);
  before(async () => {
    county = await demoCounty();
    [cadre, leader, organization] = await Promise.all(
      [WHO.cadre, WHO.leader, WHO.organization].map((who) => county.phone(who)),
    );
  });
  after(() => county?.stop());

  const input = (page) => page.locator(".task-form input[type=text]");
  const points = (page) => page.locator(".task-form input[type=number]");
  const give = (page) => page.locator(".task-form").getByRole("button", { name: "交办", exact: true });
  const passed = (page) => page.locator(".task-facts div").first().locator("dd").innerText();
  const chain = async (page) => (await page.locator(".task-chain li .row-hint").allInnerTexts()).map((words) => words.trim());
  const open = async (person, title, given = false) => {
    await person.page.goto("/tasks");
    if (given) await person.page.getByRole("button", { name: "我交办的" }).click();
    await person.page.locator(".tasks").getByText(title, { exact: true }).click();
    await person.page.locator("#task-name", { hasText: title }).waitFor();
  };
  const choose = async (page, ...steps) => {
    await page.locator(".task-assignee").click();
    for (const words of steps) await page.getByRole("dialog").getByRole("button", { name: words }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };

  test("a task being written is there again", async () => {
    const { page } = organization;
    await page.goto("/tasks/new");
    await input(page).fill(WHOLE);
    await page.waitForTimeout(600);
    await page.reload();
    await input(page).waitFor();
    assert.equal(await input(page).inputValue(), WHOLE);
    await organization.shot("54-task-begun");
  });

  test("it is given to a unit, and its head has it", async () => {
    const { page } = organization;
    await page.locator(".task-assignee").click();
    await page.getByRole("dialog").getByText("上一级单位").click();
    await page.getByRole("dialog").getByRole("button", { name: "云溪镇" }).click();
    await page.getByRole("dialog").getByText("交给云溪镇").waitFor();
    await organization.shot("56-whom");
    await page.getByRole("dialog").getByText("交给云溪镇").click();
    await page.getByText(`云溪镇（${name("leader")}负责）`).waitFor();
    await page.locator(".task-form textarea").fill("每条沟要有清理前后的照片。");
    await page.getByLabel("照片").check();
    await page.getByLabel("位置").check();
    await points(page).nth(0).fill("4");
    await points(page).nth(1).fill("2");
    await organization.shot("57-to-a-unit");
    await give(page).click();
    await page.locator("#task-name", { hasText: WHOLE }).waitFor();
    await open(leader, WHOLE);
    assert.equal(await passed(leader.page), `${name("organization")} → ${name("leader")}`);
    assert.deepEqual(await chain(leader.page), [], "nobody stands above it");
    await leader.shot("100-task-received");
  });

  test("it is split downward, with no more than what it has", async () => {
    const { page } = leader;
    await page.getByRole("link", { name: "分解给他人" }).click();
    await page.getByText(`原任务：${WHOLE}`).waitFor();
    await choose(page, "石门村", new RegExp(name("cadre")));
    await input(page).fill(PART);
    await points(page).nth(0).fill("5");
    await page.getByText("各部分的奖扣分加起来超过了原任务").waitFor();
    assert.ok(await give(page).isDisabled());
    await leader.shot("101-over-the-whole");
    await points(page).nth(0).fill("2");
    await points(page).nth(1).fill("1");
    await page.locator(".task-form .notice").waitFor({ state: "detached" });
    await give(page).click();
    await page.locator("#task-parts", { hasText: "已完成 0 / 1" }).waitFor();
    await leader.shot("102-task-split");
  });

  test("and once more: the chain can be read at every node", async () => {
    const { page } = cadre;
    await open(cadre, PART);
    const above = [`${name("organization")} → ${name("leader")}`];
    assert.deepEqual(await chain(page), above);
    assert.equal(await passed(page), `${name("leader")} → ${name("cadre")}`);
    await page.getByRole("link", { name: "分解给他人" }).click();
    await choose(page, new RegExp(name("villager")));
    await input(page).fill(SUBPART);
    await give(page).click();
    await page.locator("#task-parts", { hasText: "已完成 0 / 1" }).waitFor();
    await cadre.shot("103-chain-in-the-middle");
    await page.locator(".is-detail").getByText(SUBPART).click();
    await page.locator("#task-name", { hasText: SUBPART }).waitFor();
    assert.deepEqual(await chain(page), [...above, `${name("leader")} → ${name("cadre")}`]);
    assert.equal(await passed(page), `${name("cadre")} → ${name("villager")}`);
    await cadre.shot("104-chain-at-the-end");
  });

  /** Writes a result and sends it; nothing says whether it could be sent. */
  const deliver = async (words, shown) => {
    const { page } = cadre;
    await open(cadre, PART);
    await page.getByRole("link", { name: "提交成果" }).click();
    await page.locator(".compose-text").fill(words);
    if (shown) {
      await page.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
      await page.locator(".tile .picture[src]").waitFor();
      await page.getByText("处理中").waitFor({ state: "detached" });
      await page.getByRole("button", { name: /所在位置/ }).click();
      await page.locator(".compose-row.is-place").waitFor();
    }
  };
  const send = () => cadre.page.getByRole("button", { name: "发送" }).click();

  test("a result shows what was asked for, or cannot be sent", async () => {
    const { page } = cadre;
    await deliver("一组、二组的沟都通了。", false);
    await page.getByText("要求提供：照片、位置").waitFor();
    await send();
    await page.getByText("还缺要求的照片、位置或文件").waitFor();
    await cadre.shot("105-evidence-missing");
    await deliver("一组、二组的沟都通了。", true);
    await cadre.shot("38-result");
    await send();
    const result = page.locator(".task-result");
    await result.getByText("一组、二组的沟都通了。").waitFor();
    await result.locator(".picture[src]").first().waitFor();
    await result.getByText(/25\.17/).waitFor();
    await page.locator(".task-verdict", { hasText: "等待验收" }).first().waitFor();
    await cadre.shot("39-delivered");
  });

  test("it is returned with a reason, which the deliverer reads", async () => {
    const { page } = leader;
    await page.goto("/todo");
    const result = page.locator(".request", { hasText: PART });
    await result.getByText("附件 1 个").waitFor();
    await leader.shot("40-result-to-judge");
    await result.getByRole("button", { name: /^退回/ }).click();
    await page.getByRole("dialog").locator("textarea").fill("三组的照片没有");
    await leader.shot("106-returning");
    await page.getByRole("dialog").getByRole("button", { name: "退回" }).click();
    await page.getByText("已退回，5 秒后送出").waitFor();
    await cadre.page.locator(".task-result").getByText("退回：三组的照片没有").waitFor();
    await cadre.page.getByText(/已退回，请在 .+ 前补充后再交/).waitFor();
    await cadre.shot("107-returned");
  });

  test("it is delivered again, accepted at the node, and the whole counts it", async () => {
    await deliver("三组也通了，照片补上。", true);
    await send();
    await cadre.page.locator(".task-result").nth(1).waitFor();
    const { page } = leader;
    await open(leader, PART, true);
    await page.locator(".task-result").getByText("三组也通了").waitFor();
    // Where the deliverer was is asked for.
    const result = page.locator(".task-result", { hasText: "三组也通了" });
    await result.getByRole("button", { name: /查看位置/ }).click();
    await result.getByText(/25\.17/).waitFor();
    await leader.shot("108-to-accept");
    await page.getByRole("button", { name: "验收", exact: true }).click();
    await page.getByText("已验收，5 秒后送出").waitFor();
    await cadre.page.locator(".task-verdict.is-done", { hasText: "已验收" }).first().waitFor();
    await cadre.shot("109-accepted");
    await open(leader, WHOLE);
    // The part, and not yet the part of it.
    await page.locator("#task-parts", { hasText: "已完成 1 / 2" }).waitFor();
    await leader.shot("110-part-done");
  });

  test("the whole is cancelled with a reason; what was accepted stays", async () => {
    const { page } = organization;
    await open(organization, WHOLE, true);
    await page.getByRole("button", { name: "取消任务" }).click();
    await page.getByRole("dialog").locator("textarea").fill("县里统一组织机械清理");
    await organization.shot("111-cancelling");
    await page.getByRole("dialog").getByRole("button", { name: "取消任务" }).click();
    await page.locator(".task-verdict", { hasText: "已取消" }).first().waitFor();
    await organization.shot("112-cancelled");
    await leader.page.locator(".task").getByText("已取消").waitFor();
    await leader.page.getByText("县里统一组织机械清理").waitFor();
    const { page: below } = cadre;
    await open(cadre, PART);
    await below.locator(".task").getByText("已验收").waitFor();
    await below.locator(".is-detail .row", { hasText: SUBPART }).getByText("已取消").waitFor();
    await cadre.shot("113-cancelled-below");
  });

  test("one task is given to two people, each for themselves", async () => {
    const { page } = leader;
    const both = [county.name(WHO.deputy), county.name(WHO.officer)];
    await page.goto("/tasks/new");
    for (const who of both) {
      await page.locator("button.task-assignee").click();
      await page.getByRole("dialog").getByRole("button", { name: who }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await input(page).fill("报送防火值班表");
    for (const who of both) await page.locator("div.task-assignee", { hasText: who }).waitFor();
    // The draft is kept a moment after the last letter.
    await page.waitForTimeout(600);
    await leader.looks("58-to-two", () => page.locator("div.task-assignee").nth(1).waitFor());
    await give(page).click();
    await page.waitForURL((url) => url.pathname === "/tasks");
    await page.getByRole("button", { name: "我交办的" }).click();
    const given = page.locator(".tasks").getByText("报送防火值班表", { exact: true });
    await given.nth(1).waitFor();
    assert.equal(await given.count(), 2);
    await leader.looks("59-given-to-two", async () => {
      await page.locator(".tasks-choice .chip").nth(1).click();
      await given.nth(1).waitFor();
    });
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
