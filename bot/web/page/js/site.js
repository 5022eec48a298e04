/** What the server says of itself to everybody: categories, provinces, statuses, agencies. Read once. */

import * as api from "./api.js";
import { words } from "./words.js";

let known = null;

export async function site() {
  known ??= await api.get("/api/situs");
  return known;
}

export const categoryName = (situs, code) => situs.kategori.find(({ kode }) => kode === code)?.label ?? code;

/** The status in words, with its outcome. */
export function statusName(situs, status, outcome) {
  const name = words.status[status] ?? status;
  return outcome ? `${name}: ${outcomeName(situs, outcome)}` : name;
}

export function outcomeName(situs, outcome) {
  return words.outcome[outcome] ?? situs.instansi.find(({ kode }) => kode === outcome)?.nama ?? outcome;
}
