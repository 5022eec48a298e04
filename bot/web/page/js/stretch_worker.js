/**
 * The slow hash, once. A worker does not see the page's import map, on which libsodium's wrappers rely, so this calls
 * the compiled library itself; nor does the browser check that file's hash here, only where the page loads it.
 * Parameters belong to format version 1 (`bot/reports/keys.py`).
 */

import load from "../vendor/libsodium-sumo.mjs";

const KEY_BYTES = 32;
const OPERATIONS = 3;
const MEMORY = 64 * 1024 * 1024;

addEventListener("message", async ({ data }) => {
  const sodium = await load({ getRandomValue: () => crypto.getRandomValues(new Uint32Array(1))[0] });
  if (sodium._sodium_init() < 0) throw new Error("libsodium does not start");
  postMessage(argon2id(sodium, data.secret, data.salt));
});

function argon2id(sodium, secret, salt) {
  const [out, password, salted] = [KEY_BYTES, secret.length, salt.length].map((size) => sodium._malloc(size));
  sodium.HEAPU8.set(secret, password);
  sodium.HEAPU8.set(salt, salted);
  const algorithm = sodium._crypto_pwhash_alg_argon2id13();
  // 64-bit lengths and costs go as two 32-bit halves
  const failed = sodium._crypto_pwhash(
    out, KEY_BYTES, 0, password, secret.length, 0, salted, OPERATIONS, 0, MEMORY, algorithm,
  );
  if (failed) throw new Error("not enough memory");
  return sodium.HEAPU8.slice(out, out + KEY_BYTES);
}
