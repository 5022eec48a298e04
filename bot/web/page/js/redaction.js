/** Words in a story that may point to its reporter. A reminder for the officer who reads, no promise. */

const SUSPECTS = [
  /\b(saya|aku|kami|istri|suami|anak|atasan|bawahan|rekan|teman) ?(saya|kami|ku)?\b/giu,
  /\b\d{1,2}[.:]\d{2}\b( ?(wib|wita|wit))?/giu, // a time of day
  /\b(\+62|08)[\d -]{7,14}\d\b/gu, // a telephone number
  /\b\d{16,18}\b/gu, // NIK or NIP
  /[\w.+-]+@[\w-]+(\.\w+)+/gu,
  /\b(hanya|cuma) (ada )?(kami )?(se|ber)?\w+( orang)?\b/giu, // how many were there
];

/** `[words, how often]`, each once, the most frequent first. */
export function suspects(story) {
  const found = new Map();
  for (const pattern of SUSPECTS) {
    for (const [hit] of story.matchAll(pattern)) {
      const words = hit.trim().toLowerCase();
      found.set(words, (found.get(words) ?? 0) + 1);
    }
  }
  return [...found].sort(([, one], [, other]) => other - one);
}
