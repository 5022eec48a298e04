/** Who did what with one report. */

import { actionWords } from "../actions.js";
import { shortDay } from "../dates.js";
import { h } from "../dom.js";
import { words } from "../words.js";

export function historyPart({ row }, situs) {
  return [
    h("p.hint", {}, words.history.hint),
    h("ol.plain.history", {}, row.riwayat.map((line) => h("li", {},
      h("span.history-day", {}, shortDay(line.tanggal)),
      h("span", {}, h("b", {}, line.siapa || words.actions.administrator), " ", actionWords(situs, line))))),
  ];
}
