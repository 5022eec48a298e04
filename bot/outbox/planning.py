"""Writing a campaign and its letters. Memory is bounded by one batch, however many recipients there are."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlmodel import col

from bot.outbox.letters import Campaign, CampaignState, OnUncertain, Recipient
from bot.outbox.quiet import ZONES
from bot.outbox.statements import INSERT
from bot.outbox.tables import CampaignRow

BATCH = 5_000
"""Letters of one transaction: SQLite's other writers wait for so many at most."""

_INSERT: dict[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_REOPEN = (
    update(CampaignRow)
    .where(col(CampaignRow.id) == bindparam("of"), col(CampaignRow.state) == CampaignState.DONE.value)
    .values(state=CampaignState.ACTIVE.value)
)


async def add_campaign(engine: AsyncEngine, campaign: Campaign, now: int) -> tuple[CampaignState, int]:
    """Write the campaign unless it exists; the state and the deadline that it has in the database."""
    row = asdict(replace(campaign, data=dict(campaign.data), created=now))
    async with engine.begin() as connection:
        await connection.execute(_INSERT[connection.dialect.name](CampaignRow).values(row).on_conflict_do_nothing())
        found = select(col(CampaignRow.state), col(CampaignRow.deadline)).where(col(CampaignRow.id) == campaign.id)
        state, deadline = (await connection.execute(found)).one()
    return CampaignState(state), deadline


async def add_letters(
    engine: AsyncEngine, campaign: str, recipients: AsyncIterable[Recipient] | Iterable[Recipient]
) -> int:
    """A waiting letter for each who has none of this campaign; how many were added."""
    added = 0
    async for batch in _batches(recipients):
        async with engine.begin() as connection:
            new = await _insert(connection, campaign, batch)
            if new:
                await connection.execute(_REOPEN, {"of": campaign})
        added += new
    return added


def campaign_of(row: CampaignRow | Row[Any]) -> Campaign:
    """From a row that has all columns of the table."""
    return Campaign(
        id=row.id,
        kind=row.kind,
        data=row.data,
        not_before=row.not_before,
        deadline=row.deadline,
        on_uncertain=OnUncertain(row.on_uncertain),
        state=CampaignState(row.state),
        created=row.created,
    )


async def _insert(connection: AsyncConnection, campaign: str, batch: list[Recipient]) -> int:
    if unknown := {one.zone for one in batch} - ZONES.keys():
        raise ValueError(f"unknown zones: {', '.join(sorted(unknown))}")
    rows: Any = [{"campaign": campaign, "chat_id": one.chat_id, "due": one.due, "zone": one.zone} for one in batch]
    if connection.dialect.name == "postgresql":
        rows = {"campaign": campaign} | {f"{name}s": [row[name] for row in rows] for name in ("chat_id", "due", "zone")}
    return (await connection.execute(INSERT[connection.dialect.name], rows)).rowcount


async def _batches(recipients: AsyncIterable[Recipient] | Iterable[Recipient]) -> AsyncIterator[list[Recipient]]:
    batch: list[Recipient] = []
    async for recipient in _each(recipients):
        batch.append(recipient)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


async def _each(recipients: AsyncIterable[Recipient] | Iterable[Recipient]) -> AsyncIterator[Recipient]:
    if isinstance(recipients, AsyncIterable):
        async for recipient in recipients:
            yield recipient
    else:
        for recipient in recipients:
            yield recipient
