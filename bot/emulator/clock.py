"""The emulator's clock: real time plus an offset that tests and the control API can move forward."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class MovableClock:
    """Real time that can jump forward, or (`frozen=True`) time that passes only by `advance`.

    Guarantees: never runs backwards; `now()` is aware (UTC); `sleep` ends as soon as a jump reaches its end.
    """

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("start needs a time zone")
        self._frozen = frozen
        self._origin = time.monotonic()
        self._base = start.timestamp() if start else time.time()
        self._moved = 0.0
        self._sleepers: set[asyncio.Future[None]] = set()

    def monotonic(self) -> float:
        """Seconds since the clock was made, jumps included."""
        return self._moved if self._frozen else self._moved + time.monotonic() - self._origin

    def timestamp(self) -> float:
        """Seconds since 1970, UTC."""
        return self._base + self.monotonic()

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def advance(self, step: float | timedelta) -> datetime:
        """Jumps forward by seconds or a timedelta and returns the new time. ValueError for a step back."""
        seconds = step.total_seconds() if isinstance(step, timedelta) else float(step)
        if not 0 <= seconds < float("inf"):
            raise ValueError("the clock only moves forward")
        target = self.timestamp() + seconds
        datetime.fromtimestamp(target, UTC)  # refuses a year that does not exist before anything has moved
        self._moved += seconds
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)
        return self.now()

    async def sleep(self, seconds: float) -> None:
        """Returns once `seconds` have passed on this clock."""
        end = self.monotonic() + seconds
        while (left := end - self.monotonic()) > 0:
            jump: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._sleepers.add(jump)
            try:
                await asyncio.wait_for(jump, None if self._frozen else left)
            except TimeoutError:
                continue
            finally:
                self._sleepers.discard(jump)
