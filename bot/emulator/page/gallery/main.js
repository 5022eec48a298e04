/** The gallery: every answer and every message of the bot in one place, to read, search and print. */

import { el } from "../shared/dom.js";
import { setFolds } from "../shared/quote.js";
import { cardView, entryView } from "./card.js";
import { contents } from "./contents.js";
import { searchText, wanted } from "./filter.js";

const $ = (id) => document.getElementById(id);
const form = $("saringan");
const number = (value) => value.toLocaleString("id-ID");

async function data() {
  const response = await fetch("/galeri/data.json");
  if (response.status === 404) throw new Error("Galeri belum tersedia: bot ini dijalankan tanpa data jawaban.");
  if (!response.ok) throw new Error("Jawaban tidak dapat dibaca. Muat ulang halaman ini sebentar lagi.");
  return response.json();
}

function sentence(text) {
  $("keadaan").textContent = text;
  $("keadaan").hidden = !text;
}

function summary(all) {
  const unreviewed = all.filter(({ entry }) => !entry.reviewed).length;
  const counts = new Map();
  for (const { entry } of all) counts.set(`${entry.sign} ${entry.label}`, (counts.get(`${entry.sign} ${entry.label}`) ?? 0) + 1);
  const parts = [...counts].map(([label, count]) => el("li", {}, el("b", {}, number(count)), ` ${label}`));
  $("hitungan").replaceChildren(el("li", {}, el("b", {}, number(all.length)), " jawaban"), ...parts,
    el("li", {}, el("b", {}, number(unreviewed)), " belum ditinjau ahli hukum"));
}

function choices(all, groups) {
  const verdicts = new Map(all.map(({ entry }) => [entry.verdict, `${entry.sign} ${entry.label}`]));
  form.verdict.append(...[...verdicts].map(([value, label]) => el("option", { value }, label)));
  form.group.append(...groups.map(({ id, name }) => el("option", { value: id }, name)));
}

function build({ made_from: source, messages = [], groups = [] }) {
  const all = groups.flatMap((group) => group.entries.map((entry) => ({ group, entry, text: searchText(entry), view: entryView(entry, group) })));
  const list = contents(groups);
  $("sumber").textContent = source ? `Dibuat dari ${source}.` : "";
  $("daftar").append(list.box);
  $("jawaban").append(...groups.map((group) => el("section", { class: "group", id: `kelompok-${group.id}` },
    el("h2", {}, group.name), all.filter((item) => item.group === group).map(({ view }) => view))));
  $("pesan").append(...messages.map(({ name, html, buttons }) => el("article", { class: "entry" }, el("h3", {}, name), cardView(html, buttons))));
  $("pesan-bot").hidden = messages.length === 0;
  summary(all);
  choices(all, groups);
  return { all, list };
}

function filter({ all, list }) {
  const isWanted = wanted(form);
  const shown = new Set(all.filter(isWanted).map(({ entry }) => entry.id));
  const filtered = shown.size < all.length;
  for (const { entry, view } of all) view.hidden = !shown.has(entry.id);
  for (const section of document.querySelectorAll(".group")) section.hidden = !section.querySelector(".entry:not([hidden])");
  list.show((id) => shown.has(id), filtered);
  $("tampil").textContent = shown.size === 0
    ? "Tidak ada jawaban yang cocok. Kurangi saringannya."
    : `Menampilkan ${number(shown.size)} dari ${number(all.length)} jawaban.`;
}

/** Opens or folds everything; the answer that is being read stays where it is. */
function openAll(open) {
  const edge = form.getBoundingClientRect().bottom;
  const read = [...document.querySelectorAll(".entry")].find((entry) => entry.getBoundingClientRect().bottom > edge);
  const before = read?.getBoundingClientRect().top;
  setFolds(document, open);
  for (const details of document.querySelectorAll(".contexts details")) details.open = open;
  if (read && before < edge) read.scrollIntoView();
  else if (read) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
}

function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  document.querySelector(".aimed")?.classList.remove("aimed");
  if (!target) return;
  target.classList.add("aimed"); // :target misses what was built after the page was loaded
  if (target.hidden) {
    form.reset();
    form.dispatchEvent(new Event("input"));
  }
  target.scrollIntoView();
}

function listen(gallery) {
  form.addEventListener("input", () => filter(gallery));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => filter(gallery)));
  const all = $("buka-semua");
  all.addEventListener("click", () => {
    const open = all.getAttribute("aria-pressed") !== "true";
    openAll(open);
    all.setAttribute("aria-pressed", String(open));
  });
  $("cetak").addEventListener("click", () => print());
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".contexts details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));
  addEventListener("hashchange", follow);
}

try {
  const gallery = build(await data());
  listen(gallery);
  filter(gallery);
  sentence("");
  document.body.classList.add("ready");
  follow();
} catch (error) {
  sentence(error instanceof TypeError ? "Peragaan tidak tersambung. Muat ulang halaman ini setelah berjalan lagi." : error.message);
}
