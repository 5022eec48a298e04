/** One report: story, attachments, thread, and what an officer can do with it. */

import { openCase } from "../case.js";
import { longDay } from "../dates.js";
import { announce, fill, h } from "../dom.js";
import { folded } from "../parts.js";
import { categoryName, site, statusName } from "../site.js";
import { words } from "../words.js";
import { accessPart } from "./access.js";
import { filesPart } from "./files.js";
import { clockWords } from "./inbox.js";
import { classifyPart } from "./classify.js";
import { historyPart } from "./history.js";
import { movePart } from "./move.js";
import { threadPart } from "./thread.js";
import { writePart } from "./write.js";

const EVERY = 8000;

/** `#/laporan/<id>`. Throws an `ApiError` with status 404 for what the officer may not see. */
export async function reportScreen([id], signal) {
  const situs = await site();
  const report = await openCase(id, signal);
  const reading = [];
  const read = (draw) => {
    const box = h("div");
    reading.push(() => fill(box, draw()));
    reading.at(-1)();
    return box;
  };
  const refresh = async (sentence) => {
    await report.reload();
    if (signal.aborted) return;
    for (const redraw of reading) redraw();
    announce(sentence);
  };
  const act = (title, draw) => {
    const box = h("div");
    const whole = folded(title, box);
    const redraw = () => fill(box, draw(report, { situs, done }));
    const done = async (sentence) => {
      await refresh(sentence);
      if (signal.aborted) return;
      redraw();
      whole.querySelector("summary").focus();
    };
    redraw();
    return whole;
  };
  follow(report, refresh, signal);
  return h("article.report", {},
    read(() => heading(situs, report)),
    h("div.report-columns", {},
      h("div.report-main", {},
        h("section.card", {}, read(() => story(report))),
        h("section.card", { hidden: !report.row.lampiran.length }, read(() => filesPart(report))),
        h("section.card", {}, read(() => threadPart(report))),
        h("section.card", {}, writePart(report, refresh))),
      h("div.report-side", {},
        h("a.button.block", { href: `#/laporan/${id}/penerusan` }, words.report.sheet),
        act(words.move.title, movePart),
        act(words.classify.title, classifyPart),
        act(words.access.title, accessPart),
        folded(words.history.title, read(() => historyPart(report, situs))))));
}

function heading(situs, { row }) {
  const closed = ["selesai", "ditolak"].includes(row.status);
  return [
    h("a.back", { href: "#/" }, words.common.toList),
    h("div.report-title", {}, h("h1", { tabindex: "-1" }, row.sebutan),
      h("span.chip", { "data-status": row.status }, statusName(situs, row.status, row.hasil))),
    h("p.muted", {}, categoryName(situs, row.kategori), row.provinsi && ` · ${row.provinsi}`),
    h("dl.dates", {},
      pair(words.inbox.formal, longDay(row.batas_resmi), " ", clockWords(row, closed)),
      pair(words.report.received, longDay(row.diterima)),
      pair(words.inbox.personal, longDay(row.batas_pribadi)),
      pair(words.inbox.feedback, longDay(row.batas_kabar))),
  ];
}

function story({ body }) {
  if (!body) return h("p.line.wrong", {}, words.errors.sealed);
  return [
    h("h2", {}, words.report.story),
    h("dl.dates", {}, pair(words.report.event, longDay(body.eventDate)), pair(words.report.known, longDay(body.knownDate))),
    h("p.story", {}, body.story),
    h("p.hint", {}, words.report.formalNote),
  ];
}

const pair = (term, ...value) => h("div", {}, h("dt", {}, term), h("dd", {}, value));

/** Looks for later messages; the parts are only redrawn when there are some, so that nothing moves under the hand. */
function follow(report, refresh, signal) {
  const timer = setInterval(async () => {
    const grew = await report.grew().catch(() => false); // the list says when the server cannot be reached
    if (grew && !signal.aborted) refresh(words.report.update);
  }, EVERY);
  signal.addEventListener("abort", () => clearInterval(timer));
}
