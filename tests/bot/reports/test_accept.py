"""Reports that come sealed, and those of the chat, which are sealed on their way to the same door."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from bot.reports.intake import ReceiversChangedError
from bot.reports.receipt import new_code
from bot.reports.room import Room
from bot.reports.sealed import SealedReport, sealed_report
from bot.reports.shapes import FILE_BYTES, ShapeError
from tests.bot.reports.people import STORY, Staff, draft, officer, only_row, story


async def sealed_here(room: Room) -> SealedReport:
    return sealed_report(draft(), new_code(), await room.intake.salt(), await room.intake.holders())


async def test_a_sealed_report_is_stored_as_it_came(room: Room, people: Staff) -> None:
    sealed = await sealed_here(room)
    await room.intake.accept(sealed)
    row = await only_row(room, people.rani)
    assert row.id == sealed.id
    assert await story(room, people.rani, row) == STORY


async def test_it_is_refused_when_a_holder_came_or_went(room: Room, people: Staff) -> None:
    before = await sealed_here(room)
    sari = await officer(room, "Sari")
    with_sari = await sealed_here(room)
    with pytest.raises(ReceiversChangedError):
        await room.intake.accept(before)
    await room.holders.remove(sari.id)
    with pytest.raises(ReceiversChangedError):
        await room.intake.accept(with_sari)
    await room.intake.accept(before)


async def test_reports_by_chat_reach_a_holder_who_comes_meanwhile(room: Room, people: Staff) -> None:
    """Whoever is active when it is stored can read it, however the two fell together."""
    *_, sari = await asyncio.gather(*(room.intake.submit(draft()) for _ in range(4)), officer(room, "Sari"))
    for row in (await room.desk.page(sari.id)).rows:
        assert await story(room, sari, row) == STORY


async def test_no_file_is_larger_than_a_cleaned_one(room: Room, people: Staff) -> None:
    sealed = await sealed_here(room)
    for size in (FILE_BYTES + 1024 * 1024, 3 * 1024, 0):
        huge = {bytes(16): b"\1\3" + bytes(32 + size + 16)}
        with pytest.raises(ShapeError):
            await room.intake.accept(dataclasses.replace(sealed, attachments=huge))


async def test_what_is_sealed_is_not_printed(room: Room, people: Staff) -> None:
    sealed = await sealed_here(room)
    assert sealed.search.hex() not in repr(sealed)
    assert "search" not in repr(sealed)
