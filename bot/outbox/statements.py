"""The SQL of the outbox. Only inserting many rows is different on SQLite and on PostgreSQL.

Letter states are written into the statements: with a parameter in its place an index of one state serves no query.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    Select,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    text,
    true,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate, Update
from sqlmodel import col

from bot.outbox.letters import CampaignState, OnUncertain, State
from bot.outbox.quiet import ZONES
from bot.outbox.tables import CampaignRow, LetterRow

PENDING = text("letter.state = 'pending'")
SENDING = text("letter.state = 'sending'")

INSERT = {
    "sqlite": text(
        "INSERT INTO letter (campaign, chat_id, state, due, zone, attempts)"
        " VALUES (:campaign, :chat_id, 'pending', :due, :zone, 0) ON CONFLICT DO NOTHING"
    ),
    "postgresql": text(
        "INSERT INTO letter (campaign, chat_id, state, due, zone, attempts)"
        " SELECT :campaign, chat_id, 'pending', due, zone, 0"
        " FROM unnest(CAST(:chat_ids AS bigint[]), CAST(:dues AS bigint[]), CAST(:zones AS text[]))"
        " AS given (chat_id, due, zone) ON CONFLICT DO NOTHING"
    ),
}
"""SQLite takes a list of rows, PostgreSQL one set of columns: ten times faster than row by row."""


def _open() -> Select[Any]:
    zones = union_all(*(select(literal(zone).label("zone")) for zone in ZONES)).subquery("zones")
    # A scalar subquery with a limit is one look into the index; a join or EXISTS might read millions of letters.
    earliest = (
        select(col(LetterRow.due))
        .where(col(LetterRow.campaign) == CampaignRow.id, col(LetterRow.zone) == zones.c.zone, PENDING)
        .order_by(col(LetterRow.due))
        .limit(1)
        .correlate(CampaignRow, zones)
        .scalar_subquery()
    )
    now: BindParameter[int] = bindparam("now")
    return (
        select(CampaignRow.__table__, zones.c.zone)  # type: ignore[attr-defined]
        .join(zones, true())
        .where(
            col(CampaignRow.state) == CampaignState.ACTIVE.value,
            col(CampaignRow.not_before) <= now,
            col(CampaignRow.deadline) > now,
            zones.c.zone.in_(bindparam("awake", expanding=True)),
            earliest <= now,
        )
        .order_by(col(CampaignRow.deadline), col(CampaignRow.created), col(CampaignRow.id), zones.c.zone)
    )


def _claim() -> ReturningUpdate[int, int]:
    campaign: BindParameter[str] = bindparam("of")
    picked = (
        select(col(LetterRow.chat_id))
        .where(
            col(LetterRow.campaign) == campaign,
            col(LetterRow.zone) == bindparam("in_zone"),
            PENDING,
            col(LetterRow.due) <= bindparam("now"),
        )
        .order_by(col(LetterRow.due))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    return (
        update(LetterRow)
        .where(col(LetterRow.campaign) == campaign, col(LetterRow.chat_id) == picked.c.chat_id)
        .values(state=State.SENDING.value, lease=bindparam("until"), attempts=col(LetterRow.attempts) + 1)
        .returning(col(LetterRow.chat_id), col(LetterRow.attempts))
    )


def _settle() -> Update:
    return _claimed().values(
        state=bindparam("to"),
        reason=bindparam("why"),
        due=func.coalesce(bindparam("at"), col(LetterRow.due)),
        lease=None,
    )


def _claimed() -> Update:
    """The row of a claim, wherever it stands: as long as nobody claimed it anew its attempts are the same."""
    return update(LetterRow).where(
        col(LetterRow.campaign) == bindparam("of"),
        col(LetterRow.chat_id) == bindparam("to_chat"),
        col(LetterRow.attempts) == bindparam("claim", type_=Integer),
    )


def _recover() -> Update:
    repeated = select(col(CampaignRow.id)).where(
        col(CampaignRow.on_uncertain) == OnUncertain.REPEAT.value,
        col(CampaignRow.state).in_([CampaignState.ACTIVE.value, CampaignState.PAUSED.value]),
    )
    again = case((col(LetterRow.campaign).in_(repeated), State.PENDING.value), else_=State.UNCERTAIN.value)
    return (
        update(LetterRow)
        .where(SENDING, col(LetterRow.lease) < bindparam("now"))
        .values(state=again, lease=None, reason="lease")
    )


def _over() -> Select[str, str]:
    has_pending = select(col(LetterRow.due)).where(col(LetterRow.campaign) == CampaignRow.id, PENDING).limit(1)
    return select(col(CampaignRow.id), col(CampaignRow.state)).where(
        or_(
            col(CampaignRow.state) == CampaignState.CANCELLED.value,
            col(CampaignRow.deadline) <= bindparam("now"),
        ),
        has_pending.scalar_subquery().is_not(None),
    )


def _close() -> Update:
    few = select(col(LetterRow.chat_id)).where(col(LetterRow.campaign) == bindparam("of"), PENDING)
    picked = few.limit(bindparam("most")).with_for_update(skip_locked=True).cte("picked")
    return (
        update(LetterRow)
        .where(col(LetterRow.campaign) == bindparam("of"), col(LetterRow.chat_id) == picked.c.chat_id)
        .values(state=bindparam("to"))
    )


def _finish() -> Update:
    def none(state: Any) -> Any:
        letters = select(col(LetterRow.due)).where(col(LetterRow.campaign) == CampaignRow.id, state)
        return letters.limit(1).correlate(CampaignRow).scalar_subquery().is_(None)

    open_states = [CampaignState.ACTIVE.value, CampaignState.PAUSED.value]
    return (
        update(CampaignRow)
        .where(
            col(CampaignRow.state).in_(open_states),
            col(CampaignRow.not_before) <= bindparam("now"),
            none(PENDING),
            none(SENDING),
        )
        .values(state=CampaignState.DONE.value)
    )


OPEN = _open()
"""Campaigns and zones with letters that may go now; the earliest deadline first."""

CLAIM = _claim()
"""Up to `most` letters of one of them become `sending`. On PostgreSQL no two transactions pick the same one."""

SETTLE = _settle()
RENEW = _claimed().where(SENDING).values(lease=bindparam("until"))
RECOVER = _recover()

OVER = _over()
"""Campaigns that are cancelled or past their deadline and still have waiting letters."""

CLOSE = _close()
FINISH = _finish()
