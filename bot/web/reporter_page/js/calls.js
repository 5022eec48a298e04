/** Calls to the server. No cookie goes along, not even one of an officer who uses the same browser. */

import { words } from "./words.js";

/** An answer that refuses: `status` (0: none came), machine `code`, and a sentence as `message`. */
export class RefusalError extends Error {
  constructor(status, code, sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }

  /** Whether the server may have done what was asked. */
  get uncertain() {
    return this.status === 0 || this.status === 500;
  }
}

/** JSON of a path. Throws a `RefusalError`. */
export const get = (path) => call(path, {});

/** Sends JSON and gives the answer's JSON. Throws a `RefusalError`. */
export const post = (path, content) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) });

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "omit", ...options });
  } catch {
    throw new RefusalError(0, "putus", words.offline);
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new RefusalError(response.status, answer.kode ?? "gangguan", answer.pesan ?? words.unknown);
}
