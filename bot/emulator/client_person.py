"""One person in one chat, as tests use it. Made by `Emulator.person`."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from time import monotonic
from typing import Any, Protocol

from aiohttp import FormData

Json = dict[str, Any]


class RefusedError(Exception):
    """The control API refused: HTTP status, machine code, sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message


class NoReplyError(AssertionError):
    """The bot did not do in time what was waited for. An AssertionError, so that tests read well."""


@dataclass(frozen=True)
class Shown:
    """A message as people see it; `data` is the whole view of the control API."""

    data: Json

    @property
    def id(self) -> int:
        """The message id."""
        return int(self.data["id"])

    @property
    def text(self) -> str:
        """Plain text or caption; empty for a deleted message."""
        return str(self.data.get("text", ""))

    @property
    def html(self) -> str:
        """Safe HTML of the text."""
        return str(self.data.get("html", ""))

    @property
    def deleted(self) -> bool:
        """True once somebody removed it."""
        return bool(self.data["deleted"])

    @property
    def from_bot(self) -> bool:
        """True for the bot's own messages; False for deleted ones."""
        return bool(self.data.get("from", {}).get("is_bot"))

    @property
    def cursor(self) -> int:
        """When it changed last."""
        return int(self.data["cursor"])

    @property
    def created(self) -> int:
        """When it appeared."""
        return int(self.data["created"])

    @property
    def buttons(self) -> list[str]:
        """Words of its buttons, row by row."""
        return [button["text"] for row in self.data.get("buttons", []) for button in row]


@dataclass(frozen=True)
class Tapped:
    """What a press did: `status` is answered, pending or done; `toast` the words the bot showed, if any."""

    data: Json

    @property
    def status(self) -> str:
        """answered, pending or done."""
        return str(self.data["status"])

    @property
    def outcome(self) -> str:
        """callback, url, message... depending on the button."""
        return str(self.data["outcome"])

    @property
    def toast(self) -> str | None:
        """The words that the bot showed."""
        words: str | None = (self.data.get("answer") or {}).get("text")
        return words

    @property
    def alert(self) -> bool:
        """True when the words came in a box that has to be closed."""
        return bool((self.data.get("answer") or {}).get("show_alert"))


class Connection(Protocol):
    """What a person needs of the client."""

    limit: float

    async def get(self, path: str, **query: Any) -> Json: ...
    async def post(self, path: str, **body: Any) -> Json: ...
    async def post_form(self, path: str, form: FormData) -> Json: ...


