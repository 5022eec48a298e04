/** Attachments: opened here on request, pictures shown, everything to be saved under a neutral name. */

import { download, fill, h } from "../dom.js";
import { button, messageLine, size, working } from "../parts.js";
import { words } from "../words.js";

export function filesPart(report) {
  return [
    h("h2", {}, words.report.files),
    h("ul.files", {}, report.row.lampiran.map((file, at) => h("li", {}, fileRow(report, file, at + 1)))),
    h("p.hint", {}, words.report.filesNote),
  ];
}

function fileRow(report, file, number) {
  const message = messageLine();
  const shown = h("div.file-shown");
  const open = button(words.report.openFile(number), async () => {
    await working(open, message, async () => {
      const content = await report.file(file.id).catch((error) => {
        throw error.status === undefined ? new Error(words.errors.sealed) : error;
      });
      fill(shown, contentOf(content, number));
      open.hidden = true;
      shown.querySelector("button").focus();
    }, words.report.opening);
  });
  return [
    h("div.file-line", {}, h("span", {}, words.report.fileName(number), " ",
      h("small", {}, words.report.fileSize(size(file.ukuran)))), open),
    message.line,
    shown,
  ];
}

function contentOf({ blob, ending }, number) {
  const save = button(words.report.saveFile(number), () => download(blob, `lampiran-${number}.${ending}`));
  if (!blob.type.startsWith("image/")) return [save];
  const picture = h("img.picture", { alt: words.report.fileName(number), src: URL.createObjectURL(blob) });
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  return [picture, save];
}
