/** Logging in: a key file of this browser or of a disk with its passphrase, or the printed recovery key. */

import { unb64 } from "../bytes.js";
import { h, fill } from "../dom.js";
import { KeyFileError, openedKeyFile, readKeyFile } from "../key_file.js";
import { fingerprint, holderKeys, readPrinted, wipe } from "../keys.js";
import { button, field, messageLine, select, working } from "../parts.js";
import { logIn, session } from "../session.js";
import { site } from "../site.js";
import { forgetKey, storeKey, storedKeys } from "../store.js";
import { words } from "../words.js";

const OTHER = "";

/** The log-in page. `entered` is called once somebody is in. */
export async function loginScreen(entered) {
  const box = h("section.narrow");
  showFileForm(box, entered);
  return box;
}

function showFileForm(box, entered, done = null) {
  const stored = storedKeys();
  const message = messageLine();
  const passphrase = h("input", { type: "password", autocomplete: "current-password", required: true, "data-first": true });
  const chosen = select(
    [...stored.map(({ file, name }) => [file.petugas, name]), [OTHER, words.login.other]], stored[0]?.file.petugas ?? OTHER,
  );
  const file = h("input", { type: "file", accept: ".json,application/json" });
  const fileField = field(words.login.file, file, words.login.fileHint);
  const forget = forgetting(chosen, () => showFileForm(box, entered, words.login.forgotten));
  const submit = h("button.primary", { type: "submit" }, words.login.submit);
  const choose = () => {
    fileField.hidden = chosen.value !== OTHER;
    forget.hidden = chosen.value === OTHER;
  };
  chosen.addEventListener("change", choose);
  choose();

  const form = h("form", { novalidate: true }, stored.length > 0 && field(words.login.which, chosen), fileField,
    field(words.login.passphrase, passphrase), message.line, h("div.actions", {}, submit));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const well = await working(submit, message, async () => {
      const key = await chosenFile(stored, chosen.value, file.files[0]);
      await enter(key, passphrase.value);
    }, words.login.opening);
    if (well) entered();
    else passphrase.select();
  });
  const other = button(words.login.recovery, () => showRecoveryForm(box, entered), ".link");
  fill(box, h("h1", { tabindex: "-1" }, words.login.title), h("p.lead", {}, words.login.intro), form,
    h("div.aside", {}, other, forget));
  if (done) message.well(done);
}

function showRecoveryForm(box, entered) {
  const message = messageLine();
  const printed = h("textarea.code", { rows: 4, autocomplete: "off", spellcheck: "false", autocapitalize: "characters" });
  const submit = h("button.primary", { type: "submit" }, words.login.submit);
  const form = h("form", { novalidate: true }, field(words.login.printed, printed, words.login.printedHint), message.line,
    h("div.actions", {}, submit));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const well = await working(submit, message, () => enterPrinted(printed.value), words.login.entering);
    printed.value = well ? "" : printed.value;
    if (well) entered();
  });
  const other = button(words.login.useFile, () => showFileForm(box, entered), ".link");
  fill(box, h("h1", { tabindex: "-1" }, words.login.recovery), h("p.lead", {}, words.login.intro), form,
    h("div.aside", {}, other));
  printed.focus();
}

async function chosenFile(stored, holder, picked) {
  const known = stored.find(({ file }) => file.petugas === holder);
  if (known) return known.file;
  if (!picked) throw new Error(words.login.noFile);
  try {
    return readKeyFile(await picked.text());
  } catch (error) {
    throw error instanceof KeyFileError ? new Error(words.login.notKeyFile) : error;
  }
}

async function enter(file, passphrase) {
  const seed = await openedKeyFile(file, passphrase).catch(() => {
    throw new Error(words.login.wrong);
  });
  await logIn(unb64(file.petugas), seed);
  storeKey(file, session().name);
}

/** Paper has the key only: under which id it logs in, the site says by its fingerprint. */
async function enterPrinted(text) {
  let seed;
  try {
    seed = readPrinted(text);
  } catch {
    throw new Error(words.login.notPrinted);
  }
  const keys = holderKeys(seed);
  const mine = fingerprint(keys.opening.public, keys.signing.public);
  wipe(keys);
  const holder = (await site()).pemulihan.find(({ sidik }) => sidik === mine);
  if (!holder) throw new Error(words.login.notRecovery);
  await logIn(unb64(holder.petugas), seed);
}

/** Taking a key out of this browser, in two steps. */
function forgetting(chosen, forgotten) {
  const box = h("div.step");
  const ask = () => fill(box, h("p", {}, words.login.forgetAsk), h("div.actions", {},
    button(words.login.forgetYes, () => {
      forgetKey(chosen.value);
      forgotten();
    }, ".danger"),
    button(words.common.cancel, offer)));
  const offer = () => fill(box, button(words.login.forget, ask, ".link"));
  offer();
  return box;
}
