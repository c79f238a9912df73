"""Everything that can be chosen, with its limits and its environment variable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from receipt_desktop.config.hosts import extract_host, is_remote
from receipt_desktop.domain.errors import InvalidRequest
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.domain.schedule import Schedule

MODEL_AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen. Names here are the keys of `settings.json`."""

    concurrency: int = 5
    """Consumer threads."""
    timeout_ms: int = 30_000
    """Budget of one attempt in milliseconds."""
    stop_seconds: float = 10.0
    """How long running receipts may go on after the program is asked to stop."""
    reader: ReaderChoice = ReaderChoice.AUTO
    ocr_languages: tuple[str, ...] = ()
    """Tesseract's language codes (eng, deu, fra); empty means every installed one."""
    one_receipt_a_page: bool = False
    use_model: bool = True
    ollama_host: str = "http://127.0.0.1:11434"
    text_may_go_to: str = ""
    """The other computer whose language model may see receipts; somebody has agreed to that."""
    model: str = MODEL_AUTO
    """Ollama's name of the model; "auto" takes the best installed one."""
    schedule: str = "always"
    """When receipts may be read: one of `receipt_desktop.domain.schedule.Schedule`."""
    stall_minutes: int = 10
    """An alert when nothing was completed for so long while work waits."""
    failure_alert_percent: int = 30
    """An alert when more than this share of the last hour's receipts failed."""
    database_copies: int = 7
    """Daily copies of the database that are kept; 0 makes none."""
    lease_seconds: float = 60.0
    """How long a worker that shows no sign of life keeps its receipt."""
    database_url: str = ""
    """SQLAlchemy's URL of a shared PostgreSQL; empty means the file in the data folder."""
    shared_files: str = ""
    """Where all machines find originals and page pictures: a folder, s3://bucket/prefix, …"""
    queue_secret: str = ""
    """Signs what is put into Redis, the same on all machines; empty means the data folder's."""
    redis_binary: str = ""
    redis_url: str = ""
    redis_host: str = ""
    redis_port: int = 6379
    redis_password: str = ""
    max_file_mb: int = 50
    max_megapixels: int = 120
    max_pages: int = 50
    language: str = ""
    """Of the window: en, fr, de; empty means the system's."""
    theme: str = "system"
    """system, light, dark."""
    api_serve: bool = False
    """Whether the window answers other programs too."""
    api_host: str = "127.0.0.1"
    api_port: int = 8642
    api_token: str = ""
    """What a program has to know; empty means the one in the data folder."""
    api_certificate: str = ""
    """PEM files of the certificate and its key; both or none."""
    api_key_file: str = ""
    api_upload_mb: int = 200
    """Of one request, all its files together."""
    api_requests_a_minute: int = 600
    """Of one client."""
    api_requests_a_minute_per_address: int = 3_000
    """Of one remote address, whatever names its clients give themselves."""
    webhook_url: str = ""
    """Told of every receipt that a program submitted, when it is finished."""
    webhook_private: bool = False
    """Whether webhooks may go to this machine and the networks around it."""
    csv_delimiter: str = ""
    """One character; empty means the locale's."""
    csv_decimal: str = ""
    """Comma or point; empty means the locale's."""
    csv_bom: bool = True
    csv_layout: str = "receipts"
    """receipts (one row a receipt) or items (one row a line item)."""

    @property
    def timeout_seconds(self) -> float:
        """Budget of one attempt in seconds."""
        return self.timeout_ms / 1000

    @property
    def is_model_allowed(self) -> bool:
        """Whether text may go to the language model: it is here, or somebody has agreed."""
        if not is_remote(self.ollama_host):
            return True
        return extract_host(self.ollama_host) == extract_host(self.text_may_go_to)

    @property
    def uses_shared_redis(self) -> bool:
        """Whether a server of somebody else's is used."""
        return bool(self.redis_url or self.redis_host)


