/** Key files that this browser keeps: locked under the passphrase, with the name to choose them by. */

import { readKeyFile } from "./key_file.js";
import { words } from "./words.js";

const STORED = "kunci";

/** `[{ file, name }]`, the latest first. What cannot be read is left out. */
export function storedKeys() {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? "[]").map(({ file, name }) => (
      { file: readKeyFile(JSON.stringify(file)), name: String(name) }
    ));
  } catch {
    return [];
  }
}

/** Keeps a key file under a name, or under the name that its holder has here already. */
export function storeKey(file, name = null) {
  const known = storedKeys().find((key) => key.file.petugas === file.petugas);
  const others = storedKeys().filter((key) => key.file.petugas !== file.petugas);
  write([{ file, name: name ?? known?.name ?? words.login.unknownKey }, ...others]);
}

export function forgetKey(holder) {
  write(storedKeys().filter((key) => key.file.petugas !== holder));
}

function write(keys) {
  try {
    localStorage.setItem(STORED, JSON.stringify(keys));
  } catch {
    // storage is off: the officer brings the key file every time
  }
}
