"""python -m bot run | demo | questions | votes"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys

from bot.app import feedback_of, run
from bot.config import Settings, SettingsError, read_settings
from bot.telegram.logs import configure_logging
from knowledge.loader import KnowledgeError


def main() -> int:
    """Exit code 0 after a clean stop, 1 after a problem that is said in one sentence."""
    arguments = _parser().parse_args()
    try:
        settings = read_settings()
        configure_logging(settings.log_level)
        return _COMMANDS[arguments.command](settings, arguments)
    except SettingsError as error:
        print(f"Pengaturan salah (lihat .env.example):\n{error}", file=sys.stderr)
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


def _loop(program: object) -> int:
    """Run on uvloop where it exists."""
    try:
        import uvloop
    except ImportError:  # Windows
        return asyncio.run(program)  # type: ignore[arg-type]
    return uvloop.run(program)  # type: ignore[arg-type]


_COMMANDS = {"run": _run, "demo": _demo, "questions": _questions, "votes": _votes}

if __name__ == "__main__":
    sys.exit(main())
