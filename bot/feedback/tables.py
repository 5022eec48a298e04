"""Tables without a person in them: no account, no chat, no time finer than a month."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import Field, SQLModel, String


class Vote(StrEnum):
    HELPED = "helped"
    NOT_HELPED = "not_helped"


class VoteCount(SQLModel, table=True):
    """How often an entry was found helpful or not. Only the sum is kept."""

    __tablename__ = "vote_count"

    entry_id: str = Field(primary_key=True, max_length=40)
    vote: Vote = Field(primary_key=True, sa_type=String(12))
    count: int = 0


class SavedQuestion(SQLModel, table=True):
    """A question without an answer yet, left by consent. `month` is "2026-11"."""

    __tablename__ = "saved_question"

    id: int | None = Field(default=None, primary_key=True)
    text: str = Field(max_length=1000)
    month: str = Field(max_length=7)
