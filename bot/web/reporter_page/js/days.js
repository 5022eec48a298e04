/** Days in Indonesian. A day is an ISO text such as "2026-11-22"; there is no time of day anywhere. */

const LONG = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const DAY = 86_400_000;
const noon = (day) => Date.parse(`${day}T12:00:00Z`);

/** "22 November 2026" */
export const longDay = (day) => LONG.format(noon(day));

/** The day so many days later; earlier for a negative count. */
export const plus = (day, count) => new Date(noon(day) + count * DAY).toISOString().slice(0, 10);

/** Days from one day to the other. */
export const between = (from, to) => Math.round((noon(to) - noon(from)) / DAY);
