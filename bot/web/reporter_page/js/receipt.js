/** Receipt codes, as in `bot/reports/receipt.py`: 19 random digits and a Damm check digit. */

import { utf8 } from "./bytes.js";
import sodium from "./sodium.js";
import { stretched } from "./stretch.js";

const DIGITS = 20;
const KEY_BYTES = 32;
const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

/** Twenty digits. */
export function newCode() {
  const digits = Array.from({ length: DIGITS - 1 }, () => sodium.randombytes_uniform(10)).join("");
  return digits + damm(digits);
}

/** In groups of four. */
export const shown = (code) => code.match(/.{4}/g).join(" ");

/** The twenty digits of what a person typed, spaces, dots and dashes ignored; null for what cannot be a code. */
export function readCode(typed) {
  const code = typed.replaceAll(/[\s.\-–—]+/g, "");
  return /^[0-9]{20}$/.test(code) && damm(code) === "0" ? code : null;
}

/** What a code opens at the site with this salt: `mailboxKey` and `search`, 32 bytes each. Takes about a second. */
export async function receipt(code, salt) {
  const key = await stretched(code, salt);
  const derived = (purpose) => sodium.crypto_generichash(KEY_BYTES, utf8(purpose), key);
  const opened = { mailboxKey: derived("kotak"), search: derived("cari") };
  sodium.memzero(key);
  return opened;
}

const damm = (digits) => [...digits].reduce((interim, digit) => DAMM[interim][digit], "0");
