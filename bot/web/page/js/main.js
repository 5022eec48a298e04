/** The inbox: which screen is shown, and what happens when a session begins and ends. */

import { text, unb64 } from "./bytes.js";
import { fill, h, announce } from "./dom.js";
import * as feed from "./feed.js";
import { readKeyFile } from "./key_file.js";
import { button, stateBox } from "./parts.js";
import { End, listen, logOut, session } from "./session.js";
import { storeKey } from "./store.js";
import { words } from "./words.js";
import { auditScreen } from "./screens/audit.js";
import { inboxScreen } from "./screens/inbox.js";
import { loginScreen } from "./screens/login.js";
import { numbersScreen } from "./screens/numbers.js";
import { reportScreen } from "./screens/report.js";
import { sheetScreen } from "./screens/sheet.js";

const ROUTES = [
  [/^#\/laporan\/([\w-]{22})$/, reportScreen],
  [/^#\/laporan\/([\w-]{22})\/penerusan$/, sheetScreen],
  [/^#\/statistik$/, numbersScreen],
  [/^#\/audit$/, auditScreen],
  [/^#\/(\w+)(?:\/(\d{1,4}))?$/, inboxScreen],
  [/^/, inboxScreen],
];
const MENU = [["#/", words.menu.inbox], ["#/statistik", words.menu.numbers], ["#/audit", words.menu.audit]];
const IMPORT = "#kunci=";

const at = (id) => document.getElementById(id);
let leaving = new AbortController();

/** Shows what the address names. A screen is a function of its parameters and of a signal that ends it. */
async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  if (location.hash.startsWith(IMPORT)) importKey();
  frame();
  fill(at("screen"), h("p.state", {}, words.common.loading));
  const node = await screenOf(signal).catch((error) => failed(error));
  if (signal.aborted) return;
  fill(at("screen"), node);
  const heading = at("screen").querySelector("h1");
  document.title = `${heading?.textContent ?? words.title} · ${words.title}`;
  (at("screen").querySelector("[data-first]") ?? heading)?.focus();
}

async function screenOf(signal) {
  if (!session()) return loginScreen(entered);
  const [pattern, screen] = ROUTES.find(([route]) => route.test(location.hash));
  const [, ...parameters] = location.hash.match(pattern);
  return screen(parameters, signal);
}

function entered() {
  feed.start();
  announce("");
  hideNotice();
  show();
}

function ended(reason) {
  feed.stop();
  notice(words.login[reason]);
  show();
}

/** The lines around the screen: menu and lock button for whoever is logged in. */
function frame() {
  const inside = Boolean(session());
  at("menu").hidden = !inside;
  at("lock").hidden = !inside;
  at("me").textContent = session()?.name ?? "";
  const here = MENU.findLast(([address]) => location.hash.startsWith(address))?.[0] ?? "#/";
  fill(at("menu"), MENU.map(([href, label]) => h("a", { href, "aria-current": href === here ? "page" : null }, label)));
}

/** `#kunci=<key file as base64url>`: keeps the (locked) key file in this browser and takes it out of the address. */
function importKey() {
  try {
    const file = readKeyFile(text(unb64(location.hash.slice(IMPORT.length))));
    storeKey(file);
    hideNotice();
  } catch {
    notice(words.login.notKeyFile);
  }
  history.replaceState(null, "", "#/");
}

function failed(error) {
  const missing = error.status === 404;
  return missing
    ? stateBox(words.report.gone, words.report.goneHint, h("a.button", { href: "#/" }, words.common.toList))
    : stateBox(words.errors.title, error.message, button(words.common.retry, show, ".primary"));
}

function notice(sentence, ...actions) {
  fill(at("notice"), h("p", {}, sentence), actions);
  at("notice").hidden = false;
}

function hideNotice() {
  at("notice").hidden = true;
}

listen({
  ended,
  warned: () => notice(words.idle.warning, button(words.idle.stay, hideNotice)),
  revived: hideNotice,
});
at("lock").addEventListener("click", () => logOut(End.LEFT));
document.querySelector("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault(); // the fragment is the address of a screen
  at("screen").focus();
});
addEventListener("hashchange", show);
show();
