"""What an administrator of reports does on the command line. Every command returns the lines to be printed."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.reports.audit import NoPepperError
from bot.reports.days import today
from bot.reports.holders import Holder, HolderError, Role, State
from bot.reports.keys import b64, new_holder_keys, printed
from bot.reports.readiness import PEPPER_BYTES, Obstacle
from bot.reports.retention import purge
from bot.reports.room import Room
from bot.reports.statistics import Cells, statistics

SHOWN_ID = 8
"""Hexadecimal digits of an id on the list. Commands take any beginning that fits one holder only."""

_STATES = {
    State.INVITED: "diundang",
    State.WAITING: "menunggu konfirmasi",
    State.ACTIVE: "aktif",
    State.REMOVED: "dikeluarkan",
}

OBSTACLES = {
    Obstacle.FEW_HOLDERS: "petugas aktif kurang dari dua",
    Obstacle.NO_RECOVERY: "kunci pemulihan belum ada (python -m bot recovery new)",
    Obstacle.NO_PEPPER: "REPORTS_PEPPER belum diisi (python -m bot reports new-pepper)",
    Obstacle.OPEN_FOLDER: "folder atau berkas laporan dapat dibaca pengguna lain (chmod -R go= pada foldernya)",
    Obstacle.LOUD_LOGS: "catatan (log) akan memuat isi percakapan atau token; naikkan LOG_LEVEL",
}
"""Why reports are closed, for whoever runs the bot."""

_RECOVERY = """\
Kunci pemulihan ini ditampilkan satu kali dan tidak disimpan di mana pun:

    {key}

Salin dengan tangan atau cetak dua lembar, lalu simpan di dua tempat terkunci pada pimpinan. Bersihkan layar ini.
Siapa pun yang memegangnya dapat membuka semua laporan. Bila semua petugas kehilangan kuncinya, hanya kunci ini
yang membuka laporan lama.
Sidik: {fingerprint}"""

_INVITATION = """\
Undangan untuk {name} ({agency}), berlaku 7 hari dan satu kali pakai:

    {link}

Berikan langsung kepada orangnya. Setelah ia mendaftar, cocokkan sidiknya lewat suara, lalu jalankan
python -m bot officers confirm."""


_NOTICES = """\
Tautan kabar untuk {name}, berlaku 7 hari dan satu kali pakai:

    {link}

