"""Attachments of a report, drawn anew: what comes out shows the same picture and carries nothing else of the file.

No file is opened in the bot's own process: each is decoded in a short-lived process with limits (decision 9).
"""

from bot.reports.cleaning.limits import MAX_BYTES
from bot.reports.cleaning.outcomes import CleanFile, FileKind, Refusal, RefusedFileError
from bot.reports.cleaning.process import clean

__all__ = ["MAX_BYTES", "CleanFile", "FileKind", "Refusal", "RefusedFileError", "clean"]
