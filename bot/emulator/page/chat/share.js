/** "Bagikan": pick a chat, look through the bot's results, send one. */

import { openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { InlineSearch } from "./inline.js";
import { Suggest } from "./suggest.js";

/** Opens the picker with these words typed. */
export function openShare(chat, words) {
  const to = el("select", {}, chat.places().map(({ id, title }) => el("option", { value: id }, title)));
  const input = el("input", { type: "search", value: words, maxlength: "256", autocomplete: "off", role: "combobox", "aria-expanded": "true" });
  const suggest = new Suggest(input, "Hasil");
  const close = el("button", { type: "button" }, "Tutup");
  const dialog = openDialog("Bagikan jawaban",
    el("label", { class: "field" }, el("span", {}, "Ke obrolan"), to),
    el("label", { class: "field" }, el("span", {}, "Cari jawaban"), input),
    suggest.box,
    el("div", { class: "actions" }, close));
  const search = new InlineSearch(chat, suggest, {
    target: () => Number(to.value),
    onSent: (message, id) => {
      dialog.close();
      chat.sentTo(id, message);
    },
    note: "Pilih satu untuk mengirimnya.",
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => search.stop());
  input.addEventListener("input", () => search.ask(input.value));
  input.addEventListener("keydown", (event) => event.key !== "Escape" && suggest.key(event));
  input.focus();
  search.ask(words);
}
