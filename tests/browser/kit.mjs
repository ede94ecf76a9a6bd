// What the browser tests share: phones, a line that can be cut, the demo people's codes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const need = (name) => process.env[name] ?? assert.fail(`${name} is not set; run the browser tests by: ./dev test --only browser`);

export const server = new URL(need("JISHI_URL"));
const screens = need("JISHI_SCREENS");

/** A one-time code, and how many people of the demo county get one. */
const CODE = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b/g;
const PEOPLE = 4;

/** The demo people with their one-time codes, as the server printed them: { cadre, leader, organization, clerk }. */
export function demoPeople(log = readFileSync(need("JISHI_SERVER_LOG"), "utf8")) {
  const codes = [...log.matchAll(CODE)].map(([code]) => code);
  assert.ok(codes.length >= PEOPLE, "the server prints their codes");
  const [cadre, leader, organization, clerk] = codes;
  return { cadre, leader, organization, clerk };
}

/** A server of one's own, for what would stand in the way of the other specs: { url, people, stop() }. */
export async function ownServer() {
  const data = mkdtempSync(join(tmpdir(), "jishi-server-"));
  const port = await freePort();
  const child = spawn(
    need("JISHI_SERVER_BIN"),
    ["serve", "--port", String(port), "--data", data, "--web", need("JISHI_WEB"), "--demo"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  const ended = new Promise((done) => child.on("close", done));
  await new Promise((ready, failed) => {
    const hear = (text) => {
      said += text;
      if (said.match(CODE)?.length >= PEOPLE) ready();
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    ended.then(() => failed(new Error(`the server ended: ${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    people: demoPeople(said),
    async stop() {
      child.kill();
      await ended;
      rmSync(data, { recursive: true });
    },
  };
}

function freePort() {
  return new Promise((found) => {
    const listener = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => found(port));
    });
  });
}

/** A photo straight from a camera or another program, from the folder of real ones. */
export const realPhoto = (name) => join(need("JISHI_PHOTO_FIXTURES"), name);

/** A video as a phone makes it: clip.mp4 of 2 s, upright.mov of 3 s with its place inside, long.mp4 of 61 s. */
export const realVideo = (name) => join(need("JISHI_VIDEO_FIXTURES"), name);

/** A line to the server that can be cut like a cable: no packet passes, open connections break. */
export async function line() {
  const open = new Set();
  let cut = false;
  const listener = net.createServer((near) => {
    if (cut) return near.destroy();
    const far = net.connect(Number(server.port), server.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        (socket === near ? far : near).destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise((ready) => listener.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    cut() {
      cut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      cut = false;
    },
    close() {
      this.cut();
      listener.close();
    },
  };
}

/** A person's phone: a browser profile of its own, with faked place and microphone. */
export async function phone(url, { locale = "zh-CN", dark = false, width = 360, height = 740 } = {}) {
  // Without a name the profile is Playwright's own, which it removes once the last process of the browser has ended.
  const context = await chromium.launchPersistentContext("", {
    executablePath: need("JISHI_CHROMIUM"),
    headless: true,
    baseURL: url,
    locale,
    timezoneId: "Asia/Shanghai",
    colorScheme: dark ? "dark" : "light",
    viewport: { width, height },
    deviceScaleFactor: 2,
    isMobile: width < 900,
    hasTouch: width < 900,
    geolocation: { latitude: 25.1763, longitude: 106.0921, accuracy: 12 },
    permissions: ["geolocation", "microphone"],
    args: [
      "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // What the network does to a request is the app's to deal with, not an error of the app.
    if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text())) complaints.push(message.text());
  });
  page.setDefaultTimeout(20_000);
  return {
    context,
    page,
    /** What went wrong in the page's console so far; empty in a sound app. */
    complaints,
    async enrol(code) {
      await page.goto("/");
      await page.locator("#enrol-code").fill(code);
      await page.locator("button[type=submit]").click();
      await page.locator(".nav-bar").waitFor();
      await page.locator("article.moment, .empty-state").first().waitFor();
    },
    /** Waits until the app's shell is kept for opening without a network. */
    async shellKept() {
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        while (!navigator.serviceWorker.controller) await new Promise((wait) => setTimeout(wait, 50));
      });
    },
    async shot(name) {
      mkdirSync(screens, { recursive: true });
      // Pictures that are still fading in would make two runs differ.
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(screens, `${name}.png`) });
    },
  };
}
