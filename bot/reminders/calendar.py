"""The calendar in force: read anew when its files change, kept as it was when they are broken."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from bot.reminders.elections import Election
from bot.reminders.reading import CALENDARS, read

log = logging.getLogger(__name__)


class Calendar:
    """Elections from the files of a folder, which an operator edits while the bot runs."""

    def __init__(self, folder: Path = CALENDARS) -> None:
        self._folder = folder
        self._seen = b""
        self._elections: tuple[Election, ...] | None = None

    @property
    def known(self) -> bool:
        """A calendar without problems was read. Before that nothing may be planned and nothing taken back."""
        return self._elections is not None

    @property
    def active(self) -> tuple[Election, ...]:
        """Elections of which people are reminded."""
        return tuple(election for election in self._elections or () if election.active)

    def refresh(self) -> bool:
        """Read the files if their content changed; True when the calendar is another one now.

        With any problem the last good calendar stays, and each problem is logged once.
        """
        content = self._content()
        if content == self._seen:
            return False
        self._seen = content
        elections, problems = read(self._folder)
        for problem in problems:
            log.error(
                "KALENDER PENGINGAT SALAH, %s: %s", "yang lama dipakai" if self.known else "tidak dipakai", problem
            )
        if problems or elections == self._elections:
            return False
        self._elections = elections
        log.info("calendar: %d elections, %d active", len(elections), len(self.active))
        return True

    def _content(self) -> bytes:
        digest = hashlib.sha256()
        for path in sorted(self._folder.glob("*.toml")):
            digest.update(path.name.encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
        return digest.digest()
