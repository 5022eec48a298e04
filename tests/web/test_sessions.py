"""Sessions, challenges and limits by themselves, on a clock that stands still."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.emulator.clock import MovableClock
from bot.web.challenges import MOST, Challenges
from bot.web.limits import A_MINUTE, OTHERS_A_MINUTE, Limits
from bot.web.sessions import Sessions

HOLDER = bytes(16)
OTHER = bytes([1]) * 16


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 22, 3, tzinfo=UTC), frozen=True)


def test_every_session_has_a_token_and_a_csrf_token_of_its_own(clock: MovableClock) -> None:
    sessions = Sessions(clock)
    opened = [sessions.open(HOLDER) for _ in range(5)]
    secret = {token for token, _ in opened} | {session.csrf for _, session in opened}
    assert len(secret) == 10
    assert min(map(len, secret)) >= 43


def test_a_session_ends_after_fifteen_idle_minutes(clock: MovableClock) -> None:
    sessions = Sessions(clock)
    token, _ = sessions.open(HOLDER)
    clock.advance(15 * 60 - 1)
    assert sessions.find(token)
    clock.advance(15 * 60 - 1)
    assert sessions.find(token), "its use began the quarter of an hour anew"
    clock.advance(15 * 60)
    assert sessions.find(token) is None


def test_a_session_in_use_ends_after_eight_hours(clock: MovableClock) -> None:
    sessions = Sessions(clock)
    token, _ = sessions.open(HOLDER)
    for _ in range(8 * 6 - 1):
        clock.advance(10 * 60)
        assert sessions.find(token)
    clock.advance(10 * 60)
    assert sessions.find(token) is None


def test_a_closed_session_is_gone_and_the_others_stay(clock: MovableClock) -> None:
    sessions = Sessions(clock)
    first, second = sessions.open(HOLDER)[0], sessions.open(HOLDER)[0]
    sessions.close(first)
    sessions.close("never there")
    assert sessions.find(first) is None
    assert sessions.find(second)


def test_a_session_shows_no_token_when_it_is_printed(clock: MovableClock) -> None:
    token, session = Sessions(clock).open(HOLDER)
    assert session.csrf not in repr(session)
    assert token not in repr(session)


def test_a_challenge_is_good_once_for_its_holder(clock: MovableClock) -> None:
    challenges = Challenges(clock)
    challenge = challenges.new(HOLDER)
    assert challenges.take(challenge, HOLDER)
    assert not challenges.take(challenge, HOLDER)


def test_a_challenge_of_another_holder_is_refused_and_used_up(clock: MovableClock) -> None:
    challenges = Challenges(clock)
    challenge = challenges.new(HOLDER)
    assert not challenges.take(challenge, OTHER)
    assert not challenges.take(challenge, HOLDER)


def test_a_challenge_that_nobody_asked_for_is_refused(clock: MovableClock) -> None:
    assert not Challenges(clock).take(secrets.token_bytes(32), HOLDER)
    assert not Challenges(clock).take(secrets.token_bytes(32), b"")


def test_a_challenge_expires_after_a_minute(clock: MovableClock) -> None:
    challenges = Challenges(clock)
    early, late = challenges.new(HOLDER), challenges.new(HOLDER)
    clock.advance(59)
    assert challenges.take(early, HOLDER)
    clock.advance(1)
    assert not challenges.take(late, HOLDER)


def test_a_flood_of_challenges_keeps_the_newest(clock: MovableClock) -> None:
    challenges = Challenges(clock)
    first = challenges.new(HOLDER)
    for _ in range(MOST):
        last = challenges.new(OTHER)
    assert not challenges.take(first, HOLDER)
    assert challenges.take(last, OTHER)


@given(calls=st.lists(st.tuples(st.sampled_from([*A_MINUTE, "/api/laporan"]), st.sampled_from("ab")), max_size=60))
def test_limits_count_each_path_and_each_visitor_apart(calls: list[tuple[str, str]]) -> None:
    limits = Limits(MovableClock(frozen=True))
    counted: dict[tuple[str, str], int] = {}
    for call in calls:
        counted[call] = counted.get(call, 0) + 1
        assert limits.allows(*call) == (counted[call] <= A_MINUTE.get(call[0], OTHERS_A_MINUTE))


def test_limits_forget_with_the_minute(clock: MovableClock) -> None:
    limits = Limits(clock)
    answers = [limits.allows("/api/masuk", "a") for _ in range(A_MINUTE["/api/masuk"] + 1)]
    assert answers == [True] * A_MINUTE["/api/masuk"] + [False]
    clock.advance(60)
    assert limits.allows("/api/masuk", "a")


def test_paths_without_a_limit_of_their_own_share_one(clock: MovableClock) -> None:
    limits = Limits(clock)
    for number in range(OTHERS_A_MINUTE):
        assert limits.allows(f"/api/laporan/{number}", "a")
    assert not limits.allows("/api/statistik", "a")
    assert limits.allows("/api/masuk", "a"), "logging in is counted apart"
    assert limits.allows("/api/statistik", "b")
