"""A tiny bot over the emulator's Bot API: answers cards, toasts, edits, deletions and inline results."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession

from bot.emulator import Running

CARD = (
    "⛔ <b>TIDAK BOLEH</b>\n<i>Like</i> <code>a &lt; b</code> <u>garis</u> <s>coret</s> "
    '<a href="https://jdih.example/skb">SKB</a> <tg-spoiler>rahasia</tg-spoiler> /topik\n'
    "<pre>x = 1</pre>&lt;img src=x onerror=alert(1)&gt;\n"
    f"<blockquote expandable>{'Dasar hukum yang panjang. ' * 40}</blockquote>"
)
KEYS = [
    [{"text": "Ubah", "callback_data": "edit"}, {"text": "Hapus", "callback_data": "delete"}],
    [{"text": "Peringatan", "callback_data": "alert"}, {"text": "Diam", "callback_data": "silent"}],
    [{"text": "Situs", "url": "https://jdih.example/"}, {"text": "Bagikan", "switch_inline_query": "kaus"}],
]
COMMANDS = [{"command": "mulai", "description": "Mulai"}, {"command": "topik", "description": "Semua topik"}]


class ScriptedBot:
    """Says "kartu" -> CARD with KEYS; anything else is repeated after "Anda menulis: "."""

    def __init__(self, session: ClientSession, running: Running) -> None:
        self._session = session
        self._address = f"{running.bot_url}{running.world.token}"

    async def call(self, method: str, **params: Any) -> Any:
        async with self._session.post(f"{self._address}/{method}", json=params) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise AssertionError(f"{method}: {answer['description']}")
        return answer["result"]

    async def run(self) -> None:
        """Answers updates until it is cancelled."""
        await self.call("setMyCommands", commands=COMMANDS)
        await self.call("setMyShortDescription", short_description="Boleh atau tidak?")
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        if query := update.get("callback_query"):
            await self._pressed(query)
        elif query := update.get("inline_query"):
            await self.call("answerInlineQuery", inline_query_id=query["id"], results=_results(query["query"]))
        elif (message := update.get("message")) and "via_bot" not in message and "text" in message:
            await self._said(message["chat"]["id"], message["text"])

    async def _said(self, chat: int, text: str) -> None:
        if "kartu" in text:
            markup = {"inline_keyboard": KEYS}
            await self.call("sendMessage", chat_id=chat, text=CARD, parse_mode="HTML", reply_markup=markup)
        elif text == "sibuk":
            await self.call("sendChatAction", chat_id=chat, action="typing")
        elif text == "lindungi":
            await self.call("sendMessage", chat_id=chat, text="Jangan disalin", protect_content=True)
        else:
            await self.call("sendMessage", chat_id=chat, text=f"Anda menulis: {text[:4000]}")

    async def _pressed(self, query: dict[str, Any]) -> None:
        chat, message = query["message"]["chat"]["id"], query["message"]["message_id"]
        if query["data"] == "silent":
            return
        if query["data"] == "edit":
            await self.call("editMessageText", chat_id=chat, message_id=message, text="Sudah diubah")
        if query["data"] == "delete":
            await self.call("deleteMessage", chat_id=chat, message_id=message)
        words = {"edit": "Diubah.", "delete": "Dihapus.", "alert": "Baca baik-baik."}[query["data"]]
        await self.call(
            "answerCallbackQuery", callback_query_id=query["id"], text=words, show_alert=query["data"] == "alert"
        )


def _results(words: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "article",
            "id": str(number),
            "title": f"Hasil {number} untuk {words}",
            "input_message_content": {"message_text": f"<b>Kartu {number}</b>", "parse_mode": "HTML"},
        }
        for number in (1, 2)
    ]


@asynccontextmanager
async def scripted_bot(running: Running) -> AsyncIterator[ScriptedBot]:
    """The bot at work; an error of its own ends up in the test."""
    async with ClientSession(trust_env=False) as session:
        bot = ScriptedBot(session, running)
        task = asyncio.ensure_future(bot.run())
        try:
            yield bot
        finally:
            task.cancel()
            await asyncio.wait([task])
            if not task.cancelled() and (error := task.exception()):
                raise error