class Person:
    """Somebody in one chat. `wait_reply` returns the bot's messages one after the other, none twice."""

    def __init__(self, emulator: Connection, person_id: int, chat_id: int) -> None:
        self._emulator = emulator
        self.id = person_id
        self.chat_id = chat_id
        self._seen = 0

    def in_chat(self, chat_id: int) -> "Person":
        """The same person in a group."""
        return Person(self._emulator, self.id, chat_id)

    async def say(self, text: str, *, reply_to: int | None = None) -> Shown:
        """Writes; earlier messages of the bot are no replies to this."""
        return await self._sent(self._post("messages", text=text, reply_to=reply_to))

    async def start(self, payload: str = "") -> Shown:
        """Opens the bot's link and presses Start."""
        return await self._sent(self._emulator.post(f"/people/{self.id}/start", payload=payload))

    async def edit(self, message_id: int, text: str) -> Shown:
        """Corrects an earlier message."""
        return await self._sent(self._post(f"messages/{message_id}/edit", text=text))

    async def send_file(
        self,
        kind: str,
        data: bytes,
        name: str = "berkas.bin",
        *,
        mime: str | None = None,
        caption: str = "",
        album: str = "",
    ) -> Shown:
        """Sends a photo, document, sticker or voice message; files with the same `album` belong together."""
        form = FormData({"caption": caption, "album": album, "person_id": str(self.id)})
        form.add_field("file", BytesIO(data), filename=name, content_type=mime or "application/octet-stream")
        return await self._sent(self._emulator.post_form(f"/chats/{self.chat_id}/files/{kind}", form))

    async def send_contact(self, phone_number: str = "+6281200000000") -> Shown:
        """Sends their own telephone number."""
        return await self._sent(self._post("contact", phone_number=phone_number))

    async def send_location(self, latitude: float = -6.2, longitude: float = 106.8) -> Shown:
        """Sends a place."""
        return await self._sent(self._post("location", latitude=latitude, longitude=longitude))

    async def tap(
        self,
        text: str | None = None,
        *,
        data: str | None = None,
        message_id: int | None = None,
        wait: float | None = None,
    ) -> Tapped:
        """Presses a button by its words or data and waits up to `wait` seconds for the bot's answer."""
        seconds = self._emulator.limit if wait is None else wait
        answer = await self._post("tap", text=text, data=data, message_id=message_id, wait=seconds)
        self._seen = max(self._seen, answer["cursor"])
        return Tapped(answer)

    async def block(self) -> None:
        """Blocks the bot."""
        await self._emulator.post(f"/people/{self.id}/block")

    async def unblock(self) -> None:
        """Unblocks the bot."""
        await self._emulator.post(f"/people/{self.id}/unblock")

    async def inline(self, words: str, *, wait: float | None = None) -> Json:
        """Types `@bot words` and returns the query with its results."""
        seconds = self._emulator.limit if wait is None else wait
        return await self._emulator.post("/inline", person_id=self.id, query=words, wait=seconds)

    async def choose(self, query_id: str, result_id: str) -> Shown:
        """Sends an inline result into this chat."""
        path = f"/inline/{query_id}/choose"
        return await self._sent(self._emulator.post(path, result_id=result_id, chat_id=self.chat_id))

    async def messages(self) -> list[Shown]:
        """The latest messages of the chat that are not deleted, in order."""
        chat = await self._read(0, 0)
        shown = [Shown(item) for item in chat["messages"] if not item["deleted"]]
        return sorted(shown, key=lambda message: message.id)

    async def chat(self) -> Json:
        """The whole view of the chat: messages, toasts, typing, keyboard."""
        return await self._read(0, 0)

    async def commands(self) -> list[Json]:
        """The command menu that this person sees here."""
        answer = await self._emulator.get(f"/chats/{self.chat_id}/commands", person_id=self.id)
        found: list[Json] = answer["commands"]
        return found

    async def wait_reply(self, *, limit: float | None = None) -> Shown:
        """The bot's next new message. NoReplyError after `limit` seconds."""
        return await self._next(lambda m: m.created > self._seen, lambda m: m.created, limit, "answer")

    async def wait_change(self, *, limit: float | None = None) -> Shown:
        """The bot's next new, edited or deleted message. NoReplyError after `limit` seconds."""
        return await self._next(lambda m: m.cursor > 0, lambda m: m.cursor, limit, "change anything", deleted=True)

    async def wait_edit(self, message_id: int, *, limit: float | None = None) -> Shown:
        """The bot's next change of one message. NoReplyError after `limit` seconds."""
        return await self._next(lambda m: m.id == message_id, lambda m: m.cursor, limit, "edit", deleted=True)

    async def _next(
        self,
        wanted: Callable[[Shown], bool],
        position: Callable[[Shown], int],
        limit: float | None,
        what: str,
        *,
        deleted: bool = False,
    ) -> Shown:
        end = monotonic() + (self._emulator.limit if limit is None else limit)
        cursor = self._seen
        while True:
            chat = await self._read(cursor, max(end - monotonic(), 0))
            for message in sorted(map(Shown, chat["messages"]), key=position):
                if (message.from_bot or (deleted and message.deleted)) and wanted(message):
                    self._seen = position(message)
                    return message
            cursor = max(cursor, chat["cursor"])
            if monotonic() >= end:
                raise NoReplyError(f"the bot did not {what} in time in chat {self.chat_id}")

    async def _read(self, since: int, wait: float) -> Json:
        path = f"/chats/{self.chat_id}/messages"
        return await self._emulator.get(path, since=since, wait=min(wait, 60.0), limit=1000)

    async def _post(self, path: str, **body: Any) -> Json:
        return await self._emulator.post(f"/chats/{self.chat_id}/{path}", person_id=self.id, **body)

    async def _sent(self, posting: Any) -> Shown:
        answer = await posting
        self._seen = max(self._seen, answer["cursor"])
        return Shown(answer["message"])
