// Every call of the published document with thousands of values that fit it and that do not: nothing may break the server.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { WHO, demoCounty } from "../browser/kit.mjs";
import { enrol } from "./device.mjs";

describe("schemathesis", { timeout: 600_000 }, () => {
  let server;
  // Before anything else: what schemathesis tries at enrolment uses up this address's tries.
  const tokens = { nobody: null };
  before(async () => {
    server = await demoCounty();
    for (const who of ["cadre", "organization"]) tokens[who] = (await enrol(server.url, server.code(WHO[who]))).token;
  });
  const seen = mkdtempSync(join(tmpdir(), "jishi-schemathesis-"));
  after(async () => {
    rmSync(seen, { recursive: true });
    await server?.stop();
  });

  /** Runs schemathesis with a caller's token, or without; resolves to its exit code and what it said. */
  const run = (token, seed, ...more) =>
    new Promise((done, failed) => {
      const words = [
        "-m", "schemathesis.cli", "run", `${server.url}/v1/openapi.json`,
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance", "--seed", `${seed}`, "--no-color", "--request-timeout", "20",
        "--suppress-health-check", "all", "--generation-database", "none", "--max-examples", "40",
        // A stream that never ends is not an answer that can be waited for.
        "--exclude-path", "/v1/sync/events", ...more,
      ];
      if (token) words.push("--header", `Authorization: Bearer ${token}`);
      const here = dirname(fileURLToPath(import.meta.url));
      const env = { ...process.env, PYTHONPATH: `${here}:${process.env.JISHI_PYTHON_CLIENTS}`, PYTHONDONTWRITEBYTECODE: "1", SCHEMATHESIS_HOOKS: "hooks" };
      // It keeps what it has seen where it runs.
      const child = spawn("python3", words, { cwd: seen, env, stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
      child.on("error", failed);
      child.on("close", (code) => done({ code, said }));
    });

  for (const [who, seed] of [["nobody", 1], ["cadre", 2], ["organization", 3]]) {
    test(`no call of ${who} breaks the server (seed ${seed})`, async () => {
      const { code, said } = await run(tokens[who], seed);
      assert.equal(code, 0, said.slice(-12_000));
      assert.match(said, /operations?|passed/i, "it ran");
      assert.equal((await fetch(`${server.url}/readyz`)).status, 200, "and the server is well");
    });
  }
});
