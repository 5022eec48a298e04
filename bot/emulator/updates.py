"""The queue of updates between Telegram and the bot: long polling, confirmation, what the bot asked for."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

from bot.emulator.clock import MovableClock
from bot.emulator.problems import ApiError

KINDS = (
    "message",
    "edited_message",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_SECONDS = 24 * 3600
TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Update(NamedTuple):
    """One update; `line` keeps updates of one chat in order, `made` is seconds on the world's clock."""

    id: int
    line: int
    made: float
    kind: str
    content: dict[str, Any]

    def api(self) -> dict[str, Any]:
        """The Bot API's Update."""
        return {"update_id": self.id, self.kind: self.content}


class UpdateQueue:
    """Updates that the bot has not confirmed yet, oldest first, for at most 24 hours."""

    def __init__(self, clock: MovableClock, first_id: int = 100_000) -> None:
        self._clock = clock
        self._next_id = first_id
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._poll: asyncio.Future[str] | None = None
        self.allowed: list[str] | None = None
        self.on_offer: Callable[[Update], None] | None = None

    def __len__(self) -> int:
        self._forget_old()
        return len(self._pending)

    @property
    def polled(self) -> bool:
        """True while a long poll waits."""
        return self._poll is not None

    def wants(self, kind: str) -> bool:
        """True when the bot subscribed to this kind (an empty list means Telegram's default)."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def offer(self, kind: str, content: dict[str, Any], line: int) -> int | None:
        """Queues an update and returns its id; None when the bot does not want this kind."""
        if not self.wants(kind):
            return None
        update = Update(self._next_id, line, self._clock.timestamp(), kind, content)
        self._next_id += 1
        self._pending[update.id] = update
        self._signal("")
        if self.on_offer is not None:
            self.on_offer(update)
        return update.id

    def pending(self) -> list[Update]:
        """Everything that is not confirmed, oldest first."""
        self._forget_old()
        return list(self._pending.values())

    def get(self, update_id: int) -> Update | None:
        """An unconfirmed update."""
        return self._pending.get(update_id)

    def confirm(self, update_id: int) -> None:
        """Forgets one update: a webhook took it."""
        self._pending.pop(update_id, None)

    def clear(self) -> None:
        """Drops every pending update."""
        self._pending.clear()

    def interrupt(self, sentence: str) -> None:
        """Ends a running long poll with a 409."""
        self._signal(sentence)

    def close(self) -> None:
        """Ends a running long poll with an empty answer; used when the server stops."""
        self._signal("")

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """getUpdates: confirms below `offset`, then waits up to `seconds` for something new.

        A second poller ends the first with a 409, as Telegram does. Raises ApiError 409 in the first.
        """
        self._signal(TERMINATED)
        self._confirm_below(offset)
        if self._pending or seconds <= 0:
            return self._page(limit)
        poll: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            sentence = await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
        if sentence:
            raise ApiError(409, sentence)
        return self._page(limit)

    def _confirm_below(self, offset: int) -> None:
        self._forget_old()
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popitem(last=False)
        while self._pending and next(iter(self._pending)) < offset:
            self._pending.popitem(last=False)

    def _page(self, limit: int) -> list[Update]:
        page: list[Update] = []
        for update in self._pending.values():
            if len(page) == limit:
                break
            page.append(update)
        return page

    def _signal(self, sentence: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(sentence)
            self._poll = None

    def _forget_old(self) -> None:
        oldest = self._clock.timestamp() - KEPT_SECONDS
        while self._pending and next(iter(self._pending.values())).made < oldest:
            self._pending.popitem(last=False)
