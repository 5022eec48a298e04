"""The search for traces finds what was planted, in every form, and nothing that was not."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.canary import forms, traces

USER = 5_417_283_906
NAME = "Zulkarnaen Penguji"


@pytest.mark.parametrize(
    "written",
    [
        b"user=5417283906 ",
        USER.to_bytes(8, "little"),
        USER.to_bytes(6, "big"),
        f"{USER:x}".encode(),
        f"{USER:X}".encode(),
        str(USER).encode("utf-16-le"),
        base64.b64encode(b"id:" + str(USER).encode() + b"!"),
    ],
)
def test_a_number_is_found(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "a.db-wal").write_bytes(b"\x00\x91" + written + b"\xff")
    assert {trace.name for trace in traces({"user": USER}, [tmp_path])} == {"user"}


@given(st.binary(max_size=7), st.binary(max_size=7))
def test_a_text_in_base64_is_found_wherever_it_stands(before: bytes, after: bytes) -> None:
    encoded = base64.urlsafe_b64encode(before + NAME.encode() + after)
    assert any(needle in encoded for form, needle in forms(NAME) if form.startswith("base64"))


def test_a_text_is_found_in_json_and_in_file_names(tmp_path: Path) -> None:
    accented = "Zulkarnaén"
    (tmp_path / "log").write_text(json.dumps({"name": accented}))
    (tmp_path / f"{NAME}.jpg").touch()
    found = {(trace.name, trace.form) for trace in traces({"accented": accented, "name": NAME}, [tmp_path])}
    assert found == {("accented", "json"), ("name", "utf-8"), ("name", "json")}


def test_nothing_is_found_in_other_bytes(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.db").write_bytes(bytes(range(256)) * 64)
    assert traces({"user": USER, "name": NAME, "raw": b"\x00\x00\x91\x07\x33"}, [tmp_path]) == []