Berikan langsung kepada orangnya. Kabarnya tidak berisi apa pun dari laporan: hanya bahwa ada yang perlu dibuka, pukul
08.00 dan 15.00 WIB pada hari kerja."""


class AdministrationError(Exception):
    """What cannot be done, in one sentence for the administrator."""


@dataclass(frozen=True)
class Administration:
    """The commands. `address` is where the inbox is reached; `ask` shows a question and returns what is typed.

    `chat_link` makes the link by which a holder's notices come to a chat; it raises `AdministrationError`.
    """

    room: Room
    clock: Clock
    address: str
    ask: Callable[[str], str]
    chat_link: Callable[[bytes], Awaitable[str]]

    async def run(self, arguments: argparse.Namespace) -> list[str]:
        """Do what `arguments` say. Raises `AdministrationError`."""
        try:
            return await self._commands()[arguments.command, arguments.action](arguments)
        except NoPepperError:
            raise AdministrationError(f"Belum bisa: {OBSTACLES[Obstacle.NO_PEPPER]}.") from None
        except HolderError:
            raise AdministrationError(
                "Langkah ini tidak cocok dengan keadaan pemegangnya. Lihat officers list."
            ) from None

    def _commands(self) -> dict[tuple[str, str], Callable[[argparse.Namespace], Awaitable[list[str]]]]:
        return {
            ("officers", "invite"): self.invite,
            ("officers", "list"): self.overview,
            ("officers", "confirm"): self.confirm,
            ("officers", "remove"): self.remove,
            ("officers", "notify"): self.notify,
            ("recovery", "new"): self.new_recovery,
            ("reports", "purge"): self.purge,
            ("reports", "verify-audit"): self.verify_audit,
            ("reports", "stats"): self.stats,
        }

    async def invite(self, arguments: argparse.Namespace) -> list[str]:
        try:
            token = await self.room.holders.invite(arguments.name, arguments.agency)
        except ValueError:
            raise AdministrationError("Nama dan instansi harus diisi, masing-masing paling banyak 80 huruf.") from None
        link = f"{self.address.rstrip('/')}/daftar#{token}"
        return [_INVITATION.format(name=arguments.name, agency=arguments.agency, link=link)]

    async def overview(self, _: argparse.Namespace) -> list[str]:
        lines = [line for holder in await self.room.holders.all() for line in _described(holder)]
        return [*lines, *await self._readiness()]

    async def confirm(self, arguments: argparse.Namespace) -> list[str]:
        holder = await self._find(arguments.holder)
        if holder.state is not State.WAITING:
            raise HolderError
        self._agreed(_described(holder), "Apakah sidik ini sama dengan yang dibacakan petugas? Ketik ya: ")
        await self.room.holders.confirm(holder.id)
        return [f"{holder.name} sekarang menerima laporan baru.", *await self._readiness()]

    async def remove(self, arguments: argparse.Namespace) -> list[str]:
        holder = await self._find(arguments.holder)
        lost = await self.room.holders.sole_reports(holder.id)
        warning = [f"{lost} laporan hanya dapat dibuka oleh pemegang ini dan akan hilang."] if lost else []
        self._agreed([*_described(holder), *warning], "Kunci dan aksesnya dihapus sekarang juga. Ketik ya: ")
        await self.room.holders.remove(holder.id)
        return [f"{holder.name} dikeluarkan.", *await self._readiness()]

    async def notify(self, arguments: argparse.Namespace) -> list[str]:
        holder = await self._find(arguments.holder)
        if holder.state is not State.ACTIVE or holder.role is not Role.OFFICER:
            raise HolderError
        return [_NOTICES.format(name=holder.name, link=await self.chat_link(holder.id))]

    async def new_recovery(self, _: argparse.Namespace) -> list[str]:
        keys = new_holder_keys()
        await self.room.holders.register_recovery(keys.public)
        text = _RECOVERY.format(key=printed(keys), fingerprint=keys.public.fingerprint)
        return [text, *await self._readiness()]

    async def purge(self, _: argparse.Namespace) -> list[str]:
        return [f"{await purge(self.room.database, self.clock)} laporan dihapus."]

    async def verify_audit(self, _: argparse.Namespace) -> list[str]:
        async with self.room.database.reading() as session:
            broken = await self.room.audit.verify(session)
            count, tip = await self.room.audit.tip(session)
        if broken is not None:
            raise AdministrationError(f"Riwayat RUSAK mulai baris {broken}. Simpan salinan basis data sebagai bukti.")
        return [f"Riwayat utuh: {count} baris. Catat di luar komputer ini: {tip.hex()[:32].upper()}"]

    async def stats(self, _: argparse.Namespace) -> list[str]:
        async with self.room.database.reading() as session:
            numbers = await statistics(session, today(self.clock))
        return [
            f"Laporan: {_number(numbers.total)}",
            *_table("Status", numbers.by_status),
            *_table("Jenis", numbers.by_category),
            *_table("Provinsi", numbers.by_province),
            *_table("Bulan", numbers.by_month),
        ]

    async def _find(self, beginning: str) -> Holder:
        holders = await self.room.holders.all()
        found = [holder for holder in holders if beginning and holder.id.hex().startswith(beginning.lower())]
        if len(found) != 1:
            raise AdministrationError("Tidak ada, atau lebih dari satu, pemegang kunci dengan awal nomor itu.")
        return found[0]

    async def _readiness(self) -> list[str]:
        found = await self.room.intake.obstacles()
        return [f"Laporan ditutup: {OBSTACLES[one]}." for one in found] or ["Laporan dibuka."]

    def _agreed(self, told: list[str], question: str) -> None:
        if self.ask("\n".join([*told, question])).strip().lower() != "ya":
            raise AdministrationError("Tidak ada yang diubah.")


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`officers`, `recovery` and `reports` with what belongs to each."""
    officers = commands.add_parser("officers", help="petugas penerima laporan").add_subparsers(
        dest="action", required=True
    )
    invite = officers.add_parser("invite", help="buat tautan undangan satu kali pakai")
    invite.add_argument("--name", required=True, help="nama petugas, dilihat pelapor")
    invite.add_argument("--agency", required=True, help="instansi petugas, dilihat pelapor")
    officers.add_parser("list", help="semua pemegang kunci, dan apakah laporan dibuka")
    for name, explained in (
        ("confirm", "aktifkan setelah sidiknya dicocokkan"),
        ("remove", "cabut kunci dan akses"),
        ("notify", "buat tautan untuk kabar di Telegram"),
    ):
        officers.add_parser(name, help=explained).add_argument("holder", help="awal nomor pemegang dari daftar")

    recovery = commands.add_parser("recovery", help="kunci pemulihan")
    recovery.add_subparsers(dest="action", required=True).add_parser("new", help="buat dan tampilkan satu kali")

    reports = commands.add_parser("reports", help="perawatan laporan").add_subparsers(dest="action", required=True)
    reports.add_parser("purge", help="hapus laporan yang masa simpannya habis; jalankan setiap hari")
    reports.add_parser("verify-audit", help="periksa rantai riwayat petugas")
    reports.add_parser("stats", help="jumlah laporan tanpa angka kecil")
    reports.add_parser("new-pepper", help="cetak REPORTS_PEPPER baru")


def new_pepper() -> str:
    """A value for REPORTS_PEPPER."""
    return b64(secrets.token_bytes(PEPPER_BYTES))


def _described(holder: Holder) -> list[str]:
    role = "pemulihan" if holder.role is Role.RECOVERY else "petugas"
    agency = f", {holder.agency}" if holder.agency else ""
    lines = [f"{holder.id.hex()[:SHOWN_ID]}  {role}, {_STATES[holder.state]}: {holder.name}{agency}"]
    return [*lines, f"{'':{SHOWN_ID}}  sidik {holder.keys.fingerprint}"] if holder.keys else lines


def _table(title: str, cells: Cells) -> list[str]:
    shown = [f"  {_number(count):>12}  {label or '(belum diisi)'}" for label, count in cells.items() if count != 0]
    return [f"{title}:", *shown] if shown else []


def _number(count: int | None) -> str:
    return "tersembunyi" if count is None else str(count)
