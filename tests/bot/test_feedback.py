"""Votes are sums, questions are texts: nothing in them is a person."""

from __future__ import annotations

import asyncio

import pytest
from sqlmodel import SQLModel

import bot.feedback.service as service
from bot.feedback.service import Feedback, MailboxFullError
from bot.feedback.tables import SavedQuestion, Vote, VoteCount


async def test_votes_at_the_same_moment_are_all_counted(feedback: Feedback) -> None:
    await asyncio.gather(*(feedback.count("medsos-like", Vote.HELPED) for _ in range(20)))
    await feedback.count("medsos-like", Vote.NOT_HELPED)
    assert [(v.entry_id, v.vote, v.count) for v in await feedback.votes()] == [
        ("medsos-like", "helped", 20),
        ("medsos-like", "not_helped", 1),
    ]


async def test_questions_are_listed_by_text_and_cleared(feedback: Feedback) -> None:
    for text in ("zebra", "anggrek", "melati" * 500):
        await feedback.save_question(text)
    kept = await feedback.questions()
    assert [question.text[:6] for question in kept] == ["anggre", "melati", "zebra"]
    assert max(len(question.text) for question in kept) == service.QUESTION_LIMIT
    assert await feedback.clear_questions() == 3
    assert await feedback.questions() == []


async def test_a_full_mailbox_refuses(feedback: Feedback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MAILBOX_LIMIT", 1)
    await feedback.save_question("pertama")
    with pytest.raises(MailboxFullError):
        await feedback.save_question("kedua")
    assert [question.text for question in await feedback.questions()] == ["pertama"]


def test_no_column_could_name_a_person() -> None:
    columns = {column.name for table in SQLModel.metadata.tables.values() for column in table.columns}
    assert (
        columns
        == {*VoteCount.model_fields, *SavedQuestion.model_fields}
        == {
            "entry_id",
            "vote",
            "count",
            "id",
            "text",
            "month",
        }
    )
