// The key by which a phone signs: the browser keeps it and gives it to nobody; it moves there once, stays the same, and is
// missed aloud.
import assert from "node:assert/strict";
import { createECDH } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { WHO, demoCounty } from "./kit.mjs";

const ENGINE = /\/engine-[0-9a-f]+\.js$/;

/** The key in the browser's keeping, as any script of this origin can see it; nothing if there is none. */
const keptKey = (page) =>
  page.evaluate(async () => {
    const result = (request) =>
      new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    if (!(await indexedDB.databases()).some(({ name }) => name === "jishi-key")) return undefined;
    const database = await result(indexedDB.open("jishi-key"));
    try {
      const pair = await result(database.transaction("keys").objectStore("keys").get("device"));
      if (!pair) return undefined;
      const { privateKey, publicKey } = pair;
      const refused = {};
      for (const format of ["pkcs8", "jwk"]) {
        refused[format] = await crypto.subtle.exportKey(format, privateKey).then(() => "exported", (error) => error.name);
      }
      const point = [...new Uint8Array(await crypto.subtle.exportKey("raw", publicKey))];
      const { type, extractable, usages, algorithm } = privateKey;
      return { isKey: privateKey instanceof CryptoKey, type, extractable, usages, curve: algorithm.namedCurve, refused, point };
    } finally {
      database.close();
    }
  });

/** Leaves the app, so that its files can be read; the secrets of 32 bytes that stand in them. */
async function secretsInFiles(page) {
  await page.goto("/healthz");
  return page.evaluate(async () => {
    const found = [];
    let bytes = 0;
    const walk = async (folder) => {
      for await (const entry of folder.values()) {
        if (entry.kind === "directory") await walk(entry);
        else {
          const text = new TextDecoder("latin1").decode(await (await entry.getFile()).arrayBuffer());
          bytes += text.length;
          for (const [, list] of text.matchAll(/(?=(\[\d{1,3}(?:,\d{1,3}){31}\]))/g)) found.push(JSON.parse(list));
        }
      }
    };
    await walk(await navigator.storage.getDirectory());
    return { found, bytes };
  });
}

/** From the next visit on the engine finds a browser without IndexedDB. Gives it back with what it returns. */
async function withholdIndexedDb({ context }) {
  let met = 0;
  const spoil = async (route) => {
    const answer = await route.fetch();
    met += 1;
    const body = `Object.defineProperty(self, "indexedDB", { value: undefined });\n${await answer.text()}`;
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "cache-control": "no-store" }, body });
  };
  await context.route(ENGINE, spoil);
  return async () => {
    await context.unroute(ENGINE, spoil);
    assert.ok(met > 0, "the engine was met without IndexedDB");
  };
}

async function write(page, words) {
  await page.goto("/compose");
  await page.locator(".compose-text").fill(words);
  await page.getByRole("button", { name: "发送" }).click();
}

const card = (page, words) => page.locator(".is-list article.moment", { hasText: words });
const arrived = (page, words) => card(page, words).getByRole("button", { name: "查看回执" }).waitFor();

const WITHHELD = { type: "private", extractable: false, usages: ["sign"], curve: "P-256", isKey: true };
const INVALID = { pkcs8: "InvalidAccessError", jwk: "InvalidAccessError" };

