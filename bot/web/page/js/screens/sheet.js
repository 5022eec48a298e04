/** The forward sheet: a summary that the officer redacts and prints. It is kept nowhere, and carries no code. */

import { openCase } from "../case.js";
import { longDay } from "../dates.js";
import { fill, h } from "../dom.js";
import { button, field, messageLine, select } from "../parts.js";
import { suspects } from "../redaction.js";
import { categoryName, site } from "../site.js";
import { words } from "../words.js";

/** `#/laporan/<id>/penerusan` */
export async function sheetScreen([id], signal) {
  const situs = await site();
  const report = await openCase(id, signal);
  const { row, body } = report;
  const agencies = situs.instansi.map(({ nama }) => [nama, nama]);
  const inputs = {
    to: select(agencies, agencies[0]?.[0]),
    subject: h("input", { value: categoryName(situs, row.kategori) }),
    province: h("input", { value: row.provinsi ?? "" }),
    event: h("input", { value: body ? longDay(body.eventDate) : "" }),
    evidence: h("input", { value: words.sheet.files(row.lampiran.length) }),
    summary: h("textarea", { rows: 14, value: body?.story ?? "" }),
    request: h("textarea", { rows: 5, value: words.sheet.requestText }),
  };
  signal.addEventListener("abort", () => Object.values(inputs).forEach((input) => { input.value = ""; }));
  const paper = h("article.paper", { "aria-label": words.sheet.preview });
  const hits = h("div.hits", { role: "status" });
  const redraw = () => {
    fill(paper, sheet(inputs));
    fill(hits, hitList(inputs.summary.value));
  };
  const form = h("form", {}, Object.entries(inputs).map(([name, input]) => [
    field(words.sheet[name], input),
    name === "summary" && masking(input, redraw),
  ]));
  form.addEventListener("input", redraw);
  form.addEventListener("submit", (event) => event.preventDefault());
  redraw();
  return h("section.wide", {},
    h("a.back", { href: `#/laporan/${id}` }, words.common.back),
    h("h1", { tabindex: "-1" }, words.sheet.title),
    h("p.reminder", {}, words.sheet.warning), hits,
    h("div.sheet-columns", {}, h("div", {}, h("h2", {}, words.sheet.edit), form),
      h("div", {}, h("h2", {}, words.sheet.preview), paper,
        h("div.actions", {}, button(words.sheet.print, () => print(), ".primary")), h("p.hint", {}, words.sheet.notKept))));
}

function sheet(inputs) {
  const lines = ["to", "subject", "province", "event", "evidence"].filter((name) => inputs[name].value.trim());
  return [
    h("h3", {}, words.sheet.heading),
    h("dl", {}, lines.map((name) => h("div", {}, h("dt", {}, words.sheet[name]), h("dd", {}, inputs[name].value)))),
    h("h4", {}, words.sheet.summary),
    h("p.story", {}, inputs.summary.value),
    h("h4", {}, words.sheet.request),
    h("p.story", {}, inputs.request.value),
  ];
}

function hitList(summary) {
  const found = suspects(summary);
  if (!found.length) return h("p", {}, words.sheet.noHits);
  return [
    h("p", {}, `${words.sheet.hits}:`),
    h("ul", {}, found.map(([hit, times]) => h("li", {}, hit, times > 1 && ` ×${times}`))),
  ];
}

/** Replaces what is selected in the summary. */
function masking(summary, redraw) {
  const message = messageLine();
  const mask = () => {
    const { selectionStart: from, selectionEnd: to } = summary;
    if (from === to) return message.wrong(words.sheet.nothingSelected);
    message.clear();
    summary.setRangeText(words.sheet.masked, from, to, "end");
    summary.focus();
    return redraw();
  };
  return h("div.masking", {}, button(words.sheet.mask, mask), h("small.hint", {}, words.sheet.maskHint), message.line);
}
