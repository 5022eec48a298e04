/** What a report is about, and where. */

import { h } from "../dom.js";
import { field, messageLine, select, working } from "../parts.js";
import { words } from "../words.js";

export function classifyPart(report, { situs, done }) {
  const message = messageLine();
  const category = select(situs.kategori.map(({ kode, label }) => [kode, label]), report.row.kategori);
  const province = select(
    [["", words.common.unset], ...situs.provinsi.map((name) => [name, name])], report.row.provinsi ?? "",
  );
  const submit = h("button", { type: "submit" }, words.classify.save);
  const form = h("form", { novalidate: true }, field(words.classify.category, category),
    field(words.classify.province, province), message.line, h("div.actions", {}, submit));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await working(submit, message, async () => {
      await report.classify(category.value, province.value || null);
      await done(words.classify.done);
    });
  });
  return form;
}
