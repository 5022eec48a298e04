/** The file that an officer keeps: the seed locked under the passphrase. Python writes and reads the same. */

import { b64, unb64 } from "./bytes.js";
import { Kind, lock, place, unlock } from "./envelope.js";
import sodium from "./sodium.js";
import { stretched } from "./stretch.js";

const FORMAT = "bolehkah-kunci/1";
const SALT_BYTES = 16;
const ID_BYTES = 16;

/** What was read is no key file. */
export class KeyFileError extends Error {}

/** The slow part of `lockedKeyFile`, before anything that must not fail halfway. The caller wipes `key`. */
export async function keyFileLock(passphrase) {
  const salt = sodium.randombytes_buf(SALT_BYTES);
  return { salt, key: await stretched(passphrase, salt) };
}

export function lockedKeyFile(seed, holder, { salt, key }) {
  const locked = lock(seed, key, place(Kind.KEY_FILE, holder));
  return { format: FORMAT, petugas: b64(holder), garam: b64(salt), kunci: b64(locked) };
}

/** The seed. Throws an `EnvelopeError` for a wrong passphrase. */
export async function openedKeyFile(file, passphrase) {
  const key = await stretched(passphrase, unb64(file.garam));
  try {
    return unlock(unb64(file.kunci), key, place(Kind.KEY_FILE, unb64(file.petugas)));
  } finally {
    sodium.memzero(key);
  }
}

/** The key file in a text, with its four fields and nothing else. Throws a `KeyFileError`. */
export function readKeyFile(written) {
  try {
    const { format, petugas, garam, kunci } = JSON.parse(written);
    const lengths = unb64(petugas).length === ID_BYTES && unb64(garam).length === SALT_BYTES && unb64(kunci).length > 0;
    if (format !== FORMAT || !lengths) throw new KeyFileError();
    return { format, petugas, garam, kunci };
  } catch {
    throw new KeyFileError();
  }
}
