"""The process in which a stranger's file is decoded: its limits, its end, and what it never gets to know."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

import bot
from bot.reports.cleaning import MAX_BYTES, CleanFile, FileKind, Refusal, RefusedFileError, clean
from bot.reports.cleaning.answers import read
from bot.reports.cleaning.limits import LIMITS, Limits
from bot.reports.cleaning.process import answer, clean_within
from tests.bot.reports import attachments as made
from tests.bot.reports.attachments import picture, saved, tells

HOME = str(Path(bot.__file__).parents[1])
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits and /proc are Linux's")


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {HOME!r})\n{code}"]


async def _refusal(content: bytes, limits: Limits = LIMITS) -> Refusal:
    with pytest.raises(RefusedFileError) as refused:
        await clean_within(content, limits)
    return refused.value.reason


async def _answer_refused(code: str, patience: float = 30) -> Refusal:
    with pytest.raises(RefusedFileError) as refused:
        await answer(_python(code), b"isi", patience)
    return refused.value.reason


def _children() -> set[int]:
    """Processes that this one started and has not collected yet."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rpartition(")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):  # it ended in between
            continue
        if int(parent) == os.getpid():
            found.add(int(stat.parent.name))
    return found


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.telling_jpeg(), FileKind.JPEG),
        (made.telling_png(), FileKind.PNG),
        (made.telling_webp(), FileKind.JPEG),
        (made.telling_pdf(), FileKind.PDF),
    ],
)
async def test_every_kind_is_cleaned_within_the_limits(content: bytes, kind: FileKind) -> None:
    file = await clean(content)
    assert file.kind is kind
    assert not tells(file.content)


async def test_fonts_of_the_system_are_not_needed() -> None:
    fonts = b"/Resources<</Font<</F<</Type/Font/Subtype/TrueType/BaseFont/Arial>>>>>>"
    blank, text = [await clean(made.one_page(b"BT /F 40 Tf 5 20 Td (%b) Tj ET" % word, fonts)) for word in (b"", b"Wi")]
    assert len(text.content) > len(blank.content)


async def test_refusals_arrive_with_their_reason() -> None:
    assert await _refusal(b"GIF89a") is Refusal.UNSUPPORTED
    assert await _refusal(bytes(25 * 1024 * 1024)) is Refusal.TOO_BIG
    assert await _refusal(made.locked_pdf()) is Refusal.ENCRYPTED
    assert await _refusal(made.declared_png(60_000, 60_000)) is Refusal.TOO_LARGE_PICTURE
    assert await _refusal(made.telling_png()[:200]) is Refusal.BROKEN


async def test_what_can_be_told_from_the_first_bytes_needs_no_process() -> None:
    assert await _refusal(b"GIF89a", Limits(patience=0)) is Refusal.UNSUPPORTED
    assert await _refusal(made.telling_png(), Limits(patience=0)) is Refusal.TOO_COMPLEX


async def test_modules_in_the_current_folder_are_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "PIL.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert (await clean(made.telling_png())).kind is FileKind.PNG


# Limits


@linux
async def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    content = saved(picture(6000, 5000), "PNG")
    assert await _refusal(content, Limits(memory=200 * 1024**2)) is Refusal.TOO_COMPLEX
    assert (await clean(content)).kind is FileKind.PNG


@linux
async def test_a_file_that_needs_too_much_processor_time_is_refused() -> None:
    assert await _refusal(made.endless_pdf(), Limits(processor=1)) is Refusal.TOO_COMPLEX


async def test_a_file_that_takes_too_long_is_refused() -> None:
    assert await _refusal(made.endless_pdf(), Limits(patience=0.5)) is Refusal.TOO_COMPLEX


