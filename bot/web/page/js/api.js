/** Calls to the server. It only ever sees ciphertexts, public keys and signatures. */

import { words } from "./words.js";

/** An answer that refuses: `status`, machine `code`, and a sentence as `message`. */
export class ApiError extends Error {
  constructor(status, code, sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

let csrf = "";
let expired = () => {};

/** The token that every changing call carries, and what to do when the server knows the session no more. */
export function begin(token, whenExpired) {
  csrf = token;
  expired = whenExpired;
}

export function end() {
  begin("", () => {});
}

/** JSON of a path. Throws an `ApiError`. */
export const get = async (path) => (await call(path, {})).json();

/** Bytes of a path. Throws an `ApiError`. */
export const bytes = async (path) => new Uint8Array(await (await call(path, {})).arrayBuffer());

/** `{ etag, content }`, or null when the server still has what `etag` names. Throws an `ApiError`. */
export async function getUnlessKnown(path, etag) {
  const response = await call(path, { headers: etag ? { "If-None-Match": etag } : {} });
  return response.status === 304 ? null : { etag: response.headers.get("ETag"), content: await response.json() };
}

/** Sends JSON and gives the answer's JSON. Throws an `ApiError`. `options` as of `fetch`. */
export async function post(path, content, options = {}) {
  const headers = { "Content-Type": "application/json", ...(csrf && { "X-CSRF": csrf }) };
  return (await call(path, { method: "POST", headers, body: JSON.stringify(content), ...options })).json();
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new ApiError(0, "putus", words.errors.offline);
  }
  if (response.ok || response.status === 304) return response;
  const refusal = await response.json().catch(() => ({}));
  if (response.status === 401) expired();
  throw new ApiError(response.status, refusal.kode ?? "gangguan", refusal.pesan ?? words.errors.unknown);
}
