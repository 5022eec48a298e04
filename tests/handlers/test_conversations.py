"""What a chat's conversation keeps, how long, and how little it shows of itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.clock import MovableClock
from bot.emulator.parse_html import parse_html
from bot.reports.content import STORY_LIMIT
from bot.reports.intake import Receiver
from handlers import conversations
from handlers.allowance import Allowance, Use
from handlers.conversations import Conversations
from handlers.mailbox.box import Box
from handlers.mailbox.box import Step as BoxStep
from handlers.report import days
from handlers.report.draft import QUIET_SECONDS, Draft, Step, StoryTooLongError
from handlers.report.taps import _MOVES
from handlers.views.callbacks import Action
from handlers.views.report_screens import screen

TODAY = dt.date(2026, 11, 22)
RECEIVERS = tuple(Receiver(bytes([n]), f"Petugas <{n}>", f"Instansi {n % 3} & lain-lain " * 3) for n in range(12))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC), frozen=True)


def test_a_draft_lives_half_an_hour_after_the_last_word(clock: MovableClock) -> None:
    chats, draft = Conversations(clock), Draft()
    chats.begin(1, draft)
    clock.advance(QUIET_SECONDS - 1)
    chats.keep(1)
    clock.advance(QUIET_SECONDS - 1)
    assert chats.find(1) is draft
    assert chats.take_silent() == []
    clock.advance(1)
    assert chats.find(1) is None
    assert chats.take_silent() == [(1, draft)]
    assert list(chats) == []


def test_a_mailbox_lives_a_minute_on_the_screen_and_ten_while_it_listens(clock: MovableClock) -> None:
    chats, box = Conversations(clock), Box(step=BoxStep.ANSWER)
    chats.begin(1, box)
    clock.advance(599)
    assert chats.find(1) is box
    box.step = BoxStep.VIEW
    assert chats.find(1) is None
    assert chats.end(1) is box


def test_no_more_conversations_than_the_memory_may_hold(clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "MOST_OPEN", 2)
    chats = Conversations(clock)
    for chat_id in (1, 2):
        assert not chats.full
        chats.begin(chat_id, Draft())
    assert chats.full


def test_nothing_written_shows_in_a_representation() -> None:
    draft = Draft(parts={1: "rahasia"}, code="12345678901234567890")
    assert repr(draft) == "Draft(...)"
    assert "rahasia" not in repr([draft, Box()])


def test_a_code_is_confirmed_by_its_end_or_by_the_whole() -> None:
    draft = Draft(code="12345678901234567890")
    assert all(draft.confirms(text) for text in ("7890", " 78 90 ", "1234 5678 9012 3456 7890"))
    assert not any(draft.confirms(text) for text in ("", "890", "1234", "12345678901234567891"))


@given(st.lists(st.tuples(st.integers(1, 5), st.text(min_size=1, max_size=9000)), max_size=8))
def test_a_story_never_exceeds_its_limit_and_never_loses_a_part(told: list[tuple[int, str]]) -> None:
    draft, kept, overs = Draft(), dict[int, str](), list[tuple[int, int]]()
    for message, text in told:
        try:
            draft.tell(message, text)
            kept[message] = text
        except StoryTooLongError as error:
            longer = "\n\n".join({**kept, message: text}[number] for number in sorted({*kept, message}))
            overs.append((error.over, len(longer) - STORY_LIMIT))
    assert all(told_over == over > 0 for told_over, over in overs)
    assert draft.parts == kept
    assert len(draft.story) <= STORY_LIMIT


_TAPS = st.tuples(st.sampled_from([action for action, (_, move) in _MOVES.items() if move]), st.integers(0, 30))
_WORDS = st.sampled_from(["kemarin", "12 november", "besok", "1 januari 2030", "Camat <b>itu</b> & kawan. " * 20])


@given(st.lists(st.one_of(_TAPS, _WORDS), max_size=30))
def test_every_way_through_a_report_has_a_screen_and_honest_dates(inputs: list[tuple[Action, int] | str]) -> None:
    draft = Draft(receivers=RECEIVERS)
    for number, given_input in enumerate(inputs):
        if isinstance(given_input, str):
            if draft.step in (Step.EVENT, Step.KNOWN):
                days.take_typed(draft, given_input, TODAY)
            elif draft.step in (Step.STORY, Step.CHECK):
                draft.tell(number, given_input)
        else:
            steps, move = _MOVES[given_input[0]]
            if draft.step in steps and move:
                move(draft, given_input[1], TODAY)
        shown = screen(draft, TODAY, page=number % 3)
        text, _ = parse_html(shown.text)
        assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096
        assert shown.keyboard
        if draft.step is Step.CHECK:
            body = draft.content().body
            assert body.event_date <= body.known_date <= TODAY


def test_three_reports_a_day_and_ten_codes_an_hour(clock: MovableClock) -> None:
    allowance = Allowance(clock)
    assert [allowance.take(1, Use.REPORT) for _ in range(4)] == [True, True, True, False]
    assert [allowance.take(1, Use.CODE) for _ in range(11)] == [True] * 10 + [False]
    assert allowance.left(2, Use.REPORT) == 3
    clock.advance(1800)
    assert not allowance.take(1, Use.CODE)
    clock.advance(1801)
    assert allowance.take(1, Use.CODE)
    assert not allowance.take(1, Use.REPORT)


def test_a_new_day_forgets_all_counts_with_their_key(clock: MovableClock) -> None:
    allowance = Allowance(clock)
    for _ in range(3):
        allowance.take(7_000_000_123, Use.REPORT)
    key = allowance._key
    assert b"7000000123" not in b"".join(name for _, name in allowance._uses)
    clock.advance(14 * 3600)  # past midnight in Jakarta
    assert allowance.left(7_000_000_123, Use.REPORT) == 3
    assert allowance._key != key
    assert not allowance._uses
