/** Which entries are shown: words, verdict, group, and whether a lawyer has reviewed them. */

import { plainText } from "../shared/telegram_html.js";

const fold = (text) => text.toLocaleLowerCase("id").normalize("NFD").replace(/\p{M}/gu, "");

/** Everything that can be read in an entry, ready for searching. */
export function searchText(entry) {
  const cards = [entry.html, entry.ask_html ?? "", ...entry.contexts.map(({ label, html }) => `${label} ${html}`)];
  return fold([entry.id, entry.title, entry.question, entry.label, plainText(cards.join(" "))].join(" "));
}

/** A test for {entry, group, text} by what the form says: all words have to occur. */
export function wanted(form) {
  const words = fold(form.words.value).split(/\s+/).filter(Boolean);
  const verdict = form.verdict.value;
  const group = form.group.value;
  const unreviewed = form.unreviewed.checked;
  return (item) =>
    (!verdict || item.entry.verdict === verdict) &&
    (!group || item.group.id === group) &&
    (!unreviewed || !item.entry.reviewed) &&
    words.every((word) => item.text.includes(word));
}
