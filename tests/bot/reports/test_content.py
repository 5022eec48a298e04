"""What is inside the envelopes."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.content import (
    MESSAGE_LIMIT,
    STORY_LIMIT,
    Body,
    ContentError,
    Draft,
    Text,
    pack_file,
    read_body,
    read_file,
    read_text,
)
from bot.reports.padding import padded_size
from bot.reports.shapes import TEXT_BYTES

DAY = dt.date(2026, 11, 21)
letters = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(letters, st.dates(), st.dates())
def test_a_report_reads_back(story: str, event: dt.date, known: dt.date) -> None:
    body = Body(event_date=event, known_date=known, story=story)
    assert read_body(body.packed()) == body


@given(letters, st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_a_message_reads_back(text: str, author: str) -> None:
    message = Text(text=text, author=author)
    assert read_text(message.packed()) == message


@given(st.sampled_from(FileKind), st.binary(max_size=200))
def test_a_file_reads_back(kind: FileKind, content: bytes) -> None:
    assert read_file(pack_file(CleanFile(kind, content))) == CleanFile(kind, content)


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(packed: bytes) -> None:
    for read in (read_body, read_text, read_file):
        with contextlib.suppress(ContentError):
            read(packed)


@pytest.mark.parametrize(
    "packed",
    [
        b"{}",
        b'{"text": ""}',
        b'{"text": "halo", "lain": 1}',
        b'{"text": "halo", "author": "' + b"x" * 81 + b'"}',
        b'{"text": "' + b"x" * (MESSAGE_LIMIT + 1) + b'"}',
        b'{"text": "\xff"}',
        b'["halo"]',
    ],
)
def test_another_form_is_refused(packed: bytes) -> None:
    with pytest.raises(ContentError) as refused:
        read_text(packed)
    assert str(refused.value) == ""


def test_a_refused_text_does_not_stand_in_the_error() -> None:
    with pytest.raises(ValidationError) as refused:
        Body(event_date=DAY, known_date=DAY, story="rahasia " * STORY_LIMIT)
    assert "rahasia" not in str(refused.value)


def test_the_longest_message_fits_its_size_class_in_any_letters() -> None:
    for letter in ("x", "é", "字", "😀", "\x01", '"'):
        packed = Text(text=letter * MESSAGE_LIMIT, author="字" * 80).packed()
        assert padded_size(len(packed)) <= TEXT_BYTES


def test_contents_do_not_print_themselves() -> None:
    body = Body(event_date=DAY, known_date=DAY, story="rahasia")
    draft = Draft(body, (CleanFile(FileKind.PDF, b"rahasia"),))
    for content in (body, draft, Text(text="rahasia"), draft.files[0]):
        assert "rahasia" not in repr(content)
