/** A draft sealed in this browser, exactly as `bot/reports/sealed.py` seals one that came by chat. */

import { b64, joined, unb64, utf8 } from "./bytes.js";
import { packText } from "./content.js";
import { Kind, keyPair, lock, newId, place, seal } from "./envelope.js";
import { receipt } from "./receipt.js";
import sodium from "./sodium.js";

const KEY_BYTES = 32;
const newPair = () => keyPair(sodium.randombytes_buf(KEY_BYTES));

/**
 * The form that `/api/lapor` takes. `draft`: `eventDate`, `knownDate`, `story`, `pictures`, and `excluded` ids of
 * officers; `receivers` and `salt` as the server tells them; `code`: twenty digits.
 */
export async function sealReport(draft, { receivers, salt }, code) {
  const { mailboxKey, search } = await receipt(code, unb64(salt));
  const [report, r, m] = [newId(), newPair(), newPair()];
  const body = { event_date: draft.eventDate, known_date: draft.knownDate, story: draft.story.toWellFormed() };
  const sealedAt = (content, key, kind, item) => b64(seal(content, key, place(kind, report, item)));
  try {
    return {
      id: b64(report),
      search: b64(search),
      r_public: b64(r.public),
      m_public: b64(m.public),
      mailbox: b64(lock(m.private, mailboxKey, place(Kind.MAILBOX, report))),
      body: sealedAt(utf8(JSON.stringify(body)), r.public, Kind.BODY),
      known_date: draft.knownDate,
      access: receivers.filter(({ id }) => !draft.excluded.includes(id)).map(({ id, opening }) => (
        { holder: id, sealed: sealedAt(r.private, unb64(opening), Kind.ACCESS, unb64(id)) }
      )),
      attachments: draft.pictures.map((picture) => sealPicture(picture, report, r.public)),
      excluded: draft.excluded,
    };
  } finally {
    for (const secret of [r.private, m.private, mailboxKey]) sodium.memzero(secret);
  }
}

/** A picture under a new id, for a report or for its mailbox. `kind` and `bytes` as `pictures.js` gives them. */
export function sealPicture({ kind, bytes }, report, rPublic) {
  const item = newId();
  const sealed = seal(joined(Uint8Array.of(kind), bytes), rPublic, place(Kind.ATTACHMENT, report, item));
  return { id: b64(item), sealed: b64(sealed) };
}

/** The reporter's later message under a new id. */
export function sealMessage(text, report, rPublic) {
  const item = newId();
  return { id: b64(item), sealed: b64(seal(packText(text, ""), rPublic, place(Kind.FOLLOW_UP, report, item))) };
}
