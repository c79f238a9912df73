"""The program that answers other programs: the engine, and the server before it."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop import app, pipeline
from receipt_desktop.access_token import AccessToken
from receipt_desktop.api.server import Place, Server
from receipt_desktop.hosts import host_of, is_remote
from receipt_desktop.paths import Paths
from receipt_desktop.settings import Settings


def settings_of(chosen: Settings, options: argparse.Namespace) -> Settings:
    """The settings with what the command line says."""
    said = {
        "api_host": options.host,
        "api_port": options.port,
        "api_certificate": options.certificate,
        "api_key_file": options.key_file,
        "concurrency": options.concurrency,
    }
    return dataclasses.replace(
        chosen, **{name: value for name, value in said.items() if value is not None}
    )


@contextmanager
def served(paths: Paths, chosen: Settings, *, consume: bool) -> Iterator[Server]:
    """A running server; stopped before the engine is, so that nothing is accepted and lost.

    Raises `ServiceUnavailable`, `InvalidRequest`.
    """
    app.create_folders(paths)
    AccessToken(paths.token, chosen.api_token).current()  # refused before anything is started
    with app.open_engine(paths, chosen, kind="serve", consume=consume, join=True) as engine:
        if consume:
            pipeline.warm_up()  # else the first receipt does, while others wait for answers
        server = Server(engine.actions, Place.of(chosen))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def greeting(paths: Paths, chosen: Settings, url: str) -> list[str]:
    """What the person at the terminal has to know; never the token itself, logs are kept."""
    place = Place.of(chosen)
    where = "RECEIPT_DESKTOP_API_TOKEN" if chosen.api_token else str(paths.token)
    lines = [f"Serving on {url}; the token is in {where}. Ctrl-C stops."]
    if not (place.loopback or place.encrypted):
        lines.append(
            "Other machines can reach this, and token and receipts travel in the clear: "
            "give --certificate and --key-file, or put a proxy with TLS before it."
        )
    if chosen.use_model and chosen.model_allowed and is_remote(chosen.ollama_host):
        host = host_of(chosen.ollama_host)
        lines.append(f"The text of every receipt goes to the language model at {host}.")
    return lines


def token(paths: Paths, chosen: Settings, *, new: bool) -> str:
    """The token, or another one in its place, also for a server that runs."""
    app.create_folders(paths)
    if not new:
        return AccessToken(paths.token, chosen.api_token).current()
    with app.open_records(paths, chosen) as actions:
        return actions.new_api_token()
