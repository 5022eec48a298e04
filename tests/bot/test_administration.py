"""What an administrator of reports types and reads."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import _parser
from bot.administration import OBSTACLES, Administration, AdministrationError, new_pepper
from bot.emulator.clock import MovableClock
from bot.reports.keys import new_holder_keys, read_printed, unb64
from bot.reports.readiness import Obstacle
from bot.reports.room import Room, open_room
from tests.bot.reports.people import draft, officer, proof, recovery
from tests.bot.test_main import run

DAY = 24 * 3600
PEPPER = bytes(range(32))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 22, 3, tzinfo=UTC), frozen=True)


@pytest.fixture
async def room(tmp_path: Path, clock: MovableClock) -> AsyncIterator[Room]:
    async with open_room(f"sqlite+aiosqlite:///{tmp_path / 'laporan' / 'laporan.db'}", PEPPER, clock) as opened:
        yield opened


async def _link(holder: bytes) -> str:
    return f"https://t.me/bolehkah_bot?start=petugas-{holder.hex()[:4]}"


async def typed(room: Room, clock: MovableClock, *words: str, answer: str = "") -> str:
    """What is printed after `words`, when `answer` is given to the question."""
    administration = Administration(room, clock, "https://lapor.example.go.id/", lambda _: answer, _link)
    return "\n".join(await administration.run(_parser().parse_args(words)))


async def test_an_officer_is_invited_by_a_link_and_confirmed_by_fingerprint(room: Room, clock: MovableClock) -> None:
    invited = await typed(room, clock, "officers", "invite", "--name", "Rani", "--agency", "Inspektorat")
    link = re.search(r"https://lapor\.example\.go\.id/daftar#([\w-]{22})\n", invited)
    assert link
    keys = new_holder_keys()
    await room.holders.enrol(link[1], keys.public, proof(keys, link[1]))
    listed = await typed(room, clock, "officers", "list")
    assert "menunggu konfirmasi: Rani, Inspektorat" in listed
    assert keys.public.fingerprint in listed
    with pytest.raises(AdministrationError, match="Tidak ada yang diubah"):
        await typed(room, clock, "officers", "confirm", listed[:8], answer="tidak")
    assert "Rani sekarang menerima" in await typed(room, clock, "officers", "confirm", listed[:8], answer="Ya")
    assert len(await room.holders.active()) == 1
    with pytest.raises(AdministrationError, match="officers list"):
        await typed(room, clock, "officers", "confirm", listed[:8], answer="ya")


async def test_the_question_shows_the_fingerprint_to_compare(room: Room, clock: MovableClock) -> None:
    asked = []
    keys = new_holder_keys()
    token = await room.holders.invite("Rani", "Inspektorat")
    holder = await room.holders.enrol(token, keys.public, proof(keys, token))

    def ask(question: str) -> str:
        asked.append(question)
        return "ya"

    arguments = _parser().parse_args(["officers", "confirm", holder.id.hex()])
    await Administration(room, clock, "", ask, _link).run(arguments)
    assert keys.public.fingerprint in asked[0]


async def test_the_list_says_what_is_still_missing(room: Room, clock: MovableClock) -> None:
    listed = await typed(room, clock, "officers", "list")
    assert OBSTACLES[Obstacle.FEW_HOLDERS] in listed
    assert OBSTACLES[Obstacle.NO_RECOVERY] in listed
    for name in ("Rani", "Budi"):
        await officer(room, name)
    await recovery(room)
    assert (await typed(room, clock, "officers", "list")).endswith("Laporan dibuka.")


def test_every_obstacle_has_its_sentence() -> None:
    assert set(OBSTACLES) == set(Obstacle)


async def test_removing_asks_first_and_warns_of_what_is_lost(room: Room, clock: MovableClock) -> None:
    rani, budi, key = await officer(room, "Rani"), await officer(room, "Budi"), await recovery(room)
    await room.intake.submit(draft(budi))
    await room.holders.remove(key.id)
    asked = []

    def ask(question: str) -> str:
        asked.append(question)
        return "ya"

    arguments = _parser().parse_args(["officers", "remove", rani.id.hex()])
    told = await Administration(room, clock, "", ask, _link).run(arguments)
    assert "1 laporan hanya dapat dibuka oleh pemegang ini" in asked[0]
    assert told[0] == "Rani dikeluarkan."
    with pytest.raises(AdministrationError, match="officers list"):
        await typed(room, clock, "officers", "remove", rani.id.hex(), answer="ya")


@pytest.mark.parametrize("beginning", ["", "zz", "0123456789abcdef0123456789abcdef"])
async def test_a_beginning_must_fit_one_holder(room: Room, clock: MovableClock, beginning: str) -> None:
    await officer(room, "Rani")
    with pytest.raises(AdministrationError, match="awal nomor"):
        await typed(room, clock, "officers", "remove", beginning, answer="ya")


async def test_a_name_is_needed(room: Room, clock: MovableClock) -> None:
    with pytest.raises(AdministrationError, match="80 huruf"):
        await typed(room, clock, "officers", "invite", "--name", " ", "--agency", "Inspektorat")


async def test_a_recovery_key_is_shown_and_written_nowhere(room: Room, clock: MovableClock) -> None:
    shown = await typed(room, clock, "recovery", "new")
    printed = re.search(r"^    ((?:[A-Z2-7]{4} ){13}[A-Z2-7]{4})$", shown, re.MULTILINE)
    assert printed
    keys = read_printed(printed[1])
    assert [holder.keys for holder in await room.holders.active()] == [keys.public]
    assert room.database.path
    written = b"".join(path.read_bytes() for path in room.database.path.parent.iterdir())
    assert keys.seed not in written
    assert keys.public.opening in written


async def test_a_purge_says_how_many(room: Room, clock: MovableClock) -> None:
    for name in ("Rani", "Budi"):
        await officer(room, name)
    await recovery(room)
    await room.intake.submit(draft())
    clock.advance(365 * DAY)
    assert await typed(room, clock, "reports", "purge") == "1 laporan dihapus."


async def test_numbers_hide_the_small_ones(room: Room, clock: MovableClock) -> None:
    for name in ("Rani", "Budi"):
        await officer(room, name)
    await recovery(room)
    assert await typed(room, clock, "reports", "stats") == "Laporan: 0"
    await room.intake.submit(draft())
    assert not re.search(r"^ +\d+ ", await typed(room, clock, "reports", "stats"), re.MULTILINE)


async def test_the_audit_is_checked(room: Room, clock: MovableClock) -> None:
    await officer(room, "Rani")
    assert re.fullmatch(
        r"Riwayat utuh: 3 baris\. .+: [0-9A-F]{32}", await typed(room, clock, "reports", "verify-audit")
    )
    async with room.database.session() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("UPDATE audit SET action = 'dibuka' WHERE sequence = 2")
    with pytest.raises(AdministrationError, match="RUSAK mulai baris 2"):
        await typed(room, clock, "reports", "verify-audit")


async def test_without_a_pepper_one_sentence_says_what_to_do(tmp_path: Path, clock: MovableClock) -> None:
    async with open_room(f"sqlite+aiosqlite:///{tmp_path / 'laporan.db'}", b"", clock) as room:
        with pytest.raises(AdministrationError, match="new-pepper"):
            await typed(room, clock, "recovery", "new")


def test_a_new_pepper_is_random_and_long_enough() -> None:
    assert len(unb64(new_pepper())) == 32
    assert new_pepper() != new_pepper()


def test_the_program_runs_the_commands(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'x' / 'laporan.db'}"
    done = run("officers", "remove", "00", REPORTS_PEPPER=new_pepper(), REPORTS_DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Tidak ada, atau lebih dari satu")


async def test_a_confirmed_officer_gets_a_link_for_notices(room: Room, clock: MovableClock) -> None:
    rani, key = await officer(room, "Rani"), await recovery(room)
    printed = await typed(room, clock, "officers", "notify", rani.id.hex()[:8])
    assert f"?start=petugas-{rani.id.hex()[:4]}" in printed
    assert "pukul\n08.00 dan 15.00 WIB" in printed
    with pytest.raises(AdministrationError):
        await typed(room, clock, "officers", "notify", key.id.hex()[:8])