@linux
async def test_a_confined_process_reaches_neither_disk_nor_network(tmp_path: Path) -> None:
    code = f"""
import resource, socket
from bot.reports.cleaning.confinement import confine
from bot.reports.cleaning.limits import LIMITS
already_open = open({str(tmp_path / "terbuka")!r}, "wb", buffering=0)
confine(LIMITS)
attempts = {{
    "read": lambda: open("/etc/hostname"),
    "create": lambda: open({str(tmp_path / "baru")!r}, "w"),
    "write": lambda: already_open.write(b"x"),
    "connect": socket.socket,
    "start": lambda: __import__("subprocess").run(["true"]),
}}
for name, attempt in attempts.items():
    try:
        attempt()
        print(name)
    except OSError:
        pass
for limit in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE):
    print(*resource.getrlimit(limit))
"""
    said = (await answer(_python(code), b"", 30)).decode().splitlines()
    assert said == [f"{LIMITS.processor} {LIMITS.processor}", f"{LIMITS.memory} {LIMITS.memory}", "0 0"]
    assert _sizes(tmp_path) == {"terbuka": 0}


def _sizes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_size for file in folder.iterdir()}


async def test_secrets_in_the_environment_stay_with_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "rahasia")
    said = await answer(_python("import os; print(*os.environ, sep='\\n')"), b"", 30)
    assert set(said.decode().split()) <= {"LC_CTYPE", "SYSTEMROOT"}  # the first is Python's own doing


async def test_the_bot_itself_never_loads_a_decoder() -> None:
    code = "import bot.reports.cleaning; print(*{'PIL', 'pypdfium2', 'telegram'} & set(sys.modules))"
    assert (await answer(_python(code), b"", 30)).split() == []


# Workers that misbehave


async def test_a_worker_that_dies_is_a_refusal() -> None:
    assert await _answer_refused("raise SystemExit(3)") is Refusal.BROKEN
    assert await _answer_refused("import os; os.abort()") is Refusal.TOO_COMPLEX
    assert await _answer_refused(f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})") is Refusal.TOO_COMPLEX


async def test_a_worker_that_never_reads_is_a_refusal() -> None:
    with pytest.raises(RefusedFileError) as refused:
        await answer(_python("raise SystemExit(3)"), bytes(MAX_BYTES), 30)
    assert refused.value.reason is Refusal.BROKEN
    with pytest.raises(RefusedFileError) as refused:
        await answer(_python("import signal; signal.pause()"), bytes(MAX_BYTES), 0.5)
    assert refused.value.reason is Refusal.TOO_COMPLEX


@pytest.mark.parametrize("said", [b"", b"png", b"png\n", b"png\nbukan", b"pdf\n" + made.telling_png(), b"\xff\n"])
def test_an_answer_that_makes_no_sense_is_a_refusal(said: bytes) -> None:
    with pytest.raises(RefusedFileError, match="broken"):
        read(said)


async def test_a_worker_that_never_stops_talking_is_a_refusal() -> None:
    assert await _answer_refused("while True: sys.stdout.write('x' * 65536)") is Refusal.BROKEN


# Processes


@linux
async def test_a_cancelled_caller_leaves_no_process_behind() -> None:
    before = _children()
    waiting = asyncio.create_task(answer(_python("import signal; signal.pause()"), b"", 60))
    for _ in range(1000):
        if started := _children() - before:
            break
        await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not started & _children()


@linux
async def test_only_so_many_files_are_decoded_at_once() -> None:
    before, content = _children(), made.telling_jpeg()
    files = asyncio.gather(*(clean(content) for _ in range(5)))
    most = 0
    while not files.done():
        most = max(most, len(_children() - before))
        await asyncio.sleep(0.005)
    assert most == 2
    assert len(set(await files)) == 1
    assert _children() <= before


def test_every_event_loop_can_clean() -> None:
    uvloop = pytest.importorskip("uvloop")
    content = made.telling_png()
    for factory in (asyncio.new_event_loop, uvloop.new_event_loop):
        with asyncio.Runner(loop_factory=factory) as runner:
            files = runner.run(_three(content))
            assert [file.kind for file in files] == [FileKind.PNG] * 3


async def _three(content: bytes) -> list[CleanFile]:
    return await asyncio.gather(*(clean(content) for _ in range(3)))
