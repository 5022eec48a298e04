/** Pictures drawn anew in this browser: pixels go on, and nothing else that was in the file. */

import { words } from "./words.js";

export const MOST_PICTURES = 5;

const LARGEST_FILE = 10 * 1024 * 1024;
/** So that the sealed picture fits the size class of 1 MiB: four bytes of length, one for the kind. */
const LARGEST_DRAWN = 1024 * 1024 - 5;
const JPEG = { kind: 1, type: "image/jpeg" };
const PNG = { kind: 2, type: "image/png" };
/** Longest side and JPEG quality, tried in this order until the picture is small enough. */
const STEPS = [[4096, 0.9], [2560, 0.8], [1920, 0.7], [1280, 0.6], [800, 0.5]];

/** `{ kind, bytes }` of a chosen file. Throws an `Error` with a sentence for one that is not taken. */
export async function redrawn(file) {
  if (file.size > LARGEST_FILE) throw new Error(words.tooBig);
  const format = await formatOf(file);
  if (!canvasTellsTheTruth()) throw new Error(words.noCanvas);
  const bitmap = await createImageBitmap(file).catch(() => { throw new Error(words.broken); });
  try {
    return await smallEnough(bitmap, format);
  } finally {
    bitmap.close();
  }
}

async function formatOf(file) {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  if (head.startsWith("%PDF")) throw new Error(words.noPdf);
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return PNG;
  if (head.startsWith("\xff\xd8\xff") || (head.startsWith("RIFF") && head.endsWith("WEBP"))) return JPEG;
  throw new Error(words.unsupported);
}

async function smallEnough(bitmap, format) {
  if (format === PNG) {
    const lossless = await encoded(bitmap, STEPS[0][0], PNG);
    if (lossless.length <= LARGEST_DRAWN) return { kind: PNG.kind, bytes: lossless };
  }
  for (const [side, quality] of STEPS) {
    const bytes = await encoded(bitmap, side, JPEG, quality);
    if (bytes.length <= LARGEST_DRAWN) return { kind: JPEG.kind, bytes };
  }
  throw new Error(words.tooBig);
}

async function encoded(bitmap, longest, { type }, quality) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = paper(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, type, quality); });
  if (blob?.type !== type) throw new Error(words.noCanvas);
  return new Uint8Array(await blob.arrayBuffer());
}

/** White, because colours under full transparency are invisible and would travel along unnoticed. */
function paper(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  return canvas;
}

/** Tor Browser gives noise instead of the picture until its user allows the page to read the canvas. */
function canvasTellsTheTruth() {
  const context = paper(16, 16).getContext("2d");
  context.fillStyle = "#204060";
  context.fillRect(0, 0, 16, 8);
  const { data } = context.getImageData(0, 0, 16, 16);
  const wanted = (at) => (at < data.length / 2 ? [0x20, 0x40, 0x60, 0xff][at % 4] : 0xff);
  const off = data.reduce((sum, value, at) => sum + Math.abs(value - wanted(at)), 0);
  return off / data.length < 4; // browsers that add a little noise against tracking still show the picture
}
