"""Rules that the inbox page's files keep, whatever they show."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from bot.web.statics import FOLDER

PAGES = ("index.html", "daftar.html")
SCRIPTS = sorted((FOLDER / "js").rglob("*.js"))
STYLES = sorted((FOLDER / "css").glob("*.css"))
STARTED = ("main.js", "enrol.js", "theme.js", "stretch_worker.js")
LONGEST = 300
MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
IDENTITY = r"siapa (nama )?Anda|(nama|jabatan|NIP|alamat) Anda|unit (kerja )?Anda|nomor (telepon|HP)|hubungi"


def _name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_refuses_changed_library_files(name: str) -> None:
    """Every vendored file is in the import map of every page, with the hash that it has."""
    found = re.search(r'<script type="importmap">(.*?)</script>', (FOLDER / name).read_text("utf-8"), re.DOTALL)
    assert found
    import_map = json.loads(found[1])
    readme = (FOLDER / "vendor/README.md").read_text("utf-8")
    files = sorted((FOLDER / "vendor").glob("*.mjs"))
    assert set(import_map["imports"].values()) == {f"/statis/vendor/{file.name}" for file in files}
    for file in files:
        digest = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
        assert import_map["integrity"][f"/statis/vendor/{file.name}"] == f"sha384-{digest}"
        assert hashlib.sha256(file.read_bytes()).hexdigest() in readme


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_inline_code_and_no_foreign_address(name: str) -> None:
    html = (FOLDER / name).read_text("utf-8")
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:|https?:", html)
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html) == ['<script type="importmap">']
    for linked in re.findall(r'(?:src|href)="/statis/([^"]+)"', html):
        assert (FOLDER / linked).is_file(), linked


def test_every_stylesheet_is_used_and_nothing_comes_from_elsewhere() -> None:
    pages = "".join((FOLDER / name).read_text("utf-8") for name in PAGES)
    for style in STYLES:
        assert f"/statis/css/{style.name}" in pages
        assert not re.search(r"url\(|@import|https?:", style.read_text("utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=_name)
def test_scripts_are_small_and_never_write_markup(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert not re.search(MARKUP, text)
    assert not re.search(r"console\.|debugger|sessionStorage|indexedDB|document\.cookie", text)
    assert "localStorage" not in text or path.name in ("store.js", "theme.js"), "only locked key files and the theme"
    for address in re.findall(r"https?://[^\s\"'`)]+", text):
        assert address == "http://www.w3.org/2000/svg"
    for imported in re.findall(r'^(?:import|export)[^"\n]*?"(\.[^"]+)"', text, re.MULTILINE):
        assert (path.parent / imported).resolve().is_file(), imported


def test_every_script_is_reachable_from_a_page() -> None:
    left = {FOLDER / "js" / name for name in STARTED}
    reached: set[Path] = set()
    while left:
        path = left.pop()
        reached.add(path)
        imports = re.findall(r'(?:from|import) "(\./[^"]+|\.\./[^"]+)"', path.read_text("utf-8"))
        left |= {(path.parent / name).resolve() for name in imports} - reached
    assert reached - {path for path in reached if path.suffix == ".mjs"} == set(SCRIPTS)


def test_passphrase_words_are_many_simple_and_different() -> None:
    listed = re.search(r"`(.*)`", (FOLDER / "js/passphrase_words.js").read_text("utf-8"), re.DOTALL)
    assert listed
    words = listed[1].split()
    assert len(words) >= 1024
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z]{3,9}", word) for word in words)


def test_ready_sentences_are_many_and_never_ask_who_the_reporter_is() -> None:
    listed = re.search(r"\n  ready: \[(.*?)\n  \]", (FOLDER / "js/words.js").read_text("utf-8"), re.DOTALL)
    assert listed
    sentences = re.findall(r'"(.+)"', listed[1])
    assert len(sentences) >= 8
    assert len(set(sentences)) == len(sentences)
    assert not [sentence for sentence in sentences if re.search(IDENTITY, sentence, re.IGNORECASE)]
