/** Lines of the audit in words. */

import { categoryName, outcomeName } from "./site.js";
import { words } from "./words.js";

/** What was done, with its detail: "mengubah status: Diterima → Ditelaah". */
export function actionWords(situs, { apa: action, rinci: detail }) {
  const told = words.actions[action] ?? action;
  const more = detail && (DETAILS[action]?.(situs, detail) ?? "");
  return more ? `${told}: ${more}` : told;
}

const DETAILS = {
  akses: (_, name) => name,
  golongan: categoryName,
  status: (situs, detail) => {
    const [step, outcome] = detail.split(":");
    const [before, after] = step.split(">").map((status) => words.status[status] ?? status);
    return `${before} → ${after}${outcome ? ` (${outcomeName(situs, outcome)})` : ""}`;
  },
};
