"""What goes wrong over HTTP: a code for the page, a sentence for the person, a log line without either's data."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import orjson
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from bot import incidents

log = logging.getLogger(__name__)

JSON = "application/json"


@dataclass(frozen=True)
class Problem:
    """An answer that refuses: HTTP status, machine code, Indonesian sentence."""

    status: int
    code: str
    sentence: str


BAD_FORM = Problem(400, "bentuk_salah", "Permintaan ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.")
LOGGED_OUT = Problem(401, "belum_masuk", "Sesi Anda belum ada atau sudah berakhir. Masuk dengan kunci Anda.")
KEY_REFUSED = Problem(401, "belum_masuk", "Kunci ini tidak diterima. Ulangi, atau tanyakan kepada administrator.")
NO_CSRF = Problem(403, "csrf", "Halaman ini sudah lama terbuka. Muat ulang, lalu coba lagi.")
FORBIDDEN = Problem(403, "terlarang", "Permintaan ini tidak datang dari alamat resmi kotak laporan.")
NOT_FOUND = Problem(404, "tidak_ada", "Yang Anda cari tidak ada.")
BAD_INVITATION = Problem(404, "tidak_ada", "Undangan ini sudah dipakai, sudah lewat, atau salah. Minta undangan baru.")
NO_SUCH_METHOD = Problem(405, "bentuk_salah", "Alamat ini tidak menerima permintaan seperti itu.")
CONFLICT = Problem(409, "bentrok", "Laporan ini sudah berubah. Muat ulang, lalu periksa lagi.")
LAST_HOLDER = Problem(409, "bentrok", "Akses Anda tidak dapat dilepas. Harus tetap ada petugas lain yang memegangnya.")
EXCLUDED = Problem(409, "bentrok", "Pelapor tidak menghendaki petugas ini membaca laporannya.")
TOO_BIG = Problem(413, "terlalu_besar", "Isi yang dikirim terlalu besar.")
TOO_OFTEN = Problem(429, "terlalu_sering", "Terlalu banyak permintaan. Tunggu satu menit, lalu coba lagi.")

_OF_STATUS = {p.status: p for p in (NOT_FOUND, NO_SUCH_METHOD, TOO_BIG)}


class ProblemError(Exception):
    """Ends a request with a `Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refusal(problem: Problem) -> web.Response:
    """`{"kode", "pesan"}` with the problem's status."""
    body = orjson.dumps({"kode": problem.code, "pesan": problem.sentence})
    return web.Response(status=problem.status, body=body, content_type=JSON)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every failure becomes JSON of one shape. One that nobody expected gets a code that the log has too."""
    try:
        return await handler(request)
    except ProblemError as error:
        return refusal(error.problem)
    except web.HTTPException as error:
        return refusal(_OF_STATUS.get(error.status, BAD_FORM))
    except Exception as error:
        code = incidents.note(log, "request", error)
        sentence = f"Ada gangguan di pihak kami. Coba lagi; bila berulang, sebutkan kode {code}."
        return refusal(Problem(500, "gangguan", sentence))


class QuietConnections(logging.Filter):
    """For aiohttp's logger of connections: it would print the other side's address and parts of the request.

    What is no HTTP is answered with 400 and not logged: strangers send it all day.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[0] if record.exc_info else None
        if error and issubclass(error, HttpProcessingError):
            return False
        record.msg, record.args = "connection failed error=%s", (error.__name__ if error else "none",)
        record.exc_info = record.exc_text = None
        return True


def connection_logger() -> logging.Logger:
    """The logger that the HTTP server is given instead of aiohttp's own."""
    logger = logging.getLogger("bot.web.connections")
    if not logger.filters:
        logger.addFilter(QuietConnections())
    return logger
