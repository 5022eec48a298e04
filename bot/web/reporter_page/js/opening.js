/** A mailbox opened in this browser: the server gives ciphertexts, the code opens them. */

import { b64, unb64 } from "./bytes.js";
import { ContentError, readText } from "./content.js";
import { EnvelopeError, Kind, keyPair, place, unlock, unseal } from "./envelope.js";
import { get, post } from "./calls.js";
import { receipt } from "./receipt.js";
import sodium from "./sodium.js";
import { words } from "./words.js";

/**
 * The mailbox of `code`: what the server tells, with `replies` read, `search` (its name in later calls) and `report`
 * and `rPublic` as bytes. Throws a `RefusalError` for a code that opens nothing.
 */
export async function openMailbox(code) {
  const { salt } = await get("/api/lapor");
  const { mailboxKey, search } = await receipt(code, unb64(salt));
  try {
    const found = await post("/api/kotak", { search: b64(search) });
    const report = unb64(found.report);
    const m = keyPair(unlock(unb64(found.mailbox), mailboxKey, place(Kind.MAILBOX, report)));
    const replies = found.replies.map((reply) => read(reply, report, m));
    sodium.memzero(m.private);
    return { ...found, replies, search: b64(search), report, rPublic: unb64(found.r_public) };
  } catch (error) {
    throw error instanceof EnvelopeError ? new Error(words.unknownCode) : error;
  } finally {
    sodium.memzero(mailboxKey);
  }
}

function read({ id, date, sealed }, report, m) {
  try {
    return { date, ...readText(unseal(unb64(sealed), m, place(Kind.REPLY, report, unb64(id)))) };
  } catch (error) {
    if (error instanceof EnvelopeError || error instanceof ContentError) return { date, text: "", author: "" };
    throw error;
  }
}
