/** The audit of what this holder may see, newest first. */

import { actionWords } from "../actions.js";
import * as api from "../api.js";
import { longDay } from "../dates.js";
import { h } from "../dom.js";
import { button, messageLine, working } from "../parts.js";
import { site } from "../site.js";
import { words } from "../words.js";

export async function auditScreen(_, signal) {
  const situs = await site();
  const lines = h("ol.audit");
  const message = messageLine();
  let from = 0;
  const load = async () => {
    const { baris, lagi } = await api.get(`/api/audit?mulai=${from}`);
    if (signal.aborted) return;
    from += baris.length;
    lines.append(...baris.map((line) => auditLine(situs, line)));
    more.hidden = !lagi;
  };
  const more = button(words.audit.more, () => working(more, message, load, words.common.loading));
  await load();
  return h("section.wide", {}, h("h1", { tabindex: "-1" }, words.audit.title), h("p.lead", {}, words.audit.hint),
    from ? lines : h("p.state", {}, words.audit.empty), message.line, h("div.actions", {}, more));
}

function auditLine(situs, line) {
  return h("li", {},
    h("span.audit-day", {}, longDay(line.tanggal)),
    h("span", {}, h("b", {}, line.siapa || words.actions.administrator), " ", actionWords(situs, line)),
    line.laporan && h("a", { href: `#/laporan/${line.laporan}` }, line.sebutan));
}
