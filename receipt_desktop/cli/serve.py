"""The command `serve`: the HTTP API, with or without workers in this process."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from receipt_desktop import bootstrap, pipeline
from receipt_desktop.api.listener import BindAddress
from receipt_desktop.api.server import ApiServer
from receipt_desktop.cli import consent
from receipt_desktop.cli.exit_codes import OK
from receipt_desktop.cli.parser import settings_of
from receipt_desktop.cli.stop_signals import stop_on_signals
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
        stop_on_signals(settings.stop_seconds) as stop,
        open_server(paths, settings, consume=not options.no_workers) as server,
    ):
        for line in format_greeting(paths, settings, server.url):
            print(line, file=sys.stderr, flush=True)
        stop.wait()
    return OK


@contextmanager
def open_server(paths: Paths, settings: Settings, *, consume: bool) -> Iterator[ApiServer]:
    """A running server; stopped before the application, so that no request is lost.

    Raises `ServiceUnavailable`, `InvalidRequest`.
    """
    bootstrap.create_data_folder(paths)
    AccessToken(paths.api_token, settings.api_token).get_token()  # fails before anything is started
    with bootstrap.open_application(
        paths, settings, kind="serve", consume=consume, join=True
    ) as application:
        if consume:
            pipeline.warm_up()  # otherwise the first receipt delays API requests
        server = ApiServer(application.actions, BindAddress.from_settings(settings))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def format_greeting(paths: Paths, settings: Settings, url: str) -> list[str]:
    """The notices at the start; never the token itself, since logs are stored."""
    address = BindAddress.from_settings(settings)
    token_source = SETTINGS["api_token"].environment if settings.api_token else str(paths.api_token)
    lines = [f"Serving on {url}; the token is in {token_source}. Ctrl-C stops."]
    if not (address.is_loopback or address.uses_tls):
        lines.append(
            "Other machines can reach this, and token and receipts are sent unencrypted: "
            "give --certificate and --key-file, or put a proxy with TLS before it."
        )
    if settings.use_model and settings.is_model_allowed and is_remote(settings.ollama_host):
        host = extract_host(settings.ollama_host)
        lines.append(f"The text of every receipt goes to the language model at {host}.")
    return lines


def read_or_renew_token(paths: Paths, settings: Settings, *, new: bool) -> str:
    """The API token, or with `new` another one in its place, also for a running server."""
    bootstrap.create_data_folder(paths)
    if not new:
        return AccessToken(paths.api_token, settings.api_token).get_token()
    with bootstrap.open_stored_data(paths, settings) as actions:
        return actions.renew_api_token()
