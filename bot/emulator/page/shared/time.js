/** Dates as people here read them, in the reader's own time zone. */

const CLOCK = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const FULL = new Intl.DateTimeFormat("id-ID", { dateStyle: "full", timeStyle: "short" });

/** Seconds since 1970 -> "08.05". */
export const clock = (seconds) => CLOCK.format(seconds * 1000);

/** Seconds since 1970 -> "Minggu, 22 November 2026 pukul 08.05". */
export const full = (seconds) => FULL.format(seconds * 1000);

/** Seconds since 1970 -> ISO time for `<time datetime>`. */
export const iso = (seconds) => new Date(seconds * 1000).toISOString();

/** A key that is the same for all moments of one day. */
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

/** "Hari ini", "Kemarin", or the date. */
export function day(seconds) {
  const key = dayKey(seconds);
  const now = Date.now() / 1000;
  if (key === dayKey(now)) return "Hari ini";
  if (key === dayKey(now - 86_400)) return "Kemarin";
  return DAY.format(seconds * 1000);
}

/** Bytes -> "1,2 MB". */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${amount.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${unit}`;
}
