/** Who is logged in, and the keys while they are. Keys are in memory only and are overwritten at the end. */

import * as api from "./api.js";
import { b64, unb64 } from "./bytes.js";
import { watchIdle } from "./idle.js";
import { holderKeys, loginProof, wipe } from "./keys.js";

/** Why a session ended. */
export const End = Object.freeze({ LOCKED: "locked", EXPIRED: "expired", LEFT: "left" });

let current = null;
const listeners = { ended: () => {}, warned: () => {}, revived: () => {} };

/** The holder's id, keys, name, agency and role, or null when nobody is logged in. */
export const session = () => current;

/** Sets what happens when a session ends (with an `End`), is about to end, and is used again. */
export function listen(reactions) {
  Object.assign(listeners, reactions);
}

/** Logs in with a seed, which is overwritten. Throws an `ApiError` when the server refuses. */
export async function logIn(holder, seed) {
  const keys = holderKeys(seed);
  seed.fill(0);
  try {
    const { tantangan } = await api.post("/api/tantangan", { petugas: b64(holder) });
    const tanda = b64(loginProof(keys, unb64(tantangan), holder, location.origin));
    const me = await api.post("/api/masuk", { petugas: b64(holder), tantangan, tanda });
    begin(holder, keys, me);
  } catch (error) {
    wipe(keys);
    throw error;
  }
}

/** Ends the session here and on the server. Harmless when there is none. */
export function logOut(reason) {
  if (!current) return;
  // keepalive: it also arrives when the page is being closed; a session that is over already is as good
  api.post("/api/keluar", {}, { keepalive: true }).catch(() => {});
  finish(reason);
}

function begin(holder, keys, me) {
  api.begin(me.csrf, () => finish(End.EXPIRED));
  const stopWatch = watchIdle({
    warn: () => listeners.warned(),
    back: () => listeners.revived(),
    lock: () => logOut(End.LOCKED),
  });
  current = { holder, keys, name: me.nama, agency: me.instansi, role: me.peran, stopWatch };
}

function finish(reason) {
  if (!current) return;
  current.stopWatch();
  wipe(current.keys);
  current = null;
  api.end();
  listeners.ended(reason);
}

addEventListener("pagehide", () => logOut(End.LEFT));
