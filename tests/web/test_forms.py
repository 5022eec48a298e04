"""Bodies that no page sends: each is refused in one sentence, nothing fails, nothing is kept."""

from __future__ import annotations

import io
import json
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.emulator.clock import MovableClock
from bot.reports.keys import b64
from bot.web.wire import LARGEST_BODY
from tests.web.conftest import Team
from tests.web.officer import Answer
from tests.web.test_guard import CHANGING, PUBLIC

STEPS = sorted(path for path in CHANGING if "{id}" in path)
POSTS = [*STEPS, *sorted(PUBLIC["POST"])]
KNOWN = [
    "id",
    "isi",
    "ke",
    "hasil",
    "alasan",
    "kategori",
    "provinsi",
    "petugas",
    "kunci",
    "tantangan",
    "tanda",
    "undangan",
]

words = st.text(max_size=30) | st.sampled_from(
    ["", "ditelaah", "fasilitas", b64(bytes(16)), b64(bytes(32)), b64(bytes(64))]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KNOWN) | words, inner, max_size=4),
    max_leaves=8,
)
bodies = st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode())
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


async def sent(team: Team, path: str, body: bytes, kind: str = "application/json") -> Answer:
    headers = {"Origin": team.rani.origin, "X-CSRF": team.rani.csrf, "Content-Type": kind}
    return await team.rani.send("POST", path, data=io.BytesIO(body), headers=headers)


def is_refusal(answer: Answer) -> bool:
    return set(answer.body) == {"kode", "pesan"} and answer.body["pesan"].endswith(".")


@many
@given(body=bodies, step=st.sampled_from(STEPS))
async def test_any_body_is_refused_and_the_report_stays_as_it_was(
    team: Team, report: str, clock: MovableClock, body: bytes, step: str
) -> None:
    if step.endswith("/lepas") and _is(body, {}):
        return
    clock.advance(1)  # stays within the calls of a minute
    before = await team.rani.rows()
    answer = await sent(team, step.replace("{id}", report), body)
    if answer.status == 200:
        assert step.endswith(("/status", "/golongan"))
    else:
        assert answer.status in (400, 409)
        assert is_refusal(answer)
        assert await team.rani.rows() == before


@many
@given(body=bodies, path=st.sampled_from(sorted(PUBLIC["POST"])))
async def test_any_body_is_refused_before_the_session_too(
    team: Team, clock: MovableClock, body: bytes, path: str
) -> None:
    clock.advance(60)
    answer = await sent(team, path, body)
    assert answer.status in (400, 401, 404) or (path == "/api/tantangan" and answer.status == 200)


@many
@given(identity=st.text(st.characters(exclude_characters="/?#", exclude_categories=["Cs"]), min_size=1, max_size=40))
async def test_any_id_in_a_path_is_simply_unknown(team: Team, clock: MovableClock, identity: str) -> None:
    clock.advance(1)
    answer = await team.rani.get(f"/api/laporan/{identity}")
    assert answer.status == 404 or identity.strip(".") == ""  # the client resolves dots by itself


async def test_a_body_above_the_limit_is_refused(team: Team, report: str, clock: MovableClock) -> None:
    clock.advance(60)
    body = b'{"isi": "' + b"A" * LARGEST_BODY + b'"}'
    for path in POSTS:
        answer = await sent(team, path.replace("{id}", report), body)
        assert (answer.status, answer.code) == (413, "terlalu_besar"), path
    assert len(await team.rani.rows()) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_a_body_that_is_not_declared_as_json_is_refused(
    team: Team, report: str, clock: MovableClock, kind: str
) -> None:
    clock.advance(60)
    for path in POSTS:
        answer = await sent(team, path.replace("{id}", report), b"{}", kind)
        assert (answer.status, answer.code) == (400, "bentuk_salah"), path


async def test_a_form_with_a_field_too_many_is_refused(team: Team, report: str) -> None:
    form = {"kategori": "dana", "provinsi": None, "status": "selesai"}
    assert (await team.rani.post(f"/api/laporan/{report}/golongan", form)).status == 400


async def test_deeply_nested_json_is_refused(team: Team, report: str) -> None:
    answer = await sent(team, f"/api/laporan/{report}/catatan", b"[" * 100_000)
    assert answer.status == 400


@pytest.mark.parametrize("wrong", ["=", "A A", "A+/A", b64(bytes(15)), b64(bytes(17)), b64(bytes(16)) + "=="])
async def test_ids_have_one_spelling_only(team: Team, wrong: str) -> None:
    assert (await team.rani.post("/api/tantangan", {"petugas": wrong})).status == 400


def _is(body: bytes, value: Any) -> bool:
    try:
        return bool(orjson.loads(body) == value)
    except orjson.JSONDecodeError:
        return False
