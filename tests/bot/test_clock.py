import datetime as dt

import pytest

from bot.clock import WIB, WIT, WITA, Clock, SystemClock


def test_now_is_aware() -> None:
    clock: Clock = SystemClock()
    assert clock.now().utcoffset() == dt.timedelta(0)
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


async def test_sleep_lasts_on_the_monotonic_clock() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0.01)
    assert clock.monotonic() - before >= 0.009
    await clock.sleep(-1)


@pytest.mark.parametrize(("zone", "hours"), [(WIB, 7), (WITA, 8), (WIT, 9)])
@pytest.mark.parametrize("month", [1, 7])
def test_zones_have_no_summer_time(zone: dt.tzinfo, hours: int, month: int) -> None:
    noon = dt.datetime(2024, month, 27, 12, tzinfo=zone)
    assert noon.utcoffset() == dt.timedelta(hours=hours)
