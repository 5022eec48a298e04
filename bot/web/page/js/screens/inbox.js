/** The list: status tabs with counts, one row a report, the oldest due date first. */

import { clock, shortDay } from "../dates.js";
import { fill, h } from "../dom.js";
import * as feed from "../feed.js";
import { categoryName, site, statusName } from "../site.js";
import { words } from "../words.js";

const PAGE_SIZE = 50;
const ALL = "semua";
const CLOSED = ["selesai", "ditolak"];
const SHAPES = { far: "●", near: "▲", over: "■" };

/** `#/<status>/<page>`; without both, the first page of all reports. */
export async function inboxScreen([status = ALL, page = "1"], signal) {
  const situs = await site();
  const wanted = status in words.status ? status : ALL;
  const from = Math.max(0, Number(page) - 1) * PAGE_SIZE;
  const parts = { tabs: h("nav.tabs", { "aria-label": words.inbox.tabs }), list: h("div"), pages: h("nav.pages"),
    stale: h("p.stale", { role: "status" }) };
  const show = (found) => keepingFocus(parts.list, () => {
    fill(parts.tabs, tabs(found.jumlah, wanted));
    fill(parts.list, found.baris.length ? list(situs, found) : empty(wanted));
    pages(parts.pages, wanted, from, found.total);
  });
  const path = `/api/laporan?mulai=${from}${wanted === ALL ? "" : `&status=${wanted}`}`;
  show(await feed.follow(path, {
    signal,
    changed: (found) => {
      parts.stale.textContent = "";
      if (found) show(found);
    },
    failed: () => {
      parts.stale.textContent = words.inbox.stale;
    },
  }));
  return h("section.wide", {}, h("h1", { tabindex: "-1" }, words.inbox.title), parts.tabs, parts.stale, parts.list,
    parts.pages);
}

function tabs(counts, wanted) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tab = (status, label, count) => h("a.tab", { href: `#/${status}`, "aria-current": status === wanted ? "page" : null },
    label, " ", h("span.count", {}, count.toLocaleString("id-ID")));
  return [tab(ALL, words.inbox.all, all), ...Object.keys(words.status).map((status) => (
    tab(status, words.status[status], counts[status] ?? 0)
  ))];
}

function list(situs, { baris, hari_ini: today }) {
  return h("ul.rows", {}, baris.map((row) => h("li", {}, rowLink(situs, row, today))));
}

function rowLink(situs, row, today) {
  const closed = CLOSED.includes(row.status);
  return h("a.row", { href: `#/laporan/${row.id}` },
    h("span.row-name", {}, row.sebutan),
    h("span.chip", { "data-status": row.status }, statusName(situs, row.status, row.hasil)),
    h("span.row-kind", {}, categoryName(situs, row.kategori), row.provinsi && ` · ${row.provinsi}`),
    clockWords(row, closed),
    h("span.row-due", {}, h("span", {}, `${words.report.received} ${shortDay(row.diterima)}`),
      !closed && due(words.inbox.personal, row.batas_pribadi, row.status === "diterima" && row.batas_pribadi < today),
      !closed && due(words.inbox.feedback, row.batas_kabar, row.batas_kabar < today)));
}

function due(label, day, late) {
  return h(late ? "span.late" : "span", {}, `${label} ${shortDay(day)}${late ? ` (${words.inbox.late})` : ""}`);
}

/** The formal clock, by shape and in words. A closed report's clock stands still. */
export function clockWords({ sisa_hari: daysLeft, batas_resmi: day }, closed) {
  if (closed) return h("span.clock", { "data-shape": "closed" }, words.inbox.closed);
  const { words: left, shape } = clock(daysLeft);
  return h("span.clock", { "data-shape": shape, title: `${words.inbox.formal}: ${shortDay(day)}` },
    h("span", { "aria-hidden": "true" }, SHAPES[shape]), " ", h("span.sr-only", {}, `${words.inbox.formal}: `), left);
}

function empty(wanted) {
  const none = wanted === ALL;
  return h("div.state", {}, h("p", {}, none ? words.inbox.empty : words.inbox.emptyTab),
    none ? h("p", {}, words.inbox.emptyHint) : h("a.button", { href: "#/" }, words.common.toList));
}

function pages(nav, wanted, from, total) {
  nav.hidden = total <= PAGE_SIZE;
  nav.setAttribute("aria-label", words.inbox.pages);
  const page = from / PAGE_SIZE + 1;
  const to = Math.min(from + PAGE_SIZE, total);
  fill(nav, from > 0 && h("a.button", { href: `#/${wanted}/${page - 1}` }, words.inbox.previous),
    h("span", {}, words.inbox.range(from + 1, to, total)),
    to < total && h("a.button", { href: `#/${wanted}/${page + 1}` }, words.inbox.next));
}

/** Redraws without taking the focus from the row or tab that has it. */
function keepingFocus(list, redraw) {
  const address = list.parentNode?.contains(document.activeElement) && document.activeElement.getAttribute("href");
  redraw();
  if (address) list.parentNode.querySelector(`a[href="${CSS.escape(address)}"]`)?.focus();
}
