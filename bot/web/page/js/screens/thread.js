/** What was written since: by the reporter, by officers, and between officers. Told apart by words and by shape. */

import { longDay } from "../dates.js";
import { h } from "../dom.js";
import { words } from "../words.js";

export function threadPart({ letters }) {
  return [
    h("h2", {}, words.report.thread),
    letters.length ? h("ol.thread", {}, letters.map(letter)) : h("p.muted", {}, words.report.noMessages),
  ];
}

function letter({ sisi: side, tanggal: day, text, author }) {
  return h("li.letter", { "data-side": side },
    h("p.letter-head", {}, h("b", {}, words.report.sides[side]), author && ` · ${author}`, ` · ${longDay(day)}`),
    h("p.letter-text", {}, text));
}
