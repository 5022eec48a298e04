/** A report that is open in this browser: read with the holder's key, written to with the report's keys. */

import * as api from "./api.js";
import { b64, same, unb64 } from "./bytes.js";
import { packText, readBody, readFile, readText } from "./content.js";
import { EnvelopeError, Kind, keyPair, newId, place, seal, unseal } from "./envelope.js";
import { session } from "./session.js";
import sodium from "./sodium.js";
import { words } from "./words.js";

const KINDS = { pelapor: Kind.FOLLOW_UP, petugas: Kind.REPLY_COPY, catatan: Kind.NOTE };

/** Fetches a report and opens it. Its private key is overwritten when `signal` aborts. Throws `ApiError`. */
export async function openCase(id, signal) {
  const found = new Case(id);
  signal.addEventListener("abort", () => found.wipe());
  await found.reload();
  return found;
}

class Case {
  #pair = null;
  #left = false;

  constructor(id) {
    this.address = `/api/laporan/${id}`;
    this.id = unb64(id);
  }

  /** Reads the report anew: `row` as it came, `body` and `letters` opened; null or a sentence for what does not open. */
  async reload() {
    this.row = await api.get(this.address);
    if (this.#left) return;
    this.#pair ??= this.#openAccess();
    this.body = opened(() => readBody(this.#unseal(this.row.isi, Kind.BODY)));
    this.letters = this.row.pesan.map((letter) => ({ ...letter, ...this.#readLetter(letter) }));
  }

  /** Whether the reporter or another officer has added something since. Throws `ApiError`. */
  async grew() {
    const { pesan, lampiran, status } = await api.get(this.address);
    const before = this.row;
    return pesan.length !== before.pesan.length || lampiran.length !== before.lampiran.length || status !== before.status;
  }

  wipe() {
    this.#left = true;
    if (this.#pair) sodium.memzero(this.#pair.private);
    this.#pair = null;
    this.body = null;
    this.letters = [];
  }

  /** The attachment, opened: `blob` and file-name `ending`. Throws `ApiError`, `EnvelopeError`, `ContentError`. */
  async file(id) {
    const sealed = await api.bytes(`${this.address}/lampiran/${id}`);
    return readFile(unseal(sealed, this.#pair, place(Kind.ATTACHMENT, this.id, unb64(id))));
  }

  /** Sealed twice: to the mailbox for the reporter, and to the report for the other officers. */
  async reply(text) {
    const id = newId();
    const content = packText(text, session().name);
    const mailbox = unb64(this.row.m_publik);
    await api.post(`${this.address}/balasan`, {
      id: b64(id),
      untuk_pelapor: b64(seal(content, mailbox, place(Kind.REPLY, this.id, id))),
      untuk_petugas: b64(seal(content, this.#pair.public, place(Kind.REPLY_COPY, this.id, id))),
    });
  }

  async note(text) {
    await api.post(`${this.address}/catatan`, this.#note(text));
  }

  async move(status, outcome, reason) {
    const alasan = reason ? this.#note(reason) : null;
    await api.post(`${this.address}/status`, { ke: status, hasil: outcome, alasan });
  }

  async classify(category, province) {
    await api.post(`${this.address}/golongan`, { kategori: category, provinsi: province });
  }

  /** Seals the report's private key to another holder, whose fingerprint was compared. */
  async grant({ petugas, buka }) {
    const sealed = seal(this.#pair.private, unb64(buka), place(Kind.ACCESS, this.id, unb64(petugas)));
    await api.post(`${this.address}/akses`, { petugas, kunci: b64(sealed) });
  }

  async leave() {
    await api.post(`${this.address}/lepas`, {});
  }

  /** The key that reports are written to follows from the private half: the server cannot name another one. */
  #openAccess() {
    const { holder, keys } = session();
    const pair = keyPair(unseal(unb64(this.row.kunci), keys.opening, place(Kind.ACCESS, this.id, holder)));
    if (!same(pair.public, unb64(this.row.r_publik))) throw new EnvelopeError(words.errors.sealed);
    return pair;
  }

  #unseal(written, kind, item) {
    return unseal(unb64(written), this.#pair, place(kind, this.id, item));
  }

  #readLetter({ id, sisi, isi }) {
    const read = () => readText(this.#unseal(isi, KINDS[sisi], unb64(id)));
    return opened(read) ?? { text: words.errors.sealed, author: "" };
  }

  #note(text) {
    const id = newId();
    const sealed = seal(packText(text, session().name), this.#pair.public, place(Kind.NOTE, this.id, id));
    return { id: b64(id), isi: b64(sealed) };
  }
}

function opened(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
