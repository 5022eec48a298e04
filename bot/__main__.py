"""python -m bot run | demo | questions | votes | officers | recovery | reports | reminders | outbox"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from functools import partial
from pathlib import Path

from bot import outbox_commands
from bot.administration import Administration, AdministrationError, add_parsers, new_pepper
from bot.app import run
from bot.clock import SystemClock
from bot.config import Settings, SettingsError, read_settings
from bot.officer_links import chat_link
from bot.reminders.checking import report
from bot.reminders.reading import CALENDARS
from bot.reports.room import open_room
from bot.rooms import feedback_of, subscribers_of
from bot.telegram.logs import configure_logging
from knowledge.loader import KnowledgeError, load


def main() -> int:
    """Exit code 0 after a clean stop, 1 after a problem that is said in one sentence."""
    arguments = _parser().parse_args()
    try:
        settings = read_settings()
        configure_logging(settings.log_level)
        return _COMMANDS[arguments.command](settings, arguments)
    except SettingsError as error:
        print(f"Pengaturan salah (lihat .env.example):\n{error}", file=sys.stderr)
    except AdministrationError as error:
        print(error, file=sys.stderr)
    except KnowledgeError as error:
        print(f"Basis pengetahuan rusak, {error}", file=sys.stderr)
    except subprocess.CalledProcessError:
        print(
            "Model pencarian tidak dapat dibuat. Jalankan 'python -m knowledge train' untuk melihat sebabnya.",
            file=sys.stderr,
        )
    except OSError as error:
        print(f"Tidak dapat memulai: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Bolehkah, bot netralitas ASN.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="jalankan bot di Telegram (BOT_TOKEN di .env)")
    commands.add_parser("demo", help="jalankan bot, Telegram tiruan, dan halaman obrolan di komputer ini")
    questions = commands.add_parser("questions", help="daftar pertanyaan titipan")
    questions.add_argument("--clear", action="store_true", help="hapus semuanya setelah ditampilkan")
    commands.add_parser("votes", help="hitungan Terjawab dan Belum tiap topik")
    add_parsers(commands)
    outbox_commands.add_parser(commands)
    reminders = commands.add_parser("reminders", help="pengingat").add_subparsers(dest="action", required=True)
    checking = reminders.add_parser("check", help="periksa kalender pemilihan dan pesan pengingat")
    checking.add_argument("folder", nargs="?", type=Path, default=CALENDARS, help="folder kalender")
    return parser


def _run(settings: Settings, _: argparse.Namespace) -> int:
    if not settings.bot_token.get_secret_value():
        print(
            "BOT_TOKEN belum diisi. Salin .env.example ke .env, isi BOT_TOKEN, atau coba 'make demo'.",
            file=sys.stderr,
        )
        return 1
    return _loop(run(settings))


def _demo(settings: Settings, _: argparse.Namespace) -> int:
    from bot.demo import demo  # the emulator is loaded here only: `run` never sees it

    return _loop(demo(settings))


def _questions(settings: Settings, arguments: argparse.Namespace) -> int:
    async def show() -> int:
        async with feedback_of(settings) as feedback:
            for question in await feedback.questions():
                print(f"{question.month}  {question.text}")
            if arguments.clear:
                print(f"{await feedback.clear_questions()} pertanyaan dihapus.")
        return 0

    return asyncio.run(show())


def _votes(settings: Settings, _: argparse.Namespace) -> int:
    async def show() -> int:
        async with feedback_of(settings) as feedback:
            for votes in await feedback.votes():
                print(f"{votes.count:6}  {votes.vote:12}  {votes.entry_id}")
        return 0

    return asyncio.run(show())


def _administer(settings: Settings, arguments: argparse.Namespace) -> int:
    async def work() -> int:
        clock = SystemClock()
        address = str(settings.web_url or f"http://{settings.web_host}:{settings.web_port}")
        link = partial(chat_link, settings, clock)
        async with open_room(settings.reports_database_url, settings.pepper, clock) as room:
            for line in await Administration(room, clock, address, _ask, link).run(arguments):
                print(line)
        return 0

    if arguments.action == "new-pepper":
        print(new_pepper())
        return 0
    return asyncio.run(work())


def _outbox(settings: Settings, arguments: argparse.Namespace) -> int:
    async def work() -> int:
        clock = SystemClock()
        async with subscribers_of(settings, clock) as subscribers:
            print(*await outbox_commands.run(subscribers.queue, clock, arguments), sep="\n")
        return 0

    return asyncio.run(work())


def _check_reminders(_: Settings, arguments: argparse.Namespace) -> int:
    lines, well = report(load().entries, arguments.folder)
    print(*lines, sep="\n")
    return 0 if well else 1


def _ask(question: str) -> str:
    """What is typed; nothing where nobody can type."""
    try:
        return input(question)
    except EOFError:
        return ""


def _loop(program: object) -> int:
    """Run on uvloop where it exists."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.run(program)  # type: ignore[arg-type]
    return uvloop.run(program)  # type: ignore[arg-type]


_COMMANDS = {
    "run": _run,
    "demo": _demo,
    "questions": _questions,
    "votes": _votes,
    "officers": _administer,
    "recovery": _administer,
    "reports": _administer,
    "reminders": _check_reminders,
    "outbox": _outbox,
}

if __name__ == "__main__":
    sys.exit(main())
