"""Every screen of a report and of a mailbox with sample data, for the gallery."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from bot.reports.cleaning import CleanFile, FileKind
from bot.reports.deadlines import formal_due
from bot.reports.intake import Receiver
from bot.reports.mailbox import Reply as OfficerReply
from bot.reports.statuses import OUTCOMES, Outcome, Status
from handlers.report.draft import TRIES, Draft, Step
from handlers.views import keyboards, mailbox_screens, report_keyboards
from handlers.views import mailbox_messages as mailbox
from handlers.views import report_messages as messages
from handlers.views.replies import Reply
from handlers.views.report_screens import screen

_TODAY = dt.date(2026, 11, 22)
_YESTERDAY = dt.date(2026, 11, 21)
_DUE = formal_due(_YESTERDAY)
_CODE = "12345678901234567890"
_STORY = "Camat membagikan kaus calon di halaman kantor kecamatan seusai apel pagi."
_OFFICERS = (
    Receiver(b"1", "Petugas Satu", "Inspektorat"),
    Receiver(b"2", "Petugas Dua", "Inspektorat"),
    Receiver(b"3", "Petugas Tiga", "BKPSDM"),
)


@dataclass(frozen=True)
class _Sample:
    """A mailbox to look at."""

    status: Status
    outcome: Outcome | None = None
    status_date: dt.date = _TODAY
    received: dt.date = _YESTERDAY
    formal_due: dt.date = _DUE
    replies: tuple[OfficerReply, ...] = field(default=())


def samples() -> list[tuple[str, Reply]]:
    """Name and screen, in the order in which a reporter meets them."""
    return [*_steps(), *_sentences(), *_mailboxes()]


def _steps() -> list[tuple[str, Reply]]:
    file = CleanFile(FileKind.JPEG, b"")
    told = Draft(event_date=_YESTERDAY, known_date=_TODAY, parts={1: _STORY}, files={2: file}, receivers=_OFFICERS)
    told.excluded.add(_OFFICERS[0].id)
    overdue = Draft(step=Step.STORY, event_date=dt.date(2026, 11, 1), known_date=dt.date(2026, 11, 1))
    steps = [
        ("Lapor: sebelum mulai", Draft()),
        ("Lapor: kapan terjadi", Draft(step=Step.EVENT)),
        ("Lapor: menulis tanggal", Draft(step=Step.EVENT, typing_date=True)),
        ("Lapor: kapan diketahui", Draft(step=Step.KNOWN, event_date=_YESTERDAY)),
        ("Lapor: ceritakan", Draft(step=Step.STORY, event_date=_YESTERDAY, known_date=_TODAY)),
        ("Lapor: ceritakan, batas sudah lewat", overdue),
    ]
    shown = [(name, screen(draft, _TODAY)) for name, draft in steps]
    for name, step in (
        ("Lapor: sudah masuk", Step.STORY),
        ("Lapor: periksa", Step.CHECK),
        ("Lapor: ubah", Step.CHANGE),
        ("Lapor: jangan kirim ke", Step.EXCLUDE),
    ):
        told.step = step
        shown.append((name, screen(told, _TODAY)))
    code = Draft(step=Step.CODE, code=_CODE)
    shown.append(("Lapor: kode", screen(code, _TODAY)))
    code.wrong = TRIES
    shown.append(("Lapor: kode, tiga kali keliru", screen(code, _TODAY, messages.WRONG_DIGITS)))
    return shown


def _sentences() -> list[tuple[str, Reply]]:
    plain = {
        "tekan tombol dulu": messages.PRESS_FIRST,
        "masih terbuka": messages.STILL_OPEN,
        "belum ada cerita": messages.NO_STORY,
        "kode di dalam cerita": messages.CODE_IN_STORY,
        "cerita terlalu panjang": messages.PART_TOO_LONG.format(over=60),
        "bukan tanggal": messages.NOT_A_DAY,
        "tanggal belum tiba": messages.IN_THE_FUTURE,
        "tanggal terlalu lama": messages.TOO_LONG_AGO,
        "diketahui sebelum terjadi": messages.KNOWN_TOO_EARLY,
        "lampiran diterima": messages.FILE_TAKEN,
        "lampiran hilang di jalan": messages.FILE_LOST,
        "lampiran terlalu banyak": messages.TOO_MANY_FILES,
        **{f"lampiran ditolak, {reason}": text for reason, text in messages.REFUSED.items()},
        "tidak ada penerima": messages.NO_RECEIVER,
        "gagal terkirim": messages.NOTHING_SAVED,
        "ditutup sementara": messages.CLOSED_MEANWHILE,
        "ditutup": messages.CLOSED,
        "terlalu sering": messages.TOO_MANY,
        "terlalu ramai": messages.BUSY,
        "batal": messages.CANCELLED,
        "sudah terkirim": messages.ALREADY_SENT,
        "sudah dihapus dari obrolan": messages.CLEANED,
        "tombol lama": messages.OLD_SCREEN,
        "panjang seperti laporan": messages.PERHAPS_A_REPORT,
        "privasi": messages.privacy("0123 4567 89AB CDEF 0123 4567 89AB CDEF"),
    }
    return [
        *((f"Lapor: {name}", Reply(text)) for name, text in plain.items()),
        ("Lapor: terputus", Reply(messages.LOST, report_keyboards.again())),
        ("Lapor: terputus saat kirim", Reply(messages.LOST_WHILE_SENDING, report_keyboards.again())),
        ("Lapor: terputus setelah kode", Reply(messages.NOT_CLEANED, keyboards.topics_link())),
        ("Lapor: di grup", Reply(messages.ONLY_IN_PRIVATE, report_keyboards.private_chat("bolehkah_bot"))),
    ]


def _mailboxes() -> list[tuple[str, Reply]]:
    reply = OfficerReply(_TODAY, "Di kantor kecamatan yang mana? Adakah tangkapan layarnya?", "Petugas Satu")
    plain = {
        "kode": mailbox.ASK_CODE,
        "bukan kode": mailbox.NOT_A_CODE,
        "kode tidak dikenal": mailbox.CODE_UNKNOWN,
        "terlalu banyak kode": mailbox.TOO_MANY_CODES,
        "sudah ditutup": mailbox.SHUT,
        "balasan rusak": mailbox.UNREADABLE,
        "terjawab": mailbox.ANSWERED,
        "bukti terkirim": mailbox.ATTACHED,
        "penuh": mailbox.FULL,
        "pesan terlalu panjang": messages.MESSAGE_TOO_LONG,
        "kode di dalam jawaban": mailbox.CODE_IN_ANSWER,
        "laporan dihapus": mailbox.DELETED,
    }
    statuses = [(status, outcome) for status in Status for outcome in OUTCOMES.get(status, (None,))]
    return [
        *((f"Kotak: {name}", Reply(text)) for name, text in plain.items()),
        *((_named(status, outcome), mailbox_screens.view(_Sample(status, outcome))) for status, outcome in statuses),
        ("Kotak: dengan balasan", mailbox_screens.view(_Sample(Status.PERLU_INFO, replies=(reply,)))),
        ("Kotak: balas", Reply(mailbox.ANSWER, report_keyboards.compose())),
        ("Kotak: tambah bukti", Reply(mailbox.EVIDENCE, report_keyboards.compose())),
        ("Kotak: hapus laporan", Reply(mailbox.DELETE, report_keyboards.delete())),
    ]


def _named(status: Status, outcome: Outcome | None) -> str:
    return f"Kotak: {status}, {outcome}" if outcome else f"Kotak: {status}"
