/** Keys of a holder, as in `bot/reports/keys.py`: one seed, from which the pair to open and the pair to sign follow. */

import { b32, grouped, hex, joined, same, unb32, utf8 } from "./bytes.js";
import { keyPair } from "./envelope.js";
import sodium from "./sodium.js";

const SEED_BYTES = 32;
const CHECK_BYTES = 3;
const OPEN = utf8("bolehkah-kunci-buka-v1");
const SIGN = utf8("bolehkah-kunci-tanda-v1");
const FINGERPRINT = utf8("bolehkah-sidik-v1");
const CHECK = utf8("bolehkah-pemulihan-v1");
const ENROL = utf8("bolehkah-daftar-v1");
const LOGIN = utf8("bolehkah-masuk-v1");

export const newSeed = () => sodium.randombytes_buf(SEED_BYTES);

/** What follows from a seed: `opening` (X25519) and `signing` (Ed25519), each with `public` and `private`. */
export function holderKeys(seed) {
  const signing = sodium.crypto_sign_seed_keypair(hash(SIGN, SEED_BYTES, seed));
  return {
    opening: keyPair(hash(OPEN, SEED_BYTES, seed)),
    signing: { public: signing.publicKey, private: signing.privateKey },
  };
}

/** Overwrites the private halves. */
export function wipe(keys) {
  sodium.memzero(keys.opening.private);
  sodium.memzero(keys.signing.private);
}

/** Eight groups of four hexadecimal digits of two public keys, to be compared by voice. */
export function fingerprint(opening, signing) {
  return grouped(hex(hash(joined(FINGERPRINT, opening, signing), 16)));
}

/** The signature with which an invited officer shows that the keys are theirs. */
export function enrolmentProof(keys, token) {
  return signed(keys, joined(ENROL, keys.opening.public, keys.signing.public, token));
}

/** The answer to a challenge; `origin` keeps another site from passing the challenge on. */
export function loginProof(keys, challenge, holder, origin) {
  return signed(keys, joined(LOGIN, challenge, holder, utf8(origin)));
}

/** The seed of a printed recovery key, however it is spaced. Throws a `TypeError` for a typing error. */
export function readPrinted(written) {
  const raw = unb32(written);
  const seed = raw.slice(0, SEED_BYTES);
  const check = raw.subarray(SEED_BYTES);
  if (seed.length !== SEED_BYTES || !same(check, hash(joined(CHECK, seed), CHECK_BYTES))) {
    throw new TypeError("not a printed key");
  }
  return seed;
}

/** A seed for paper: base32 of seed and check bytes, 14 groups of four. */
export function printed(seed) {
  return grouped(b32(joined(seed, hash(joined(CHECK, seed), CHECK_BYTES))));
}

const signed = (keys, message) => sodium.crypto_sign_detached(message, keys.signing.private);
const hash = (message, size, key = null) => sodium.crypto_generichash(size, message, key);
