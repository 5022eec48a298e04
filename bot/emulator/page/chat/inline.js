/** Inline mode: words after the bot's name become results that can be sent. */

import * as api from "./api.js";

const PAUSE = 250;

/** The words after "@bot ", or null when the text is not an inline query. */
export function inlineWords(text, bot) {
  const prefix = `@${bot.username} `.toLowerCase();
  return text.toLowerCase().startsWith(prefix) ? text.slice(prefix.length) : null;
}

/**
 * Asks the bot a moment after the last letter and shows its results in a Suggest.
 * `target()` is the chat id that a result is sent to; `onSent(message, chatId)` comes after it was.
 */
export class InlineSearch {
  constructor(chat, suggest, { target, onSent, note }) {
    Object.assign(this, { chat, suggest, target, onSent, note });
    this.asked = 0;
    this.timer = null;
  }

  ask(words) {
    this.stop();
    this.timer = setTimeout(() => this.#ask(words, this.asked), PAUSE);
  }

  /** Results that are still on their way are not shown any more. */
  stop() {
    this.asked += 1;
    clearTimeout(this.timer);
  }

  async #ask(words, number) {
    try {
      if (!this.suggest.open) this.suggest.show([], { note: "Mencari…" });
      const { query_id: query, status, answer } = await api.inline(this.chat.actor, words.trim());
      if (number !== this.asked) return;
      if (status === "pending") this.suggest.show([], { note: "Bot belum menjawab. Coba ketik lagi." });
      else if (answer.results.length === 0) this.suggest.show([], { note: "Tidak ada jawaban untuk kata-kata itu." });
      else this.suggest.show(answer.results.map((result) => this.#option(result, query)), { note: this.note });
    } catch (error) {
      if (number === this.asked) this.suggest.show([], { note: error.message });
    }
  }

  #option(result, query) {
    const pick = async () => {
      try {
        const to = this.target();
        const { message } = await api.choose(query, result.id, to);
        this.suggest.hide();
        this.onSent(message, to);
      } catch (error) {
        this.suggest.show([], { note: error.message });
      }
    };
    return { title: result.title ?? result.caption ?? result.type, text: result.description, pick };
  }
}
