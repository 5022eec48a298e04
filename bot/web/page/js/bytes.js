/** Bytes and the texts that stand for them. */

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text as UTF-8. */
export const utf8 = (text) => encoder.encode(text);

/** UTF-8 as text. Throws a `TypeError` for anything else. */
export const text = (bytes) => decoder.decode(bytes);

/** All parts in a row. */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

/** URL-safe base64 without padding, as everywhere on the wire. */
export function b64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws for anything that `b64` does not write. */
export function unb64(written) {
  const binary = atob(written.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  if (b64(bytes) !== written) throw new TypeError("not base64url");
  return bytes;
}

/** Base32 (RFC 4648) of a length that needs no padding: a multiple of five bytes. */
export function b32(bytes) {
  let written = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) written += BASE32[(held >> (bits - 5)) & 31];
    held &= 0xff;
  }
  return written;
}

/** Bytes of base32, spaces and case ignored. Throws a `TypeError` for a foreign letter or a broken group. */
export function unb32(written) {
  const letters = written.replaceAll(/\s/g, "").toUpperCase();
  if (letters.length % 8) throw new TypeError("not base32");
  const bytes = [];
  let held = 0;
  let bits = 0;
  for (const letter of letters) {
    const value = BASE32.indexOf(letter);
    if (value < 0) throw new TypeError("not base32");
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** Groups of four, to be read aloud. */
export const grouped = (letters) => letters.match(/.{1,4}/g).join(" ");

/** Capital hexadecimal digits. */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
