// Photos by the browser's own codecs: as real cameras and programs write them, and as nobody may send them on.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { demoCounty, realPhoto, WHO } from "./kit.mjs";

// What our own codecs are held to.
const { shown, refused } = JSON.parse(readFileSync(join(import.meta.dirname, "../../core/tests/media_photos/real.json"), "utf8"));

const SENTENCES = { truncated: "这张照片不完整", damaged: "这张照片已损坏", heic: "这里打不开 HEIC 照片", not_a_photo: "这个文件不是照片" };

const ADD = ".tile.is-add input";

/** Which corner of the file stands at each corner of the upright picture, by EXIF orientation 1 to 8 (EXIF 2.32, 4.6.4 A). */
const UPRIGHT = ["0123", "1032", "3210", "2301", "0213", "2031", "3120", "1302"];
const CORNERS = [[200, 30, 30], [30, 160, 60], [40, 60, 200], [220, 200, 60]];

/** A picture of four colours as each format has it: { jpeg, png, webp }. */
function fourCorners([width, height, corners]) {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  for (const [place, colour] of corners.entries()) {
    pen.fillStyle = `rgb(${colour})`;
    pen.fillRect((place & 1) * (width / 2), (place >> 1) * (height / 2), width / 2, height / 2);
  }
  const encoded = async (kind) => [...new Uint8Array(await (await canvas.convertToBlob({ type: `image/${kind}` })).arrayBuffer())];
  return Promise.all(["jpeg", "png", "webp"].map(encoded));
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const number = (value, bytes, little = false) => {
  const digits = Array.from({ length: bytes }, (_, place) => Math.floor(value / 256 ** place) % 256);
  return Buffer.from(little ? digits : digits.reverse());
};

/** The same file with a word of how the camera was held. */
const held = {
  jpeg: (file, exif) => Buffer.concat([file.subarray(0, 2), number(0xffe1, 2), number(exif.length + 8, 2), Buffer.from("Exif\0\0"), exif, file.subarray(2)]),
  png(file, exif) {
    const chunk = Buffer.concat([Buffer.from("eXIf"), exif]);
    return Buffer.concat([file.subarray(0, 33), number(exif.length, 4), chunk, number(crc32(chunk), 4), file.subarray(33)]);
  },
  webp(file, exif) {
    // Chromium writes the extended format, with a bit for what there is.
    assert.equal(file.subarray(12, 16).toString(), "VP8X");
    const body = Buffer.concat([file.subarray(8), Buffer.from("EXIF"), number(exif.length, 4, true), exif]);
    body[12] |= 8;
    return Buffer.concat([Buffer.from("RIFF"), number(body.length, 4, true), body]);
  },
};

/** Of each picture: its size, the mean colour of each quarter, and whether its file says where and by what it was taken. */
function look(images) {
  return Promise.all(
    images.map(async (image) => {
      const blob = await (await fetch(image.src)).blob();
      const picture = await createImageBitmap(blob);
      const { width, height } = picture;
      const pen = new OffscreenCanvas(width, height).getContext("2d");
      pen.drawImage(picture, 0, 0);
      const mean = (left, top, right, bottom) => {
        const { data } = pen.getImageData(left, top, right - left, bottom - top);
        const sums = [0, 0, 0];
        for (let at = 0; at < data.length; at += 4) for (const channel of [0, 1, 2]) sums[channel] += data[at + channel];
        return sums.map((sum) => Math.floor((sum * 4) / data.length));
      };
      const [x, y] = [width >> 1, height >> 1];
      const [middle, centre] = [Math.max(x, 1), Math.max(y, 1)];
      const text = new TextDecoder("latin1").decode(await blob.arrayBuffer());
      // After that there are pixels, in which any three letters may stand.
      const head = text.slice(0, text.indexOf("\u00ff\u00da"));
      return {
        size: [width, height],
        quarters: [mean(0, 0, middle, centre), mean(x, 0, width, centre), mean(0, y, middle, height), mean(x, y, width, height)],
        bytes: text.length,
        tells: ["Exif", "GPS", "ICC_PROFILE", "http"].filter((word) => head.includes(word)),
      };
    }),
  );
}

const difference = (found, expected) => Math.max(...found.flat().map((channel, place) => Math.abs(channel - expected.flat()[place])));

describe("photos", { timeout: 240_000 }, () => {
  let county, phone;

  before(async () => {
    county = await demoCounty();
    phone = await county.phone(WHO.cadre, { bypassCSP: true });
  });

  after(() => county?.stop());

  /** Until so many photos hang on what is being written. */
  function prepared(count) {
    return phone.page.waitForFunction((count) => {
      // What is being prepared or was refused is under a veil.
      return !document.querySelector(".tile-veil") && document.querySelectorAll(".tile .picture[src]").length === count;
    }, count);
  }

  /** What comes of each of these. */
  async function thumbs(files) {
    const { page } = phone;
    const seen = [];
    await page.locator(".nav-tab.is-compose").click();
    for (const file of files) {
      await page.locator(ADD).setInputFiles(typeof file === "string" ? realPhoto(file) : file);
      await prepared(1);
      seen.push(...(await page.locator(".tile .picture[src]").evaluateAll(look)));
      await page.locator(".tile").first().getByRole("button", { name: /移除/ }).click();
      await prepared(0);
    }
    await page.goBack();
    return seen;
  }

  test("look as they do elsewhere, and tell nothing but what is seen", async () => {
    const differing = [];
    const seen = await thumbs(shown.map(({ name }) => name));
    for (const [place, { name, size, tolerance, ...their }] of shown.entries()) {
      const quarters = their.browser ?? their.quarters;
      const { size: found, quarters: colours, tells } = seen[place];
      const shrunk = Math.min(1, 320 / Math.max(...size));
      const off = Math.max(...size.map((side, axis) => Math.abs(Math.max(1, side * shrunk) - found[axis])));
      const apart = difference(colours, quarters);
      // Written anew with less colour than brightness, a picture of few pixels may be some off.
      if (off > 0.51 || apart > tolerance + 4 || tells.length)
        differing.push(`${name}: ${found} ${JSON.stringify(colours)} ${tells}, ${apart} from ${size} ${JSON.stringify(quarters)}`);
    }
    assert.deepEqual(differing, []);
  });

  test("of every format stand upright however the camera was held", async () => {
    const size = [640, 480];
    const files = await phone.page.evaluate(fourCorners, [...size, CORNERS]);
    for (const [place, kind] of ["jpeg", "png", "webp"].entries()) {
      const turned = UPRIGHT.map((_, orientation) => {
        const exif = Buffer.concat([Buffer.from("MM\0*\0\0\0\u0008\0\u0001", "latin1"), number(0x0112, 2), number(3, 2), number(1, 4), number(orientation + 1, 2), number(0, 6)]);
        return { name: `${orientation + 1}.${kind}`, mimeType: `image/${kind}`, buffer: held[kind](Buffer.from(files[place]), exif) };
      });
      for (const [orientation, { size: found, quarters }] of (await thumbs(turned)).entries()) {
        assert.deepEqual(found, orientation < 4 ? [320, 240] : [240, 320], `${kind}, ${orientation + 1}`);
        const expected = [...UPRIGHT[orientation]].map((corner) => CORNERS[corner]);
        assert.ok(difference(quarters, expected) < 12, `${kind}, ${orientation + 1}: ${JSON.stringify(quarters)}`);
      }
    }
  });

  test("of a real camera stand upright from all eight orientations", async () => {
    const [expected] = await thumbs(["hopper.jpg"]);
    for (const kind of ["jpg", "webp"]) {
      for (const { size, quarters } of await thumbs([2, 3, 4, 5, 6, 7, 8].map((turn) => `hopper_orientation_${turn}.${kind}`))) {
        assert.deepEqual(size, expected.size);
        assert.ok(difference(quarters, expected.quarters) < 8, `${kind}: ${JSON.stringify(quarters)}`);
      }
    }
  });

  test("that cannot be shown are refused with the reason, and what was written stays", async () => {
    const { page } = phone;
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill("雨停了");
    for (const { name, fault } of refused) {
      await page.locator(ADD).setInputFiles(realPhoto(name));
      const told = page.locator(".tiles-fault");
      await told.waitFor();
      assert.match(await told.innerText(), new RegExp(SENTENCES[fault]), name);
      await page.getByRole("button", { name: "移除这张照片" }).click();
      await told.waitFor({ state: "detached" });
    }
    assert.equal(await page.locator(".compose-text").inputValue(), "雨停了");
  });

  test("are sent with at most 2,048 pixels, small ones as they are, and the same one once", async () => {
    const { page } = phone;
    for (const [name, count] of [["fujifilm.mpo", 1], ["hopper.png", 2], ["hopper.png", 2], ["chi.gif", 3]]) {
      await page.locator(ADD).setInputFiles(realPhoto(name));
      await prepared(count);
    }
    await page.getByRole("button", { name: "发送" }).click();
    const sent = page.locator("article.moment", { hasText: "雨停了" });
    await sent.waitFor();
    assert.equal(await sent.locator("a.photo").count(), 3);
    for (const [place, size] of [[0, [2_048, 1_536]], [1, [128, 128]]]) {
      await sent.locator("a.photo").nth(place).click();
      await page.waitForFunction((width) => document.querySelector(".viewer img[src]")?.naturalWidth === width, size[0]);
      const [{ size: found, tells }] = await page.locator(".viewer img[src]").evaluateAll(look);
      assert.deepEqual(found, size);
      assert.deepEqual(tells, []);
      await page.goBack();
    }
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});

/** Somebody's phone in whose engine something is otherwise. */
async function phoneWith(county, words) {
  const phone = await county.newPhone();
  await phone.context.route(/\/engine-[0-9a-f]+\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${words}\n${await answer.text()}` });
  });
  await phone.enrol(county.code(WHO.cadre));
  return phone;
}

describe("a photo that takes its time", { timeout: 120_000 }, () => {
  let county, page;

  before(async () => {
    county = await demoCounty();
    const slow = "self.createImageBitmap = ((make) => async (...given) => { await new Promise((wait) => setTimeout(wait, 1500)); return make(...given); })(self.createImageBitmap);";
    ({ page } = await phoneWith(county, slow));
  });

  after(() => county?.stop());

  const SEND = { name: "发送" };

  test("hangs on the draft when its page is opened again", async () => {
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill("走了又回来");
    await page.locator(ADD).setInputFiles(realPhoto("hopper.png"));
    await page.getByText("处理中").waitFor();
    await page.goBack();
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".tile .picture[src]").waitFor();
    assert.equal(await page.locator(".compose-text").inputValue(), "走了又回来");
    assert.equal(await page.locator(".tile-veil").count(), 0);
  });

  test("is off the draft before it can be sent, once it was taken away", async () => {
    await page.locator(ADD).setInputFiles(realPhoto("chi.gif"));
    await page.getByText("处理中").waitFor();
    await page.getByRole("button", { name: "移除这张照片" }).click();
    assert.equal(await page.locator(".tile-veil").count(), 0, "it is gone at once");
    assert.ok(await page.getByRole("button", SEND).isDisabled(), "and may still hang on the draft");
    await page.getByRole("button", SEND).click();
    const sent = page.locator("article.moment", { hasText: "走了又回来" });
    await sent.waitFor();
    assert.equal(await sent.locator("a.photo").count(), 1);
  });

  test("does not come along with what waited behind it, once it was taken away", async () => {
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill("只带一份表");
    await page.locator(ADD).setInputFiles(realPhoto("hopper.png"));
    await page.getByText("处理中").waitFor();
    const file = { name: "水位.txt", mimeType: "text/plain", buffer: Buffer.from("312.4") };
    await page.locator("label.compose-row input").last().setInputFiles(file);
    await page.getByText("水位.txt").waitFor();
    await page.getByRole("button", { name: "移除这张照片" }).click();
    await page.getByRole("button", SEND).click();
    const sent = page.locator("article.moment", { hasText: "只带一份表" });
    await sent.getByText("水位.txt").waitFor();
    assert.equal(await sent.locator("a.photo").count(), 0);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});

describe("a file that is not given out", { timeout: 120_000 }, () => {
  let county, page, folder;

  before(async () => {
    county = await demoCounty();
    folder = mkdtempSync(join(tmpdir(), "jishi-files-"));
    // As from a cloud: the first comes late, the second and the third never, all others at once.
    const cloud = `Blob.prototype.arrayBuffer = ((read, waits) => async function () {
      const wait = waits.shift() ?? 0;
      await (wait === Infinity ? new Promise(() => {}) : new Promise((come) => setTimeout(come, wait)));
      return read.call(this);
    })(Blob.prototype.arrayBuffer, [1500, Infinity, Infinity]);`;
    ({ page } = await phoneWith(county, cloud));
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(".compose-text").fill("渠首闸门已检修");
  });

  after(async () => {
    await county?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const remove = (name) => page.getByRole("button", { name }).click();

  test("because it is gone when it is read: that is said, and what was written stays", async () => {
    const file = join(folder, "gone.png");
    copyFileSync(realPhoto("hopper.png"), file);
    await page.locator(ADD).setInputFiles(file);
    await page.getByText("处理中").waitFor();
    rmSync(file);
    await page.getByText("文件没有读出来").waitFor();
    assert.equal(await page.locator(".tile .picture[src]").count(), 0);
    assert.equal(await page.locator(".compose-text").inputValue(), "渠首闸门已检修");
    await remove("gone.png");
  });

  test("and never comes: what was chosen beside it comes, and without it all can be sent", async () => {
    await page.locator(ADD).setInputFiles(realPhoto("hopper.png"));
    await page.locator("label.compose-row input").last().setInputFiles({ name: "水位.txt", mimeType: "text/plain", buffer: Buffer.from("312.4") });
    await page.getByText("水位.txt").waitFor();
    await page.locator(ADD).setInputFiles(realPhoto("chi.gif"));
    await page.locator(".tile .picture[src]").waitFor();
    const send = page.getByRole("button", { name: "发送" });
    assert.ok(await send.isDisabled(), "two are still on their way");
    await remove("hopper.png");
    await remove("水位.txt");
    await send.click();
    const sent = page.locator("article.moment", { hasText: "渠首闸门已检修" });
    await sent.waitFor();
    assert.equal(await sent.locator("a.photo").count(), 1);
    assert.equal(await sent.getByText("水位.txt").count(), 0);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});

describe("a browser that hides what a canvas shows", { timeout: 120_000 }, () => {
  let county, page;

  before(async () => {
    county = await demoCounty();
    // Firefox does so where it is set to resist fingerprinting: white, or noise.
    const hide = "OffscreenCanvasRenderingContext2D.prototype.getImageData = (x, y, w, h) => ({ data: new Uint8ClampedArray(w * h * 4).fill(255) });";
    ({ page } = await phoneWith(county, hide));
  });

  after(() => county?.stop());

  test("gets no white photo kept: it says that this one could not be read", async () => {
    await page.locator(".nav-tab.is-compose").click();
    await page.locator(ADD).setInputFiles(realPhoto("hopper.png"));
    await page.getByText("照片没有读出来").waitFor();
    assert.equal(await page.locator(".tile .picture[src]").count(), 0);
  });

  test("nothing complained", () => assert.deepEqual(county.complaints(), []));
});
