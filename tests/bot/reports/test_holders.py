"""From the invitation to the removal."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.emulator.clock import MovableClock
from bot.reports.holders import HolderError, InvitationError, Role, State
from bot.reports.keys import PublicKeys, b64, new_holder_keys
from bot.reports.room import Room
from bot.reports.tables import HolderRow
from tests.bot.reports.people import Staff, draft, officer, only_row, proof

DAY = 24 * 3600


async def test_an_invited_officer_enrols_waits_and_is_confirmed(room: Room) -> None:
    keys = new_holder_keys()
    token = await room.holders.invite("  Rani  Wijaya ", "Inspektorat")
    (invited,) = await room.holders.all()
    assert (invited.name, invited.state, invited.keys) == ("Rani Wijaya", State.INVITED, None)

    holder = await room.holders.enrol(token, keys.public, proof(keys, token))
    assert (holder.id, holder.state, holder.keys) == (invited.id, State.WAITING, keys.public)
    assert await room.holders.waiting() == [holder]
    assert await room.holders.active() == []

    await room.holders.confirm(holder.id)
    assert [one.id for one in await room.holders.active()] == [holder.id]
    assert (await room.holders.get(holder.id)).state is State.ACTIVE  # type: ignore[union-attr]


async def test_a_token_works_once(room: Room) -> None:
    token = await room.holders.invite("Rani", "Inspektorat")
    first, second = new_holder_keys(), new_holder_keys()
    await room.holders.enrol(token, first.public, proof(first, token))
    with pytest.raises(InvitationError):
        await room.holders.enrol(token, second.public, proof(second, token))


async def test_a_token_lasts_a_week(room: Room, clock: MovableClock) -> None:
    in_time, too_late = [await room.holders.invite(name, "Inspektorat") for name in ("Rani", "Budi")]
    keys, other = new_holder_keys(), new_holder_keys()
    clock.advance(7 * DAY)
    await room.holders.enrol(in_time, keys.public, proof(keys, in_time))
    clock.advance(1 * DAY)
    with pytest.raises(InvitationError):
        await room.holders.enrol(too_late, other.public, proof(other, too_late))


@pytest.mark.parametrize("token", ["", "bukan token!", "é", b64(bytes(16))])
async def test_a_token_that_nobody_gave_is_refused(room: Room, token: str) -> None:
    keys = new_holder_keys()
    with pytest.raises(InvitationError):
        await room.holders.enrol(token, keys.public, bytes(64))


async def test_only_the_hash_of_a_token_is_kept(room: Room) -> None:
    token = await room.holders.invite("Rani", "Inspektorat")
    async with room.database.reading() as session:
        (row,) = await session.exec(select(HolderRow))
    assert token not in repr(row)
    assert row.invitation
    assert b64(row.invitation) != token


async def test_keys_without_their_own_signature_are_refused_and_the_token_stays_good(room: Room) -> None:
    keys, thief = new_holder_keys(), new_holder_keys()
    token = await room.holders.invite("Rani", "Inspektorat")
    for forged in (bytes(64), b"", proof(thief, token)):
        with pytest.raises(InvitationError):
            await room.holders.enrol(token, keys.public, forged)
    await room.holders.enrol(token, keys.public, proof(keys, token))


async def test_one_key_cannot_count_as_two_people(room: Room) -> None:
    rani = await officer(room, "Rani")
    token = await room.holders.invite("Budi", "BKPSDM")
    with pytest.raises(InvitationError):
        await room.holders.enrol(token, rani.keys.public, proof(rani.keys, token))
    with pytest.raises(InvitationError):
        await room.holders.register_recovery(rani.keys.public)


@pytest.mark.parametrize("opening", [bytes(32), b"\x01" + bytes(31), b"", bytes(31)])
async def test_an_opening_key_that_nothing_can_be_sealed_to_is_refused(room: Room, opening: bytes) -> None:
    """Otherwise one officer could stop every report."""
    keys = new_holder_keys()
    with pytest.raises(InvitationError):
        await room.holders.register_recovery(PublicKeys(opening, keys.public.signing))


async def test_a_recovery_key_is_active_at_once_and_an_earlier_one_stays(room: Room) -> None:
    first = await room.holders.register_recovery(new_holder_keys().public)
    second = await room.holders.register_recovery(new_holder_keys().public)
    active = await room.holders.active()
    assert {holder.id for holder in active} == {first.id, second.id}
    assert {holder.role for holder in active} == {Role.RECOVERY}


async def test_a_removed_holder_loses_keys_and_every_access(room: Room, people: Staff) -> None:
    await room.intake.submit(draft())
    await room.holders.remove(people.budi.id)
    removed = await room.holders.get(people.budi.id)
    assert removed
    assert (removed.state, removed.keys) == (State.REMOVED, None)
    assert (await room.desk.page(people.budi.id)).rows == ()
    assert await only_row(room, people.rani)


async def test_reports_that_only_one_holder_can_open_are_counted(room: Room, people: Staff) -> None:
    await room.intake.submit(draft(people.budi))
    assert await room.holders.sole_reports(people.rani.id) == 0
    await room.holders.remove(people.recovery.id)
    assert await room.holders.sole_reports(people.rani.id) == 1
    assert await room.holders.sole_reports(people.budi.id) == 0


async def test_an_invitation_is_withdrawn_by_removing_it(room: Room) -> None:
    keys = new_holder_keys()
    token = await room.holders.invite("Rani", "Inspektorat")
    await room.holders.remove((await room.holders.all())[0].id)
    with pytest.raises(InvitationError):
        await room.holders.enrol(token, keys.public, proof(keys, token))


async def test_steps_out_of_order_are_refused(room: Room, people: Staff) -> None:
    await room.holders.invite("Sari", "Bawaslu")
    sari = next(holder for holder in await room.holders.all() if holder.name == "Sari")
    for holder in (sari.id, people.rani.id, bytes(16)):
        with pytest.raises(HolderError):
            await room.holders.confirm(holder)
    await room.holders.remove(sari.id)
    for holder in (sari.id, bytes(16)):
        with pytest.raises(HolderError):
            await room.holders.remove(holder)


@pytest.mark.parametrize(("name", "agency"), [("", "Inspektorat"), ("Rani", "  "), ("R" * 81, "Inspektorat")])
async def test_a_name_and_an_agency_are_needed(room: Room, name: str, agency: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        await room.holders.invite(name, agency)
