/** Lengths that say little: the same size classes as `bot/reports/padding.py`. */

const KIB = 1024;
const STEP = 1024 * KIB;
const CLASSES = [1, 4, 16, 64, 256, 1024].map((size) => size * KIB);
const LENGTH_BYTES = 4;

function paddedSize(length) {
  const needed = length + LENGTH_BYTES;
  return CLASSES.find((size) => needed <= size) ?? Math.ceil(needed / STEP) * STEP;
}

/** `content` in its size class: length, content, zeros. */
export function pad(content) {
  const padded = new Uint8Array(paddedSize(content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** The content. Throws for anything that `pad` does not make. */
export function unpad(padded) {
  if (padded.length < CLASSES[0]) throw new RangeError("not a padded content");
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  const whole = padded.length === paddedSize(length) && padded.subarray(end).every((byte) => byte === 0);
  if (!whole) throw new RangeError("not a padded content");
  return padded.slice(LENGTH_BYTES, end);
}
