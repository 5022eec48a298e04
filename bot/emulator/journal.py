"""What changed, in order: every change has a cursor, and readers can wait for the next one."""

import asyncio
from collections import deque
from typing import Any, NamedTuple

KEPT = 5_000


class Change(NamedTuple):
    """One change. `kind`: message, edited, deleted, reaction, typing, toast, inline, chat, world."""

    cursor: int
    kind: str
    chat_id: int | None
    message_id: int | None
    data: dict[str, Any] | None


class Journal:
    """A bounded list of changes. Cursors only grow; `cursor` is the latest."""

    def __init__(self, kept: int = KEPT) -> None:
        self.cursor = 0
        self._changes: deque[Change] = deque(maxlen=kept)
        self._waiting: set[asyncio.Future[None]] = set()
        self.closed = False

    def record(
        self,
        kind: str,
        chat_id: int | None = None,
        message_id: int | None = None,
        data: dict[str, Any] | None = None,
    ) -> int:
        """Notes a change, wakes whoever waits and returns its cursor."""
        self.cursor += 1
        self._changes.append(Change(self.cursor, kind, chat_id, message_id, data))
        if self._waiting:
            self._wake()
        return self.cursor

    def since(self, cursor: int) -> list[Change]:
        """Changes after `cursor`, oldest first, as far as they are still kept."""
        fresh = []
        for change in reversed(self._changes):
            if change.cursor <= cursor:
                break
            fresh.append(change)
        return fresh[::-1]

    def forgot(self, cursor: int) -> bool:
        """True when changes after `cursor` are no longer kept: read everything again."""
        return self.cursor > cursor and (not self._changes or self._changes[0].cursor > cursor + 1)

    async def wait(self, cursor: int, seconds: float) -> bool:
        """True once something newer than `cursor` exists, False after `seconds` or at the end."""
        if self.cursor > cursor or self.closed or seconds <= 0:
            return self.cursor > cursor
        signal: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(signal)
        try:
            await asyncio.wait_for(signal, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(signal)
        return self.cursor > cursor

    def close(self) -> None:
        """Wakes every reader for good; used when the server stops."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for signal in self._waiting:
            if not signal.done():
                signal.set_result(None)
