/** Asks for the list every four seconds, shows it to the screen that follows it, and says how many reports came. */

import * as api from "./api.js";
import { announce } from "./dom.js";
import { words } from "./words.js";

const EVERY = 4000;
const nobody = () => ({ path: "/api/laporan?mulai=0", etag: null, changed() {}, failed() {} });

let timer = null;
let known = null;
let followed = nobody();

/** Begins to ask, for as long as the session lasts. */
export function start() {
  stop();
  timer = setInterval(ask, EVERY);
}

export function stop() {
  clearInterval(timer);
  known = null;
  followed = nobody();
}

/** The list at `path`, then every change of it: `changed(page)`, or `failed()` while the server cannot be reached. */
export async function follow(path, { changed, failed, signal }) {
  const { etag, content } = await api.getUnlessKnown(path, null);
  if (signal.aborted) return content;
  hear(content);
  const mine = { path, etag, changed, failed };
  followed = mine;
  signal.addEventListener("abort", () => {
    if (followed === mine) followed = nobody();
  });
  return content;
}

async function ask() {
  const asked = followed;
  try {
    const found = await api.getUnlessKnown(asked.path, asked.etag);
    if (asked !== followed) return;
    if (found) hear(found.content);
    asked.etag = found?.etag ?? asked.etag;
    asked.changed(found?.content ?? null);
  } catch {
    asked.failed();
  }
}

/** Counts over all statuses: a report that only moves is no news. */
function hear({ jumlah }) {
  const total = Object.values(jumlah).reduce((sum, count) => sum + count, 0);
  if (known !== null && total > known) announce(words.inbox.news(total - known));
  known = total;
}
