/** Telegram's limits of a message, counted as Telegram does: in UTF-16 units. */

const TEXT = 4096;
const CAPTION = 1024;
const NEAR = 0.85;
const number = (value) => value.toLocaleString("id-ID");

/** The counter ("" while far from the limit), the sentence ("" while it fits) and whether it is too long. */
export function lengthWords(text, isCaption) {
  const limit = isCaption ? CAPTION : TEXT;
  const counter = text.length > limit * NEAR ? `${number(text.length)} / ${number(limit)}` : "";
  const over = text.length - limit;
  const what = isCaption ? "Keterangan berkas" : "Pesan";
  const sentence = over > 0
    ? `${what} ini kelebihan ${number(over)} huruf. Telegram mengirim paling banyak ${number(limit)}; ringkas dulu.`
    : "";
  return { counter, sentence, tooLong: over > 0 };
}
