// Uploads by clients that know nothing of Jishi: tus-js-client and tuspy, unmodified.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import * as tus from "tus-js-client";
import { WHO, demoCounty, realPhoto } from "../browser/kit.mjs";
import { enrol } from "./device.mjs";

const CHUNK = 4 * 1024;

describe("clients of tus", { timeout: 120_000 }, () => {
  let server, headers;
  before(async () => {
    server = await demoCounty();
    const { token } = await enrol(server.url, server.code(WHO.cadre));
    headers = { Authorization: `Bearer ${token}` };
  });
  after(() => server?.stop());

  const endpoint = () => `${server.url}/v1/uploads`;

  /** That the server gives back to the letter what a client sent. */
  async function arrived(file) {
    const sha256 = createHash("sha256").update(file).digest("hex");
    const response = await fetch(`${server.url}/v1/media/${sha256}`, { headers });
    assert.equal(response.status, 200);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), file);
  }

  /** Sends a file, or what is left of it, by tus-js-client; `stopAt` bytes it breaks off. */
  const send = (file, { stopAt = Infinity, ...options } = {}) =>
    new Promise((done, failed) => {
      const upload = new tus.Upload(file, {
        endpoint: endpoint(),
        headers,
        chunkSize: CHUNK,
        retryDelays: null,
        metadata: { filename: "现场.jpg" },
        onError: failed,
        onSuccess: () => done(upload.url),
        onChunkComplete: (_size, sent) => {
          if (sent >= stopAt) upload.abort().then(() => done(upload.url), failed);
        },
        ...options,
      });
      upload.start();
    });

  test("tus-js-client sends a photo, breaks off, and goes on from where the server stands", async () => {
    const file = readFileSync(realPhoto("flower.jpg"));
    assert.ok(file.length > 3 * CHUNK, "enough for several chunks");
    const uploadUrl = await send(file, { stopAt: CHUNK });
    const stood = await fetch(uploadUrl, { method: "HEAD", headers: { ...headers, "tus-resumable": "1.0.0" } });
    const offset = Number(stood.headers.get("upload-offset"));
    assert.ok(offset >= CHUNK && offset < file.length, `${offset}`);
    let first;
    await send(file, { uploadUrl, onProgress: (sent) => (first ??= sent) });
    assert.ok(first >= offset, "what had arrived was not sent again");
    await arrived(file);
  });

  test("tus-js-client ends an upload that is not wanted", async () => {
    const uploadUrl = await send(readFileSync(realPhoto("flower.jpg")), { stopAt: CHUNK });
    await tus.Upload.terminate(uploadUrl, { headers });
    const gone = await fetch(uploadUrl, { method: "HEAD", headers: { ...headers, "tus-resumable": "1.0.0" } });
    assert.equal(gone.status, 404);
  });

  test("what is no file that is taken is refused, and a stranger's upload is not there", async () => {
    await assert.rejects(send(Buffer.from("<html><script>alert(1)</script>")), /415|unsupported/i);
    const uploadUrl = await send(readFileSync(realPhoto("flower.jpg")), { stopAt: CHUNK });
    const { token } = await enrol(server.url, server.code(WHO.leader));
    const stranger = { Authorization: `Bearer ${token}`, "tus-resumable": "1.0.0" };
    const hidden = await fetch(uploadUrl, { method: "HEAD", headers: stranger });
    assert.equal(hidden.status, 404);
  });

  test("tuspy sends a photo in chunks", async () => {
    const path = realPhoto("flower.jpg");
    const script = [
      "import sys",
      "from tusclient.client import TusClient",
      "url, authorization, path, chunk = sys.argv[1:]",
      "client = TusClient(url, headers={'Authorization': authorization})",
      "uploader = client.uploader(path, chunk_size=int(chunk), metadata={'filename': '花.jpg'})",
      "uploader.upload_chunk()",
      "resumed = client.uploader(path, url=uploader.url, chunk_size=int(chunk))",
      "assert resumed.offset == uploader.offset > 0, (resumed.offset, uploader.offset)",
      "resumed.upload()",
    ].join("\n");
    const words = ["-c", script, endpoint(), headers.Authorization, path, `${CHUNK}`];
    await promisify(execFile)("python3", words, { env: { ...process.env, PYTHONPATH: process.env.JISHI_PYTHON_CLIENTS } });
    await arrived(readFileSync(path));
  });
});
