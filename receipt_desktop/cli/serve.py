"""The command `serve`: the HTTP API, with or without workers in this process."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop import bootstrap, pipeline
from receipt_desktop.api.server import ApiServer, BindAddress
from receipt_desktop.cli import consent
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.parser import settings_of
from receipt_desktop.cli.terminal import stop_on_signals
from receipt_desktop.config.access_token import AccessToken
from receipt_desktop.config.hosts import extract_host, is_remote
from receipt_desktop.config.paths import Paths
from receipt_desktop.config.settings import SETTINGS, Settings
from receipt_desktop.logs.setup import configure_logging


def run(paths: Paths, settings: Settings, options: argparse.Namespace) -> int:
    """Serve the HTTP API until a signal; or print the token, with `--show-token`, `--new-token`."""
    if options.new_token or options.show_token:
        print(read_or_renew_token(paths, settings, new=options.new_token))
        return OK
    settings = settings_of(settings, options)
    if not options.no_workers:
        settings = consent.ask_consent(paths, settings)
    with (
        configure_logging(paths, terminal=True, level=logging.INFO),
        stop_on_signals() as stop,
        open_server(paths, settings, consume=not options.no_workers) as server,
    ):
        for line in format_greeting(paths, settings, server.url):
            print(line, file=sys.stderr, flush=True)
        stop.wait()
    return OK


@contextmanager
def open_server(paths: Paths, chosen: Settings, *, consume: bool) -> Iterator[ApiServer]:
    """A running server; stopped before the engine is, so that nothing is accepted and lost.

    Raises `ServiceUnavailable`, `InvalidRequest`.
    """
    bootstrap.create_data_folder(paths)
    AccessToken(paths.api_token, chosen.api_token).get_token()  # refused before anything is started
    with bootstrap.open_application(
        paths, chosen, kind="serve", consume=consume, join=True
    ) as engine:
        if consume:
            pipeline.warm_up()  # else the first receipt does, while others wait for answers
        server = ApiServer(engine.actions, BindAddress.from_settings(chosen))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def format_greeting(paths: Paths, chosen: Settings, url: str) -> list[str]:
    """What the person at the terminal has to know; never the token itself, logs are kept."""
    place = BindAddress.from_settings(chosen)
    where = SETTINGS["api_token"].environment if chosen.api_token else str(paths.api_token)
    lines = [f"Serving on {url}; the token is in {where}. Ctrl-C stops."]
    if not (place.is_loopback or place.uses_tls):
        lines.append(
            "Other machines can reach this, and token and receipts travel in the clear: "
            "give --certificate and --key-file, or put a proxy with TLS before it."
        )
    if chosen.use_model and chosen.is_model_allowed and is_remote(chosen.ollama_host):
        host = extract_host(chosen.ollama_host)
        lines.append(f"The text of every receipt goes to the language model at {host}.")
    return lines


def read_or_renew_token(paths: Paths, chosen: Settings, *, new: bool) -> str:
    """The token, or another one in its place, also for a server that runs."""
    bootstrap.create_data_folder(paths)
    if not new:
        return AccessToken(paths.api_token, chosen.api_token).get_token()
    with bootstrap.open_stored_data(paths, chosen) as actions:
        return actions.renew_api_token()
