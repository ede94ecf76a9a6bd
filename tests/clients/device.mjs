// A device as any program can be one: enrols with a code, signs with its own P-256 key, gets a token.
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";

const { subtle } = webcrypto;
const text = (bytes) => Buffer.from(bytes).toString("base64url");

async function call(url, body) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body ?? null),
  });
  const answer = await response.json();
  assert.equal(response.status, 200, JSON.stringify(answer));
  return answer;
}

/** Enrols at a server with a one-time code: { token, device }. */
export async function enrol(url, code) {
  const key = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const raw = new Uint8Array(await subtle.exportKey("raw", key.publicKey));
  // SEC 1: the sign of y, then x.
  const point = Buffer.concat([Buffer.from([2 + (raw[64] & 1)]), raw.slice(1, 33)]);
  const enrolled = await call(`${url}/v1/enrol`, { code, public_key: text(point), device_name: "third-party client" });
  const { challenge } = await call(`${url}/v1/token/challenge`);
  const message = Buffer.from(`jishi token\n${enrolled.device}\n${challenge}`);
  const signature = await subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, message);
  const { token } = await call(`${url}/v1/token`, { device: enrolled.device, challenge, signature: text(signature) });
  return { token, device: enrolled.device };
}
