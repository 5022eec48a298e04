/** The emulator's control API. Every failure is a RequestError with a sentence. */

import { RequestError } from "./errors.js";

async function request(path, options = {}) {
  let response;
  let answer;
  try {
    response = await fetch(`/control${path}`, options);
    answer = await response.json();
  } catch {
    throw new RequestError(response && !response.ok ? `http_${response.status}` : "offline");
  }
  if (!response.ok) throw new RequestError(answer?.error?.code ?? `http_${response.status}`);
  return answer;
}

const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const state = () => request("/state");
export const addPerson = (person) => post("/people", person);
export const addGroup = (group) => post("/groups", group);
export const addMember = (group, person) => post(`/groups/${group}/members`, { person_id: person, status: "member" });
export const setBotInGroup = (group, status, person) => post(`/groups/${group}/bot`, { status, person_id: person });
export const start = (person, payload = "") => post(`/people/${person}/start`, { payload });
export const setBlocked = (person, blocked) => post(`/people/${person}/${blocked ? "block" : "unblock"}`);
export const history = (chat) => request(`/chats/${chat}/messages?limit=500`);
export const say = (chat, person, text, replyTo) =>
  post(`/chats/${chat}/messages`, { text, person_id: person, reply_to: replyTo });
export const edit = (chat, person, message, text) =>
  post(`/chats/${chat}/messages/${message}/edit`, { text, person_id: person });
export const commands = (chat, person) => request(`/chats/${chat}/commands?person_id=${person}`);
export const choose = (query, result, chat) => post(`/inline/${query}/choose`, { result_id: result, chat_id: chat });
export const filePath = (id) => `/control/files/${encodeURIComponent(id)}`;

/** Presses a button of a message, or with `message` null one of the person's own keyboard. */
export const tap = (chat, person, { text, data, message }) =>
  post(`/chats/${chat}/tap`, { text, data, message_id: message, person_id: person, wait: 8 });

export const inline = (person, query, offset = "") =>
  post("/inline", { person_id: person, query: query.slice(0, 256), offset, wait: 5 });

/** Sends a File as photo, document, sticker or voice. */
export function upload(chat, person, kind, file, { caption = "", replyTo = null } = {}) {
  const form = new FormData();
  form.set("file", file, file.name);
  form.set("person_id", person);
  form.set("caption", caption);
  if (replyTo !== null) form.set("reply_to", replyTo);
  return request(`/chats/${chat}/files/${kind}`, { method: "POST", body: form });
}
