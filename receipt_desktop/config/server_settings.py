"""The part of the table of settings that concerns servers: the HTTP API and shared services."""

from __future__ import annotations

from dataclasses import dataclass

from receipt_desktop.config.setting_spec import (
    QT_TRANSLATE_NOOP,
    CommandFlag,
    FormRow,
    SettingGroup,
    setting,
)

PEM_FILES = "PEM (*.pem *.crt *.cer *.key);;* (*)"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The HTTP API of this program, and the database, files and Redis of several machines."""

    api_serve: bool = setting(
        False,
        "Whether the window answers other programs.",
        row=FormRow(
            SettingGroup.PROGRAMS,
            QT_TRANSLATE_NOOP("settings", "HTTP API"),
            text=QT_TRANSLATE_NOOP("settings", "Allow other programs to submit and fetch receipts"),
        ),
    )
    api_host: str = setting(
        "127.0.0.1",
        "The address that the API listens on.",
        environment="RECEIPT_DESKTOP_API_HOST",
        flag=CommandFlag("--host", ("serve",), "HOST"),
        row=FormRow(SettingGroup.PROGRAMS, QT_TRANSLATE_NOOP("settings", "Accessible from")),
    )
    api_port: int = setting(
        8642,
        "The port that the API listens on; 0 takes any free one.",
        environment="RECEIPT_DESKTOP_API_PORT",
        limits=(0, 65_535),
        flag=CommandFlag("--port", ("serve",), "N"),
        row=FormRow(SettingGroup.PROGRAMS, QT_TRANSLATE_NOOP("settings", "Port")),
    )
    api_certificate: str = setting(
        "",
        "The PEM file of the certificate, for https.",
        environment="RECEIPT_DESKTOP_API_CERTIFICATE",
        flag=CommandFlag("--certificate", ("serve",), "FILE"),
        row=FormRow(
            SettingGroup.PROGRAMS,
            QT_TRANSLATE_NOOP("settings", "Certificate"),
            QT_TRANSLATE_NOOP("settings", "PEM files for HTTPS."),
            patterns=PEM_FILES,
        ),
    )
    api_key_file: str = setting(
        "",
        "The PEM file of the certificate's private key.",
        environment="RECEIPT_DESKTOP_API_KEY_FILE",
        flag=CommandFlag("--key-file", ("serve",), "FILE"),
        row=FormRow(
            SettingGroup.PROGRAMS,
            QT_TRANSLATE_NOOP("settings", "Private key"),
            patterns=PEM_FILES,
        ),
    )
    api_token: str = setting(
        "",
        "The token of the API, at least 16 characters.",
        environment="RECEIPT_DESKTOP_API_TOKEN",
        secret=True,
        saved=False,
        unset="made at the first start",
    )
    api_upload_mb: int = setting(
        200,
        "Megabytes of one request, all its files together.",
        environment="RECEIPT_DESKTOP_API_UPLOAD_MB",
        limits=(1, 10_240),
    )
    api_requests_a_minute: int = setting(
        600,
        "Requests a minute of one client.",
        environment="RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE",
        limits=(1, 1_000_000),
    )
    api_requests_a_minute_per_address: int = setting(
        3_000,
        "Requests a minute of one remote address, whatever names its clients give themselves.",
        environment="RECEIPT_DESKTOP_API_REQUESTS_A_MINUTE_PER_ADDRESS",
        limits=(1, 1_000_000),
    )
    phone_port: int = setting(
        8643,
        "The port of the page that phones send photos with; 0 takes any free one.",
        environment="RECEIPT_DESKTOP_PHONE_PORT",
        limits=(0, 65_535),
    )
    webhook_url: str = setting(
        "",
        "Notified of every finished receipt that a program submitted.",
        environment="RECEIPT_DESKTOP_WEBHOOK_URL",
        secret=True,
    )
    webhook_private: bool = setting(
        False,
        "Whether webhooks may go to this machine and to private networks.",
        environment="RECEIPT_DESKTOP_WEBHOOK_PRIVATE",
    )
    database_url: str = setting(
        "",
        "SQLAlchemy's URL of a shared PostgreSQL: `postgresql://user:password@host/name`.",
        environment="DATABASE_URL",
        secret=True,
        saved=False,
        unset="the file in the data folder",
    )
    shared_files: str = setting(
        "",
        "Where all machines find originals and page pictures: a folder, or `s3://bucket/prefix`.",
        environment="RECEIPT_DESKTOP_SHARED_FILES",
        secret=True,
    )
    queue_secret: str = setting(
        "",
        "Signs what is put into Redis; the same on all machines.",
        environment="RECEIPT_DESKTOP_QUEUE_SECRET",
        secret=True,
        saved=False,
        unset="made in the data folder",
    )
    redis_url: str = setting(
        "",
        "A shared Redis to use instead of our own server.",
        environment="REDIS_URL",
        secret=True,
    )
    redis_host: str = setting(
        "", "The host of a shared Redis, instead of `REDIS_URL`.", environment="REDIS_HOST"
    )
    redis_port: int = setting(
        6379, "The port of that Redis.", environment="REDIS_PORT", limits=(1, 65_535)
    )
    redis_password: str = setting(
        "", "The password of that Redis.", environment="REDIS_PASSWORD", secret=True, saved=False
    )
    redis_binary: str = setting(
        "",
        "A Redis or Valkey server binary to start, or `fakeredis` for the server in Python.",
        environment="RECEIPT_DESKTOP_REDIS_BINARY",
        unset="the one included",
    )

    @property
    def shared_redis(self) -> bool:
        """Whether a Redis server is used that is not our own."""
        return bool(self.redis_url or self.redis_host)
