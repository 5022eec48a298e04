"""What the emulator refuses, and in whose words.

Exception
├── ApiError      the Bot API refuses a call of the bot: Telegram's code and Telegram's sentence
└── ControlError  the control API refuses a request of the page or of a test: status, machine code, sentence
"""

from typing import Any


class ApiError(Exception):
    """An answer `{"ok": false, ...}`: `code` is the HTTP status too, `description` is Telegram's sentence."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON that Telegram sends for this refusal."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class ControlError(Exception):
    """A clear 4xx of the control API: `{"error": {"code", "message"}}`."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def body(self) -> dict[str, Any]:
        """The JSON of this refusal."""
        return {"error": {"code": self.code, "message": self.message}}


def bad_request(sentence: str) -> ApiError:
    """A 400 in Telegram's form; `sentence` comes without the prefix."""
    return ApiError(400, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> ApiError:
    """A 403 in Telegram's form; `sentence` comes without the prefix."""
    return ApiError(403, f"Forbidden: {sentence}")