describe("the key of a phone", { timeout: 240_000 }, () => {
  let county, cable, fresh, older, point;
  before(async () => {
    county = await demoCounty();
    cable = await county.line();
  });
  after(async () => {
    cable?.close();
    await county?.stop();
  });

  test("a new phone's key is in the browser's keeping and cannot be taken out", async () => {
    fresh = await county.phone(WHO.cadre, { through: cable.url });
    const { refused, point: its, ...key } = await keptKey(fresh.page);
    assert.deepEqual(key, WITHHELD);
    assert.deepEqual(refused, INVALID);
    point = its;
    const { found, bytes } = await secretsInFiles(fresh.page);
    assert.ok(bytes > 10_000, "the files were read");
    assert.deepEqual(found, []);
  });

  test("it signs, and after a reload the same key does", async () => {
    const { page } = fresh;
    for (const words of ["第一条，新密钥。", "重开以后，同一把密钥。"]) {
      await write(page, words);
      await arrived(page, words);
      await page.reload();
      await arrived(page, words);
      assert.deepEqual((await keptKey(page)).point, point);
    }
  });

  test("without IndexedDB the key is software, in the app's file", async () => {
    // The engine's script comes from the server each time, not out of the shell that is kept.
    older = await county.newPhone({ serviceWorkers: "block" });
    const giveBack = await withholdIndexedDb(older);
    await older.enrol(county.code(WHO.villager));
    await write(older.page, "软件密钥签的。");
    await arrived(older.page, "软件密钥签的。");
    assert.equal(await keptKey(older.page), undefined);
    await giveBack();
  });

  test("it moves into the browser's keeping, the same key, and its bytes leave the file", async () => {
    const { page } = older;
    const { found } = await secretsInFiles(page);
    assert.ok(found.length > 0, "the secret is in the file, as in that of an older version");
    const same = createECDH("prime256v1");
    same.setPrivateKey(Buffer.from(found[0]));

    await page.goto("/");
    await arrived(page, "软件密钥签的。");
    const { refused, point: its, ...key } = await keptKey(page);
    assert.deepEqual(Buffer.from(its), same.getPublicKey());
    assert.deepEqual(key, WITHHELD);
    assert.deepEqual(refused, INVALID);
    assert.deepEqual((await secretsInFiles(page)).found, []);

    await write(page, "搬过以后签的。");
    await arrived(page, "搬过以后签的。");
  });

  test("while the browser does not give it out, that is a sentence and no second key", async () => {
    const { page } = older;
    const giveBack = await withholdIndexedDb(older);
    await page.goto("/");
    await page.getByText("浏览器暂时不能使用这台手机的签名密钥").first().waitFor();
    await older.shot("180-key-out-of-reach");
    assert.deepEqual((await secretsInFiles(page)).found, []);
    await giveBack();
    await write(page, "又能签了。");
    await arrived(page, "又能签了。");
  });

  test("a lost key is told; what waits stays, and is sent once it is signed anew", async () => {
    const words = "密钥丢失前写的。";
    const { page, context } = fresh;
    await page.goto("/");
    await arrived(page, "第一条，新密钥。");
    await fresh.shellKept();
    // Its engine may be sending already when the browser is told that there is no network.
    cable.cut();
    await context.setOffline(true);
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill(words);
    await page.getByRole("button", { name: "发送" }).click();
    await card(page, words).getByText("等待送出").waitFor();
    await page.evaluate(
      () =>
        new Promise((done, failed) => {
          const request = indexedDB.deleteDatabase("jishi-key");
          request.onsuccess = () => done();
          request.onerror = () => failed(request.error);
          // The engine has it open until the page goes; the deletion waits for that.
          request.onblocked = () => done();
        }),
    );
    await page.reload();
    await page.getByText("浏览器丢失了这台手机的签名密钥").waitFor();
    await page.getByText("还有 1 条未送出的记录").waitFor();
    await fresh.shot("181-key-lost");
    cable.mend();
    await context.setOffline(false);

    await page.locator("#enrol-code").fill(await county.newCode(WHO.cadre));
    await page.locator("button[type=submit]").click();
    await page.locator(".nav-bar").waitFor();
    await card(page, words).getByRole("button", { name: "未被接收" }).click();
    await page.getByText("签名与登记的不符").waitFor();
    await fresh.shot("182-signed-by-a-lost-key");
    await page.getByRole("button", { name: "重试" }).click();
    await arrived(page, words);
    const { point: its } = await keptKey(page);
    assert.notDeepEqual(its, point, "another key");
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
