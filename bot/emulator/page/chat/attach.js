/** The attachment menu: a photo, a file, or a sample sticker and a sample voice message. */

import { el } from "../shared/dom.js";
import { openMenu } from "../shared/menu.js";

const LARGEST = 50 * 1024 * 1024;

/** Opens the menu at `anchor`; a chosen file goes to `onFile(file, kind)`, a sample to `onSample(file, kind)`. */
export function openAttachMenu(anchor, { onFile, onSample, onError }) {
  const pick = (kind, accept) => {
    const input = el("input", { type: "file", accept, class: "sr-only", tabindex: "-1", "aria-label": "Pilih berkas" });
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.remove();
      if (file) check(file, kind, onFile, onError);
    });
    input.addEventListener("cancel", () => input.remove());
    document.body.append(input);
    input.click();
  };
  const sample = async (name, mime, kind) => {
    try {
      const response = await fetch(`/chat/${name}`);
      if (!response.ok) throw new Error("Contoh itu tidak ada di peragaan ini.");
      onSample(new File([await response.blob()], name, { type: mime }), kind);
    } catch (error) {
      onError(error);
    }
  };
  openMenu(anchor, [
    { label: "Foto", icon: "photo", run: () => pick("photo", "image/png,image/jpeg,image/webp,image/gif") },
    { label: "Berkas", icon: "file", run: () => pick("document", null) },
    { label: "Contoh stiker", icon: "smile", run: () => sample("contoh-stiker.webp", "image/webp", "sticker") },
    { label: "Contoh suara", icon: "voice", run: () => sample("contoh-suara.ogg", "audio/ogg", "voice") },
  ]);
}

/** Refuses what Telegram would not take before anything is sent. */
export function check(file, kind, onFile, onError) {
  if (file.size === 0) onError(new Error("Berkas itu kosong."));
  else if (file.size > LARGEST) onError(new Error("Berkasnya terlalu besar: paling banyak 50 MB."));
  else onFile(file, kind);
}