ENVIRONMENT_VARIABLES: Mapping[str, str] = {
    "QUEUE_CONCURRENCY": "concurrency",
    "PROCESSING_TIMEOUT_MS": "timeout_ms",
    "DATABASE_URL": "database_url",
    "REDIS_URL": "redis_url",
    "REDIS_HOST": "redis_host",
    "REDIS_PORT": "redis_port",
    "REDIS_PASSWORD": "redis_password",
    "OLLAMA_HOST": "ollama_host",
    "RECEIPT_DESKTOP_TEXT_MAY_GO_TO": "text_may_go_to",
    "RECEIPT_DESKTOP_MODEL": "model",
    "RECEIPT_DESKTOP_READER": "reader",
    "RECEIPT_DESKTOP_REDIS_BINARY": "redis_binary",
    "RECEIPT_DESKTOP_SHARED_FILES": "shared_files",
    "RECEIPT_DESKTOP_QUEUE_SECRET": "queue_secret",
    "RECEIPT_DESKTOP_API_HOST": "api_host",
    "RECEIPT_DESKTOP_API_PORT": "api_port",
    "RECEIPT_DESKTOP_API_TOKEN": "api_token",
    "RECEIPT_DESKTOP_API_CERTIFICATE": "api_certificate",
    "RECEIPT_DESKTOP_API_KEY_FILE": "api_key_file",
    "RECEIPT_DESKTOP_API_UPLOAD_MB": "api_upload_mb",
    "RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE": "api_requests_a_minute",
    "RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE_PER_ADDRESS": "api_requests_a_minute_per_address",
    "RECEIPT_DESKTOP_WEBHOOK_URL": "webhook_url",
    "RECEIPT_DESKTOP_WEBHOOK_PRIVATE": "webhook_private",
    "RECEIPT_DESKTOP_DATABASE_COPIES": "database_copies",
    "RECEIPT_DESKTOP_LEASE_SECONDS": "lease_seconds",
    "RECEIPT_DESKTOP_SCHEDULE": "schedule",
    "RECEIPT_DESKTOP_LANGUAGE": "language",
    "RECEIPT_DESKTOP_THEME": "theme",
}

# Loss of a secret through a settings file that is mailed around is worse than typing it again.
SECRET_SETTINGS = frozenset(
    {
        "redis_password",
        "redis_url",
        "database_url",
        "api_token",
        "queue_secret",
        "webhook_url",
        "shared_files",
    }
)
"""What may hold a password: never shown, never logged."""
UNSAVED_SETTINGS = frozenset({"redis_password", "database_url", "api_token", "queue_secret"})

SETTING_LIMITS: Mapping[str, tuple[float, float]] = {
    "concurrency": (1, 64),
    "timeout_ms": (1_000, 3_600_000),
    "stop_seconds": (0, 600),
    "stall_minutes": (1, 1_440),
    "failure_alert_percent": (1, 100),
    "database_copies": (0, 365),
    "lease_seconds": (2, 3_600),
    "redis_port": (1, 65_535),
    "api_port": (0, 65_535),
    "api_upload_mb": (1, 10_240),
    "api_requests_a_minute": (1, 1_000_000),
    "api_requests_a_minute_per_address": (1, 1_000_000),
    "max_file_mb": (1, 2_048),
    "max_megapixels": (1, 1_000),
    "max_pages": (1, 1_000),
}

SETTING_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("", "en", "fr", "de"),
    "theme": ("system", "light", "dark"),
    "schedule": tuple(Schedule),
    "csv_delimiter": ("", ",", ";", "\t"),
    "csv_decimal": ("", ",", "."),
    "csv_layout": ("receipts", "items"),
}


def parse_setting(name: str, value: object, origin: str) -> Any:
    """The value as the type of the field, within its limits; `origin` names where it comes from.

    Raises `InvalidRequest`.
    """
    kind = type(getattr(Settings(), name))
    try:
        made: Any = _PARSERS.get(kind, kind)(_require_value(value))
        made = _parse_ollama_host(made) if name == "ollama_host" else made
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidRequest(f"{origin} cannot be {value!r}.") from error
    low, high = SETTING_LIMITS.get(name, (float("-inf"), float("inf")))
    if name in SETTING_LIMITS and not low <= made <= high:
        raise InvalidRequest(f"{origin} must lie between {low:g} and {high:g}, not {value!r}.")
    if name in SETTING_CHOICES and made not in SETTING_CHOICES[name]:
        raise InvalidRequest(f"{origin} cannot be {value!r}.")
    return made


def _require_value(value: object) -> Any:
    if value is None:
        raise TypeError
    return value


def _parse_boolean(value: object) -> bool:
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() not in words:
        raise ValueError(value)
    return words[str(value).lower()]


def _parse_strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for part in value.replace("+", ",").split(",") if part)
    if isinstance(value, (list, tuple)):
        return tuple(str(part) for part in value)
    raise TypeError(value)


def _parse_ollama_host(value: Any) -> str:
    """Ollama's own forms of OLLAMA_HOST: with or without scheme and port; 0.0.0.0 is here.

    Raises `ValueError` for what is no address.
    """
    text = str(value).strip().rstrip("/")
    scheme, _, rest = text.rpartition("://")
    host = rest.replace("0.0.0.0", "127.0.0.1", 1)  # noqa: S104 (a server's address, not bound)
    if ":" not in host and not scheme:
        host += ":11434"
    address = f"{scheme or 'http'}://{host}"
    extract_host(address)
    return address


_PARSERS: Mapping[type, Callable[[Any], Any]] = {bool: _parse_boolean, tuple: _parse_strings}
