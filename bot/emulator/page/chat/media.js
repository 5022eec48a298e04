/** Photos, documents, stickers, voice messages, contacts and places inside a bubble. */

import { el, icon } from "../shared/dom.js";
import { size } from "../shared/time.js";
import { filePath } from "./api.js";

const SHOW = { photo, document, sticker, voice, contact, location };

/** The element for what a message carries, or null for plain words. */
export function media(message) {
  return SHOW[message.kind]?.(message) ?? null;
}

function photo({ file, text }) {
  const image = el("img", { class: "photo", src: filePath(file.file_id), alt: text ? "Foto" : "Foto tanpa keterangan",
    width: file.width || null, height: file.height || null, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(el("p", { class: "missing" }, "Foto ini sudah tidak tersimpan.")));
  return el("a", { class: "photo-link", href: filePath(file.file_id), target: "_blank", rel: "noopener", "aria-label": "Buka foto" }, image);
}

function document({ file }) {
  const name = file.name || "berkas";
  if (file.file_id === "inline") return null;
  return el("a", { class: "file", href: filePath(file.file_id), download: name },
    el("span", { class: "file-sign" }, icon("file")),
    el("span", { class: "file-name" }, name, el("small", {}, size(file.size))));
}

function sticker({ file }) {
  const image = el("img", { class: "sticker", src: filePath(file.file_id), alt: "Stiker", width: 144, height: 144 });
  image.addEventListener("error", () => image.replaceWith(el("p", { class: "missing" }, "Stiker")));
  return image;
}

function voice({ file }) {
  return el("div", { class: "voice" }, el("span", { class: "file-sign" }, icon("voice")),
    el("audio", { controls: true, preload: "metadata", src: filePath(file.file_id), "aria-label": "Pesan suara" }));
}

function contact({ details }) {
  const { first_name: name, phone_number: number } = details.contact;
  return el("div", { class: "file" }, el("span", { class: "file-sign" }, icon("people")),
    el("span", { class: "file-name" }, name, el("small", {}, number)));
}

function location({ details }) {
  const { latitude, longitude } = details.location;
  return el("div", { class: "file" }, el("span", { class: "file-sign" }, icon("out")),
    el("span", { class: "file-name" }, "Lokasi", el("small", {}, `${latitude}, ${longitude}`)));
}
