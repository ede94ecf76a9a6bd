// What the browser tests share: phones, a line that can be cut, the demo people's codes.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const need = (name) => process.env[name] ?? assert.fail(`${name} is not set; run the browser tests by: ./dev test --only browser`);

export const server = new URL(need("JISHI_URL"));
const screens = need("JISHI_SCREENS");
const root = join(import.meta.dirname, "../..");

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

/** People of the demo county, by their number on its roster. */
export const WHO = {
  /** 韦晓岚, stationed in 石门村. */
  cadre: "QL0201",
  /** 覃光明, first secretary of 石门村, who grants a day of leave. */
  secretary: "QL0202",
  /** 罗小勇 of 石门村. */
  villager: "QL0204",
  /** 班若楠, who heads 云溪镇, above 石门村. */
  leader: "QL0131",
  /** 石磊, the leader's deputy. */
  deputy: "QL0132",
  /** 吴佳慧, clerk of 云溪镇. */
  clerk: "QL0133",
  /** 卢俊峰 of 云溪镇, whose leave waits. */
  officer: "QL0134",
  /** 陆文静 of the organization department. */
  organization: "QL0101",
  /** 张婷婷 of 白石村, on maternity leave. */
  onLeave: "QL0252",
};

/** Everything that axe-core finds wrong with a page as it stands, a line each: what, where, and why. */
export async function faults(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    // By the debugger, which the page's Content-Security-Policy lets through.
    await page.evaluate(readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8"));
  }
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`),
  );
}

/** Runs the server's program to its end; what it printed. */
export async function jishi(...words) {
  const { stdout } = await promisify(execFile)(need("JISHI_SERVER_BIN"), words);
  return stdout;
}

/**
 * A demo county of one's own, with everybody's code; `web` is the folder of another web app than the one built. Filling takes
 * seconds, so it is done once for all specs.
 */
export async function demoCounty({ web } = {}) {
  const filled = process.env.JISHI_DEMO ?? join(tmpdir(), `jishi-demo-${process.pid}`);
  if (!existsSync(filled)) {
    const half = `${filled}.new`;
    rmSync(half, { recursive: true, force: true });
    await jishi("demo", "--data", half);
    renameSync(half, filled);
  }
  const data = mkdtempSync(join(tmpdir(), "jishi-county-"));
  cpSync(filled, data, { recursive: true });
  if (!process.env.JISHI_DEMO) process.once("exit", () => rmSync(filled, { recursive: true, force: true }));
  return county(data, join(root, "assets/demo/roster.csv"), web);
}

/** A county in which nothing has happened, with the people of a roster and the policy that a new county has. */
export async function newCounty(roster) {
  const data = mkdtempSync(join(tmpdir(), "jishi-county-"));
  const file = join(data, "roster.csv");
  writeFileSync(file, roster);
  return county(data, file);
}

/** Serves a data folder: { url, name(who), phone(who), line(), complaints(), stop() }, people by their numbers. */
async function county(data, roster, web = need("JISHI_WEB")) {
  const written = join(data, "codes.csv");
  await jishi("import-roster", "--data", data, "--codes", written, roster);
  const rows = readFileSync(written, "utf8").trim().split(/\r?\n/).slice(1).map((row) => row.split(","));
  const people = new Map(rows.map(([number, name, , code]) => [number, { name, code }]));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    need("JISHI_SERVER_BIN"),
    ["serve", "--port", String(port), "--data", data, "--web", web],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  let running = true;
  const ended = new Promise((done) => child.on("close", done)).then(() => (running = false));
  while (!(await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false))) {
    assert.ok(running, `the server ended: ${said}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
  const phones = [];
  /** Enters somebody's row of the roster anew, as the organization department does. */
  const enter = async (who, change, ...words) => {
    const [head, ...rows] = readFileSync(roster, "utf8").split(/\r?\n/);
    const one = join(data, "one.csv");
    writeFileSync(one, `${head}\n${change(rows.find((row) => row.startsWith(`${who},`)))}\n`);
    await jishi("import-roster", "--data", data, ...words, one);
  };
  return {
    url,
    data,
    name: (who) => people.get(who).name,
    /** Somebody's phone, enrolled. */
    async phone(who, { through = url, ...options } = {}) {
      const theirs = await phone(through, options);
      phones.push(theirs);
      await theirs.enrol(people.get(who).code);
      return theirs;
    },
    /** A phone on which nobody is enrolled yet, and a code for it. */
    async newPhone(options) {
      const theirs = await phone(url, options);
      phones.push(theirs);
      return theirs;
    },
    code: (who) => people.get(who).code,
    /** Another code for somebody who has used theirs. */
    async newCode(who) {
      const codes = join(data, "one-code.csv");
      await enter(who, (row) => row, "--codes", codes);
      return readFileSync(codes, "utf8").trim().split(/\r?\n/)[1].split(",")[3];
    },
    /** Moves somebody to another unit, given by its path. */
    move: (who, unit) => enter(who, (row) => row.split(",").with(2, unit).join(",")),
    line: () => line(new URL(url)),
    /** What went wrong in the consoles of all phones. */
    complaints: () => phones.flatMap((theirs) => theirs.complaints),
    async stop() {
      for (const theirs of phones) await theirs.context.close();
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

/** Today in the county, whatever the time of this machine: "2026-11-25". */
export const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A day so many days later. */
export const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** What the county's calendar says of each day: { "2026-11-25": "workday", … }. */
export async function calendar(from, to) {
  // The demo county's own: it has a calendar for a year so near that its month reaches into it.
  const county = process.env.JISHI_DEMO ? ["county", "--data", process.env.JISHI_DEMO] : [];
  const lines = (await jishi("calendar", ...county, from, to)).trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(",")));
}

/** The working day so many before (below zero) or after today; nothing if that lies in a year without a calendar. */
export async function workday(number) {
  const step = Math.sign(number);
  const days = await calendar(later(today(), -40), later(today(), 40));
  let day = today();
  for (let left = Math.abs(number); left > 0; ) {
    day = later(day, step);
    if (!days[day] || days[day] === "unpublished") return undefined;
    if (["workday", "makeup"].includes(days[day])) left -= 1;
  }
  return day;
}

/** A day as the pages say it: "11月25日 周三". */
export function dayWords(day) {
  const date = new Date(Date.parse(day));
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日 周${"日一二三四五六"[date.getUTCDay()]}`;
}

/** A photo straight from a camera or another program, from the folder of real ones. */
export const realPhoto = (name) => join(need("JISHI_PHOTO_FIXTURES"), name);

/** A video as a phone makes it: clip.mp4 of 2 s, upright.mov of 3 s with its place inside, long.mp4 of 61 s. */
export const realVideo = (name) => join(need("JISHI_VIDEO_FIXTURES"), name);

/** A line to the server that can be cut like a cable: no packet passes, open connections break. */
export async function line(to = server) {
  const open = new Set();
  let cut = false;
  let opened = 0;
  const listener = net.createServer((near) => {
    if (cut) return near.destroy();
    opened += 1;
    const far = net.connect(Number(to.port), to.hostname);
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
      opened = 0;
    },
    /** How many connections were made since it was mended. */
    opened: () => opened,
    close() {
      this.cut();
      listener.close();
    },
  };
}

/** A person's phone: a browser profile of its own, with faked place and microphone. */
export async function phone(url, options = {}) {
  const { locale = "zh-CN", dark = false, width = 360, height = 740, timezoneId = "Asia/Shanghai" } = options;
  // Without a name the profile is Playwright's own, which it removes once the last process of the browser has ended.
  // `bypassCSP` lets a test read what the page only shows.
  const { serviceWorkers = "allow", profile = "", bypassCSP = false } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: need("JISHI_CHROMIUM"),
    headless: true,
    baseURL: url,
    locale,
    // None: the phone's own, which can be changed.
    ...(timezoneId ? { timezoneId } : {}),
    serviceWorkers,
    bypassCSP,
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
  const listen = (tab) => {
    tab.on("pageerror", (error) => complaints.push(String(error)));
    tab.on("console", (message) => {
      // What the network does to a request is the app's to deal with, not an error of the app.
      if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text())) complaints.push(message.text());
    });
    tab.setDefaultTimeout(20_000);
  };
  listen(page);
  context.on("page", listen);
  return {
    context,
    page,
    /** What went wrong in the consoles of its tabs so far; empty in a sound app. */
    complaints,
    async enrol(code) {
      await page.goto("/");
      await page.locator("#enrol-code").fill(code);
      await page.locator("button[type=submit]").click();
      await page.locator(".nav-bar").waitFor();
      await page.locator("article.moment, .empty").first().waitFor();
    },
    /** Ends the browser as the system does: at once, whatever it is at. Only one with a profile of its own. */
    async kill() {
      if (!profile) throw new Error("only a browser with a profile of its own can be told from others");
      const closed = new Promise((done) => context.once("close", done));
      await promisify(execFile)("pkill", ["-KILL", "-f", "--", `--user-data-dir=${profile}`]);
      await closed;
    },
    /** Waits until the app's shell is kept for opening without a network. */
    async shellKept() {
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        while (!navigator.serviceWorker.controller) await new Promise((wait) => setTimeout(wait, 50));
      });
    },
    /** Where the phone will see itself next, in degrees, with an accuracy in metres. */
    async stand([latitude, longitude], accuracy = 12) {
      await context.grantPermissions(["geolocation", "microphone"]);
      await context.setGeolocation({ latitude, longitude, accuracy });
    },
    /** The person does not let the app see where they are. */
    async hidePlace() {
      // What was granted before would otherwise stay granted.
      await context.clearPermissions();
      await context.grantPermissions(["microphone"]);
    },
    async shot(name) {
      // Pictures that are still fading in would make two runs differ.
      await page.waitForTimeout(300);
      await this.still(name);
    },
    /**
     * A screenshot, and the same page dark, in English, and in English dark and wide. Another language needs a reload:
     * `again` brings back what only the page knew.
     */
    async looks(name, again = async () => {}) {
      const { page } = this;
      const size = page.viewportSize();
      const speak = async (language) => {
        await page.evaluate((chosen) => localStorage.setItem("jishi.locale", chosen), language);
        await page.reload();
        await again();
        await page.locator("[aria-busy=true]").filter({ visible: true }).first().waitFor({ state: "detached" });
      };
      const light = () => page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      await this.shot(name);
      await page.emulateMedia({ colorScheme: "dark" });
      await this.shot(`${name}-dark`);
      await light();
      await speak("en");
      await this.shot(`${name}-en`);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 1280, height: 800 });
      await this.shot(`${name}-en-dark-1280`);
      await page.setViewportSize(size);
      await light();
      await speak(locale);
    },
    /** A screenshot of a page on which nothing moves. */
    async still(name) {
      mkdirSync(screens, { recursive: true });
      const scale = this.page.viewportSize().width < 900 ? "device" : "css";
      await this.page.screenshot({ path: join(screens, `${name}.png`), scale });
    },
  };
}
