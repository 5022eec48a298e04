"""Subscriptions on SQLite and PostgreSQL: saved, changed, deleted, counted, streamed."""

from __future__ import annotations

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.outbox.tables import Letterbox
from bot.provinces import PROVINCES
from bot.reminders import subscriptions
from bot.reminders.subscriptions import Frequency, Subscription, Target
from bot.reminders.tables import SubscriptionRow
from knowledge.model import Employment
from tests.bot.reminders.conftest import ACEH, BALI, PAPUA, World


async def chats(world: World, target: Target) -> list[int]:
    return [one async for one in world.subscriptions.chats(target)]


async def test_a_choice_can_be_changed_and_the_month_of_joining_stays(world: World) -> None:
    saved = await world.subscriptions.save(1, ACEH, Employment.PNS, Frequency.WEEKLY)
    assert saved == Subscription(1, ACEH, Employment.PNS, Frequency.WEEKLY, "2029-01")
    world.clock.advance(dt.timedelta(days=60))
    changed = await world.subscriptions.save(1, BALI, Employment.PPPK, Frequency.PHASES)
    assert changed == Subscription(1, BALI, Employment.PPPK, Frequency.PHASES, "2029-01")
    assert await world.subscriptions.get(1) == changed
    assert await world.subscriptions.get(2) is None


async def test_who_leaves_is_gone(world: World) -> None:
    await world.join(1)
    assert await world.subscriptions.delete(1)
    assert not await world.subscriptions.delete(1)
    assert await chats(world, Target()) == []


async def test_a_province_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="unknown province"):
        await world.join(1, "99")


async def test_a_chat_that_moved_keeps_its_subscription(world: World) -> None:
    await world.join(1, PAPUA)
    await world.subscriptions.moved(1, -100)
    assert await world.subscriptions.get(1) is None
    moved = Subscription(-100, PAPUA, Employment.PNS, Frequency.PHASES, "2029-01")
    assert await world.subscriptions.get(-100) == moved
    await world.join(2, BALI)
    await world.subscriptions.moved(2, -100)
    assert await chats(world, Target()) == [-100]
    await world.subscriptions.moved(3, 4)
    assert await chats(world, Target()) == [-100]


async def test_parts_of_the_subscribers(world: World) -> None:
    await world.subscriptions.save(1, ACEH, Employment.PNS, Frequency.WEEKLY)
    await world.subscriptions.save(2, BALI, Employment.PPPK, Frequency.WEEKLY)
    await world.subscriptions.save(-3, PAPUA, Employment.LAINNYA, Frequency.PHASES)
    expected = {
        Target(): [-3, 1, 2],
        Target(provinces=frozenset({ACEH, PAPUA})): [-3, 1],
        Target(kinds=frozenset({Employment.PPPK})): [2],
        Target(frequencies=frozenset({Frequency.WEEKLY})): [1, 2],
        Target(provinces=frozenset({ACEH}), kinds=frozenset({Employment.PPPK})): [],
    }
    for target, found in expected.items():
        assert await chats(world, target) == found
        assert await world.subscriptions.count(target) == len(found)


@pytest.mark.parametrize("number", [0, 1, 3, 6, 7])
async def test_pages_leave_nobody_out(world: World, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "PAGE", 3)
    for chat in range(number):
        await world.join(chat)
    assert await chats(world, Target()) == list(range(number))


def test_a_target_within_a_zone() -> None:
    zones = {zone: Target().within(zone) for zone in ("WIB", "WITA", "WIT")}
    assert [len(target.provinces) for target in zones.values() if target] == [18, 12, 8]
    assert Target(provinces=frozenset({ACEH})).within("WIT") is None
    assert len(PROVINCES) == 38


async def test_nothing_else_is_kept_of_a_person() -> None:
    assert set(SubscriptionRow.model_fields) == {"chat_id", "province", "kind", "frequency", "month"}


def test_a_chat_is_in_no_text_of_a_subscription() -> None:
    assert "12345" not in repr(Subscription(12345, ACEH, Employment.PNS, Frequency.WEEKLY, "2029-01"))


async def test_models_match_migrations(world: World) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Letterbox.metadata))

    async with world.database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrations_go_back(world: World) -> None:
    await world.database.migrate("-2")
    async with world.database.engine.connect() as connection:
        tables = await connection.run_sync(lambda one: inspect(one).get_table_names())
    assert not {"subscription", "closed"} & set(tables)
    await world.database.migrate()
