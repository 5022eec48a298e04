"""The way of a report: every allowed step, and no other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.statuses import OUTCOMES, TRANSITIONS, Move, Outcome, Status, TransitionError

outcomes = st.none() | st.sampled_from(Outcome)
steps = st.tuples(st.sampled_from(Status), outcomes, st.booleans())


@given(st.lists(steps, max_size=30))
def test_however_officers_try_a_report_stays_on_its_way(tried: list[tuple[Status, Outcome | None, bool]]) -> None:
    now, outcome = Status.DITERIMA, None
    for after, wanted, reason in tried:
        allowed = (
            after in TRANSITIONS[now]
            and (wanted in OUTCOMES[after] if after in OUTCOMES else wanted is None)
            and (reason or not now.closed)
        )
        try:
            move = Move(now, after, wanted, reason)
        except TransitionError:
            assert not allowed
            continue
        assert allowed
        now, outcome = move.after, move.outcome
        assert (outcome is not None) == (now in OUTCOMES)


def test_every_status_is_reached_and_none_is_a_dead_end() -> None:
    assert set(TRANSITIONS) == set(Status)
    assert {after for possible in TRANSITIONS.values() for after in possible} == set(Status) - {Status.DITERIMA}
    assert all(TRANSITIONS.values())


def test_a_status_never_leads_to_itself_nor_back_to_the_beginning() -> None:
    for before, possible in TRANSITIONS.items():
        assert before not in possible
        assert Status.DITERIMA not in possible


def test_every_outcome_belongs_to_one_status() -> None:
    belonging = list(itertools.chain.from_iterable(OUTCOMES.values()))
    assert sorted(belonging) == sorted(Outcome)


@pytest.mark.parametrize("closed", [Status.SELESAI, Status.DITOLAK])
def test_a_closed_report_opens_again_only_with_a_reason(closed: Status) -> None:
    with pytest.raises(TransitionError):
        Move(closed, Status.DITELAAH)
    assert Move(closed, Status.DITELAAH, has_reason=True).reopens


def test_nothing_but_the_end_is_closed() -> None:
    assert {status for status in Status if status.closed} == {Status.SELESAI, Status.DITOLAK}
