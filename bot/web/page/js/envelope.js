/**
 * Sealing and locking, byte for byte as `bot/reports/envelope.py` (docs/format-laporan.md).
 * Sealed: to a public key. Locked: under a secret key. Both bind the ciphertext to its place.
 */

import { joined, same, utf8 } from "./bytes.js";
import { pad, unpad } from "./padding.js";
import sodium from "./sodium.js";

const VERSION = 1;
const ID_BYTES = 16;
const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
const HEAD_BYTES = 2;
const SEALED = utf8("bolehkah-sealed-v1");

export const NO_ITEM = new Uint8Array(ID_BYTES);

/** What a ciphertext holds. Values are on the wire. */
export const Kind = Object.freeze({
  BODY: 1,
  FOLLOW_UP: 2,
  ATTACHMENT: 3,
  REPLY: 4,
  REPLY_COPY: 5,
  NOTE: 6,
  ACCESS: 7,
  MAILBOX: 8,
  KEY_FILE: 9,
});

/** The ciphertext does not open: wrong key, wrong place, changed, cut, or unknown format. */
export class EnvelopeError extends Error {}

export const newId = () => sodium.randombytes_buf(ID_BYTES);

/** Where a ciphertext belongs: bytes that it is authenticated with. */
export function place(kind, report, item = NO_ITEM) {
  if (report.length !== ID_BYTES || item.length !== ID_BYTES) throw new RangeError("ids are 16 bytes");
  return joined(Uint8Array.of(VERSION, kind), report, item);
}

/** The X25519 pair of a private half; the caller wipes it. */
export function keyPair(secret) {
  return { public: sodium.crypto_scalarmult_base(secret), private: secret };
}

/** `content` that only the private half of `recipient` opens, at this place. */
export function seal(content, recipient, where) {
  const ephemeral = keyPair(sodium.randombytes_buf(KEY_BYTES));
  const agreed = agree(ephemeral.private, recipient, ephemeral.public, recipient, where);
  sodium.memzero(ephemeral.private);
  return joined(where.subarray(0, HEAD_BYTES), ephemeral.public, encrypt(content, agreed, where));
}

/** The content of something sealed. Throws an `EnvelopeError`. */
export function unseal(sealed, pair, where) {
  const body = bodyOf(sealed, where, KEY_BYTES);
  const ephemeral = body.subarray(0, KEY_BYTES);
  const agreed = agree(pair.private, ephemeral, ephemeral, pair.public, where);
  return decrypt(body.subarray(KEY_BYTES), agreed, where);
}

/** `content` under a secret 32-byte key, at this place. */
export function lock(content, key, where) {
  const nonce = sodium.randombytes_buf(NONCE_BYTES);
  return joined(where.subarray(0, HEAD_BYTES), nonce, encrypt(content, { key, nonce }, where));
}

/** The content of something locked. Throws an `EnvelopeError`. */
export function unlock(locked, key, where) {
  const body = bodyOf(locked, where, NONCE_BYTES);
  return decrypt(body.subarray(NONCE_BYTES), { key, nonce: body.subarray(0, NONCE_BYTES) }, where);
}

/** Key and nonce of one sealed content; the pair is used once, so the nonce may follow from it. */
function agree(secret, other, ephemeral, recipient, where) {
  let shared;
  try {
    shared = sodium.crypto_scalarmult(secret, other);
  } catch {
    throw new EnvelopeError();
  }
  const material = joined(SEALED, where, ephemeral, recipient, shared);
  const derived = sodium.crypto_generichash(KEY_BYTES + NONCE_BYTES, material, null);
  sodium.memzero(shared);
  sodium.memzero(material);
  return { key: derived.subarray(0, KEY_BYTES), nonce: derived.subarray(KEY_BYTES) };
}

function encrypt(content, { key, nonce }, where) {
  return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(content), where, null, nonce, key);
}

function decrypt(ciphertext, { key, nonce }, where) {
  try {
    return unpad(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, where, nonce, key));
  } catch {
    throw new EnvelopeError();
  }
}

function bodyOf(ciphertext, where, prefix) {
  const head = ciphertext.subarray(0, HEAD_BYTES);
  if (!same(head, where.subarray(0, HEAD_BYTES)) || ciphertext.length < HEAD_BYTES + prefix + TAG_BYTES) {
    throw new EnvelopeError();
  }
  return ciphertext.subarray(HEAD_BYTES);
}
