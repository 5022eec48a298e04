/** Days in Indonesian. A day is an ISO text such as "2026-11-22"; there is no time of day anywhere. */

const LONG = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "short", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("id-ID", { month: "long", year: "numeric", timeZone: "UTC" });
const noon = (day) => new Date(`${day}T12:00:00Z`);

/** "22 November 2026" */
export const longDay = (day) => LONG.format(noon(day));

/** "22 Nov" */
export const shortDay = (day) => SHORT.format(noon(day));

/** "November 2026" of "2026-11". */
export const monthName = (month) => MONTH.format(noon(`${month}-01`));

/** How much of the formal clock is left, in words and as a shape's name: "far", "near" or "over". */
export function clock(daysLeft) {
  if (daysLeft < 0) return { words: `lewat ${-daysLeft} hari`, shape: "over" };
  if (daysLeft === 0) return { words: "hari terakhir", shape: "near" };
  return { words: `sisa ${daysLeft} hari`, shape: daysLeft <= 2 ? "near" : "far" };
}
