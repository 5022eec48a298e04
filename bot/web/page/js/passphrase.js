/** How good a passphrase is, and a better one. An estimate by length, variety and what everybody tries first. */

import { PASSPHRASE_WORDS } from "./passphrase_words.js";
import sodium from "./sodium.js";

const WORDS = 6;
const ENOUGH_WORDS = 5;
const ENOUGH_LETTERS = 14;
const WORD_LETTERS = 3;
const VARIETY = 8;
const STRONG_LETTERS = 20;

/** Parts with which people begin; whatever consists of little else is weak. */
const COMMON = [
  "password", "passw0rd", "katasandi", "rahasia", "sandi", "admin", "administrator", "petugas", "bolehkah", "bawaslu",
  "inspektorat", "indonesia", "jakarta", "merdeka", "pancasila", "garuda", "bismillah", "alhamdulillah", "sayang",
  "cinta", "keluarga", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "1q2w3e4r", "iloveyou",
  "welcome", "letmein", "laporan", "netral", "netralitas", "pilkada", "pemilu", "abc123", "123456", "1234567890",
  "0987654321", "654321", "111111", "000000", "112233", "121212", "abcdef", "abcdefghij", "2024", "2025", "2026",
];

/** "empty", "weak", "fair" or "strong". Only the last two are accepted. */
export function strength(passphrase) {
  if (!passphrase) return "empty";
  const letters = passphrase.normalize("NFC").toLowerCase();
  const words = new Set(letters.split(/[\s\-_.,]+/).filter((word) => word.length >= WORD_LETTERS));
  const rest = withoutCommon(letters);
  const varied = new Set(rest).size >= VARIETY && !runsOn(rest);
  const uncommon = [...words].filter((word) => !COMMON.includes(word));
  if (uncommon.length > ENOUGH_WORDS && varied) return "strong";
  if (uncommon.length >= ENOUGH_WORDS && varied) return "fair";
  if (rest.length < ENOUGH_LETTERS || !varied) return "weak";
  return rest.length >= STRONG_LETTERS ? "strong" : "fair";
}

export const accepted = (passphrase) => ["fair", "strong"].includes(strength(passphrase));

/** Six different words drawn from the list: more than sixty bits. */
export function suggestion() {
  const drawn = new Set();
  while (drawn.size < WORDS) drawn.add(PASSPHRASE_WORDS[sodium.randombytes_uniform(PASSPHRASE_WORDS.length)]);
  return [...drawn].join(" ");
}

function withoutCommon(letters) {
  const longestFirst = [...COMMON].sort((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, part) => rest.replaceAll(part, ""), letters.replaceAll(/\s+/g, ""));
}

/** Whether most letters only repeat or count on from the one before, as in "aaaa" and "3456". */
function runsOn(letters) {
  const steps = [...letters].slice(1).map((letter, at) => Math.abs(letter.codePointAt(0) - letters.codePointAt(at)));
  return steps.filter((step) => step <= 1).length * 2 > steps.length;
}
