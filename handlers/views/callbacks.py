"""What a button carries: typed, versioned, at most 64 bytes (Bot API, InlineKeyboardButton.callback_data)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
LIMIT_BYTES = 64


class Action(StrEnum):
    """What a tap asks for. Values are on the wire: never reuse a letter for another meaning."""

    TOPIC = "t"  # show the card of an entry
    CONTEXT = "c"  # show the card of one context of an entry
    GENERAL = "g"  # show the card of an entry that asks, without an answer to its question
    HELPED = "h"  # "Terjawab"
    NOT_HELPED = "n"  # "Belum"
    NOT_THIS = "x"  # "Bukan ini"
    NONE_OF_THESE = "z"  # "Bukan semuanya"
    GROUPS = "l"  # all groups of topics
    GROUP = "k"  # the topics of one group
    LEAVE = "q"  # "Titip pertanyaan": asks for consent
    LEAVE_CONFIRMED = "y"
    LEAVE_CANCELLED = "b"
    PRIVACY = "p"
    REMINDERS = "i"  # "Pengingat kampanye"

    REPORT = "r"  # "Lapor pelanggaran": the warning
    REPORT_BEGIN = "rb"
    REPORT_CANCEL = "rx"
    REPORT_EVENT_DAY = "rd"  # when it happened; the number is days ago
    REPORT_KNOWN_DAY = "rk"  # when the reporter learned of it; the number is days ago
    REPORT_TYPE_DAY = "rt"  # "Tanggal lain"
    REPORT_CHECK = "rp"  # look at the whole report
    REPORT_CHANGE = "ru"  # what to change
    REPORT_CHANGE_DAYS = "ud"
    REPORT_CHANGE_STORY = "us"
    REPORT_CHANGE_FILES = "uf"
    REPORT_EXCLUDE = "re"  # the list of receivers; the number is a page
    REPORT_EXCLUDED = "r-"  # not to this one; the number is its place in the list
    REPORT_INCLUDED = "r+"
    REPORT_SEND = "rs"
    REPORT_NOTED = "rn"  # the code was noted

    MAILBOX_PAGE = "m"  # the number is a page
    MAILBOX_ANSWER = "ma"
    MAILBOX_EVIDENCE = "me"
    MAILBOX_DELETE = "md"  # asks first
    MAILBOX_DELETE_SURE = "my"
    MAILBOX_CLOSE = "mt"

    REMIND_LIST = "il"  # the subject is a time zone or nothing, the number a page
    REMIND_PROVINCE = "ip"  # the subject is a province's code
    REMIND_KIND = "ik"  # the subject is "<code>-<kind>"
    REMIND_SAVE = "is"  # the subject is "<code>-<kind>-<frequency>"
    REMIND_CHANGE = "iu"  # begin anew with the province
    REMIND_CANCEL = "ix"
    REMIND_STOP = "ib"
    REMIND_STOP_LETTER = "ih"  # the same under a letter, which keeps its words
    NOTICE_STOP = "ob"  # officers' notices

    BROADCAST_KIND = "sk"  # the subject is a kind of employment: in or out
    BROADCAST_PROVINCES = "sp"  # asks for provinces
    BROADCAST_EVERYWHERE = "sw"  # all provinces
    BROADCAST_SEND = "ss"
    BROADCAST_CANCEL = "sx"
    BROADCAST_APPROVE = "sa"  # the subject is a draft's number, as below
    BROADCAST_REJECT = "sr"
    BROADCAST_WITHDRAW = "st"
    BROADCAST_PAUSE = "sj"  # the subject is a campaign, as below
    BROADCAST_RESUME = "sl"
    BROADCAST_STOP = "sh"


@dataclass(frozen=True)
class Callback:
    """A button's meaning. `subject` is an entry id or a group; `number` a context or a page."""

    action: Action
    subject: str = ""
    number: int = 0

    def pack(self) -> str:
        """The button's data. Raises `ValueError` beyond 64 bytes, which a test of all entries rules out."""
        data = ":".join((VERSION, self.action, self.subject, str(self.number)))
        if len(data.encode()) > LIMIT_BYTES:
            raise ValueError(f"callback data of {len(data.encode())} bytes: {self.action} {self.subject}")
        return data


def unpack(data: str) -> Callback | None:
    """The meaning of a button's data; None for data of another version or shape (an old button)."""
    parts = data.split(":")
    if len(parts) != 4 or parts[0] != VERSION or not parts[3].isdecimal() or len(parts[3]) > 4:
        return None
    try:
        return Callback(Action(parts[1]), parts[2], int(parts[3]))
    except ValueError:
        return None
