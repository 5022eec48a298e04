/** Enrolment: a passphrase, keys made here, the key file saved, the fingerprint read to the administrator. */

import * as api from "./api.js";
import { b64, unb64 } from "./bytes.js";
import { download, fill, h } from "./dom.js";
import { enrolWords as words } from "./enrol_words.js";
import { keyFileLock, lockedKeyFile } from "./key_file.js";
import { enrolmentProof, fingerprint, holderKeys, newSeed, wipe } from "./keys.js";
import { button, messageLine, stateBox } from "./parts.js";
import { passphraseForm } from "./screens/passphrase.js";
import { storeKey } from "./store.js";

const ASK_EVERY = 3000;
const TOKEN_BYTES = 16;

const screen = document.getElementById("screen");

/** The invitation's token stands in the fragment: browsers never send that to a server. */
function invitation() {
  try {
    const token = unb64(location.hash.slice(1));
    return token.length === TOKEN_BYTES ? token : null;
  } catch {
    return null;
  }
}

function start() {
  const token = invitation();
  if (!token) return fill(screen, stateBox(words.noInvitation, words.noInvitationHint));
  return step(0, words.title, words.intro.map((sentence) => h("p.lead", {}, sentence)),
    passphraseForm((passphrase) => enrol(token, passphrase)));
}

/** Makes the keys, names them to the server and shows the next step. Throws an `ApiError`; then nothing was kept. */
async function enrol(token, passphrase) {
  const fileLock = await keyFileLock(passphrase);
  const seed = newSeed();
  const keys = holderKeys(seed);
  const { opening, signing } = keys;
  try {
    const answer = await api.post("/api/daftar", {
      undangan: b64(token), buka: b64(opening.public), tanda: b64(signing.public), bukti: b64(enrolmentProof(keys, token)),
    });
    const file = lockedKeyFile(seed, unb64(answer.petugas), fileLock);
    storeKey(file, answer.nama);
    history.replaceState(null, "", "/daftar"); // the token is used up: out of the address
    save(file, { ...answer, fingerprint: fingerprint(opening.public, signing.public) });
  } finally {
    wipe(keys);
    seed.fill(0);
    fileLock.key.fill(0);
  }
}

function save(file, holder) {
  const message = messageLine();
  const name = `kunci-${holder.nama.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.json`;
  const checked = h("input", { type: "checkbox" });
  let saved = false;
  const write = button(words.save, () => {
    download(new Blob([JSON.stringify(file)], { type: "application/json" }), name);
    saved = true;
  }, ".primary");
  const next = button(words.next, () => {
    if (saved && checked.checked) showFingerprint(holder);
    else message.wrong(words.saveFirst);
  });
  step(1, words.saveTitle, h("p.lead", {}, words.saveHint), h("p", {}, write),
    h("label.choice", {}, checked, h("span", {}, words.saved)), message.line, h("div.actions", {}, next));
}

function showFingerprint(holder) {
  const state = h("p.line", { role: "status" }, words.waiting);
  const on = h("div.actions");
  step(2, words.fingerprintTitle, h("p.lead", {}, words.welcome(holder.nama, holder.instansi)),
    h("p.fingerprint", {}, holder.fingerprint), h("p", {}, words.fingerprintHint), state, on);
  const timer = setInterval(async () => {
    const { aktif } = await api.get(`/api/daftar/status?petugas=${holder.petugas}`).catch(() => ({ aktif: false }));
    if (!aktif || !on.isConnected || on.childElementCount) return;
    clearInterval(timer);
    state.textContent = words.active;
    state.classList.add("well");
    fill(on, h("a.button.primary", { href: "/" }, words.toInbox));
  }, ASK_EVERY);
}

function step(number, title, ...content) {
  const heading = h("h1", { tabindex: "-1" }, title);
  fill(screen, h("section.narrow", {},
    h("p.steps", {}, words.stepOf(number + 1, words.steps.length), " · ", words.steps[number]), heading, content));
  document.title = title;
  heading.focus();
}

start();
