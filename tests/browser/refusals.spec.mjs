// What a full phone, too many wrong codes, and what the server does not take get: a sentence, and nothing lost.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty, realPhoto } from "./kit.mjs";

const BEFORE = "防汛值班，巡查水库两座。";
const MORE = `${BEFORE}下午走访农户。`;

describe("refusals", { timeout: 180_000 }, () => {
  let county, person;
  before(async () => {
    county = await demoCounty();
    person = await county.newPhone();
  });
  after(() => county?.stop());

  /** Room for this origin's files, in bytes; none: as much as there is. */
  const room = async (quotaSize) => {
    const tools = await person.context.newCDPSession(person.page);
    await tools.send("Storage.overrideQuotaForOrigin", { origin: county.url, quotaSize });
  };

  test("too many wrong codes have to wait, and are told how long", async () => {
    const { page } = person;
    await page.goto("/");
    const tell = page.getByText(/请等 \d+ 秒后再试/);
    // Whoever guesses does not type: most of the tries of this address are used up past the page.
    const guess = { method: "POST", headers: { "content-type": "application/json" } };
    guess.body = JSON.stringify({ code: "WWWW-WWWW-WWWW", public_key: "A".repeat(44), device_name: "x" });
    let tried = 0;
    while ((await fetch(`${county.url}/v1/enrol`, guess)).status !== 429) assert.ok((tried += 1) < 100, "nobody is slowed down");
    for (let tries = 0; tries < 12; tries += 1) {
      await page.locator("#enrol-code").fill("WWWW-WWWW-WWWW");
      await page.locator("button[type=submit]").click();
      await page.getByText("绑定码不对").or(tell).first().waitFor();
      await page.locator("button[type=submit]:not([disabled])").waitFor();
      if (await tell.count()) break;
    }
    await tell.waitFor();
    await person.shot("30-too-many-tries");
    // The wait it names is the wait it takes.
    const seconds = Number((await tell.textContent()).match(/\d+/)[0]);
    await page.waitForTimeout((seconds + 1) * 1_000);
    await person.enrol(county.code(WHO.cadre));
  });

  test("a full phone is a sentence, and what was saved before is intact", async () => {
    const { page } = person;
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill(BEFORE);
    // Written to the disk before the phone fills up: a reload shows what the engine has kept.
    await page.waitForTimeout(1_500);
    await page.reload();
    await page.locator(".compose-text").waitFor();
    assert.equal(await page.locator(".compose-text").inputValue(), BEFORE);

    await room(1);
    await page.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
    await page.getByText("手机存储空间不足").first().waitFor();
    await person.shot("31-full");

    await room();
    await page.reload();
    await page.locator(".compose-text").waitFor();
    assert.equal(await page.locator(".compose-text").inputValue(), BEFORE, "the draft is intact");
    assert.equal(await page.locator(".tile .picture").count(), 0, "nothing is stored half");
  });

  test("with room again, the same draft takes the photo and goes out", async () => {
    const { page } = person;
    await page.locator(".tile.is-add input").setInputFiles(realPhoto("flower.jpg"));
    await page.locator(".tile .picture[src]").first().waitFor();
    await page.locator(".compose-text").fill(MORE);
    await page.getByRole("button", { name: "发送" }).click();
    await page.locator("article.moment", { hasText: MORE }).getByRole("button", { name: "查看回执" }).waitFor();
  });

  test("nothing complained", () => assert.deepEqual(person.complaints, []));
});

describe("what was refused is written anew", { timeout: 120_000 }, () => {
  const TASK = "核对一组外出务工名单";
  let county, line, leader, secretary;
  before(async () => {
    county = await demoCounty();
    line = await county.line();
    [leader, secretary] = await Promise.all([
      county.phone(WHO.leader, { through: line.url }),
      county.phone(WHO.secretary),
    ]);
  });
  after(async () => {
    line?.close();
    await county?.stop();
  });

  test("a task to somebody who was moved meanwhile is refused, with a reason", async () => {
    const { page } = leader;
    await page.goto("/tasks/new");
    await page.locator(".task-assignee").click();
    await page.getByRole("dialog").getByRole("button", { name: "石门村" }).click();
    await page.getByRole("dialog").getByRole("button", { name: new RegExp(county.name(WHO.villager)) }).click();
    await page.locator(".task-form input[type=text]").fill(TASK);
    line.cut();
    await page.locator(".task-form").getByRole("button", { name: "交办", exact: true }).click();
    await page.locator("#task-name", { hasText: TASK }).waitFor();
    await county.move(WHO.villager, "青岚县/白石乡/白石村");
    line.mend();
    await page.goto("/todo");
    await page.locator("#todo-refusals").waitFor();
    const row = page.locator("li", { hasText: TASK }).locator(".row.is-alarm");
    await row.click();
    await leader.looks("32-refused-task", () => row.click());
  });

  test("it goes back into its form, to somebody else, and arrives", async () => {
    const { page } = leader;
    await page.getByRole("button", { name: "改一改再发" }).click();
    const name = page.locator(".task-form input[type=text]");
    await name.waitFor();
    assert.equal(await name.inputValue(), TASK);
    await page.locator("div.task-assignee", { hasText: county.name(WHO.villager) }).waitFor();
    await leader.shot("33-refused-task-again");
    await page.goto("/todo");
    await page.locator("#todo-refusals").waitFor({ state: "detached" });
    await page.goto("/tasks/new");
    assert.equal(await name.inputValue(), TASK, "it stays until it is given");
    await page.locator("div.task-assignee").getByRole("button").first().click();
    await page.locator("button.task-assignee").click();
    await page.getByRole("dialog").getByRole("button", { name: "石门村" }).click();
    await page.getByRole("dialog").getByRole("button", { name: new RegExp(county.name(WHO.secretary)) }).click();
    await page.locator(".task-form").getByRole("button", { name: "交办", exact: true }).click();
    await page.locator("#task-name", { hasText: TASK }).waitFor();
    await secretary.page.goto("/todo");
    await secretary.page.locator(".is-detail").getByText(TASK).waitFor();
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
