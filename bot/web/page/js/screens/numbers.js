/** Statistics: tables whose rows carry their own bars, so that a chart is never without its numbers. */

import * as api from "../api.js";
import { monthName } from "../dates.js";
import { h, svg } from "../dom.js";
import { categoryName, site } from "../site.js";
import { words } from "../words.js";

export async function numbersScreen() {
  const [situs, numbers] = [await site(), await api.get("/api/statistik")];
  const shown = numbers.total === 0
    ? [h("p.state", {}, words.numbers.empty)]
    : [h("p.total", {}, `${words.numbers.total}: `, h("b", {}, amount(numbers.total))),
      h("div.tables", {}, tables(situs, numbers))];
  return h("section.wide", {}, h("h1", { tabindex: "-1" }, words.numbers.title), h("p.lead", {}, words.numbers.hint), shown);
}

function tables(situs, numbers) {
  return [
    table(words.numbers.tables.status, numbers.status, (status) => words.status[status]),
    table(words.numbers.tables.month, begun(numbers.bulan), monthName),
    table(words.numbers.tables.category, counted(numbers.kategori), (code) => categoryName(situs, code)),
    table(words.numbers.tables.province, counted(numbers.provinsi), (name) => name || words.numbers.noProvince),
  ];
}

/** Long lists without their zeros, the largest first; hidden numbers last, in the list's own order. */
function counted(cells) {
  const rows = Object.entries(cells).filter(([, count]) => count !== 0);
  return Object.fromEntries(rows.sort(([, one], [, other]) => (other ?? 0) - (one ?? 0)));
}

/** Months from the first one in which anything came. */
function begun(cells) {
  const months = Object.entries(cells);
  return Object.fromEntries(months.slice(months.findIndex(([, count]) => count !== 0)));
}

function table(title, cells, name) {
  const largest = Math.max(1, ...Object.values(cells).filter((count) => count !== null));
  const rows = Object.entries(cells).map(([label, count]) => h("tr", {},
    h("th", { scope: "row" }, name(label), count > 0 && bar(count, largest)), h(count === null ? "td.number.muted" : "td.number", {}, amount(count))));
  const [label, number] = words.numbers.columns;
  const head = h("tr", {}, h("th", { scope: "col" }, label), h("th.number", { scope: "col" }, number));
  return h("div.table-box", {}, h("table.numbers", {}, h("caption", {}, title), h("thead", {}, head), h("tbody", {}, rows)));
}

/** A bar of the count's share of the largest one. A hidden number has none: its length would tell. */
function bar(count, largest) {
  const width = (100 * count) / largest;
  return svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 0, width, height: 10 }));
}

const amount = (count) => (count === null ? words.numbers.hidden : count.toLocaleString("id-ID"));
