/** The bot's published commands as suggestions for a text that begins with a slash. */

import * as api from "./api.js";

/** What of the text is the beginning of a command, or null. */
export function commandStart(text) {
  return /^\/([a-z0-9_]{0,32})$/i.exec(text)?.[1].toLowerCase() ?? null;
}

/** Suggestions for a beginning. Enter sends the command, Tab only writes it. */
export async function commandOptions(chat, start) {
  const { commands } = await api.commands(chat.id, chat.actor);
  const suffix = chat.group ? `@${chat.bot.username}` : "";
  return commands.filter(({ command }) => command.startsWith(start)).map(({ command, description }) => ({
    title: `/${command}`,
    text: description,
    pick: (key) => {
      if (key === "Tab") return chat.composer.put(`/${command}${suffix} `);
      chat.composer.put("");
      return chat.send(`/${command}${suffix}`);
    },
  }));
}
