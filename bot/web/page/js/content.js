/** What is inside the envelopes, as in `bot/reports/content.py`. */

import { text, utf8 } from "./bytes.js";

/** Letters of a reply or note. */
export const MESSAGE_LIMIT = 4000;

const FILES = {
  1: { type: "image/jpeg", ending: "jpg" },
  2: { type: "image/png", ending: "png" },
  3: { type: "application/pdf", ending: "pdf" },
};

/** What was in the envelope is not of the expected form. */
export class ContentError extends Error {}

/** The report: `eventDate`, `knownDate` (ISO days) and `story`. Throws a `ContentError`. */
export function readBody(packed) {
  const { event_date: eventDate, known_date: knownDate, story } = object(packed);
  if (![eventDate, knownDate, story].every((value) => typeof value === "string")) throw new ContentError();
  return { eventDate, knownDate, story };
}

/** A message: `text` and its `author`, who is empty for the reporter. Throws a `ContentError`. */
export function readText(packed) {
  const { text: words, author } = object(packed);
  if (typeof words !== "string" || typeof author !== "string") throw new ContentError();
  return { text: words, author };
}

export const packText = (words, author) => utf8(JSON.stringify({ text: words.toWellFormed(), author }));

/** An attachment: `blob` and the `ending` of a file name. Throws a `ContentError`. */
export function readFile(packed) {
  const kind = FILES[packed[0]];
  if (!kind) throw new ContentError();
  return { blob: new Blob([packed.subarray(1)], { type: kind.type }), ending: kind.ending };
}

function object(packed) {
  try {
    return Object(JSON.parse(text(packed)));
  } catch {
    throw new ContentError();
  }
}
