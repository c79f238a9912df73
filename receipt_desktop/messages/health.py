"""Health issues and their remedies, by `issue_` and the key of the issue."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "issue_redis_down": "Redis is not responding.",
        "issue_redis_down_remedy": "It is being restarted. No data is lost.",
        "issue_redis_taken_over": "Redis is not running: the program that ran it has ended.",
        "issue_redis_taken_over_remedy": "Another program on this data folder takes over within "
        "seconds. No data is lost.",
        "issue_redis_elsewhere": "Redis is not responding. Another program on this data folder "
        "runs it.",
        "issue_redis_elsewhere_remedy": "That program restarts it. If this lasts, close that "
        "program, and this one takes over.",
        "issue_redis_failed": "Redis is not running. {reason}",
        "issue_redis_failed_remedy": "Starting it is retried every 30 seconds. No data is lost.",
        "issue_shared_redis_down": "The shared Redis server at {address} is not responding.",
        "issue_shared_redis_down_remedy": "Check that it is running and reachable from this "
        "computer.",
        "issue_not_running": "Neither Receipt Desktop nor Redis is running on this data folder.",
        "issue_not_running_remedy": "Open the window, or run receipt-desktop worker.",
        "issue_redis_evicts": "Redis may discard the queue when its memory is full ({policy}).",
        "issue_redis_evicts_remedy": "Set maxmemory-policy to noeviction.",
        "issue_redis_memory": "Redis is using {percent} % of its memory limit.",
        "issue_redis_memory_remedy": "Raise the limit, or let the queue empty.",
        "issue_workers_stopped": "Stopped workers: {dead} of {all}. They are being replaced.",
        "issue_no_workers": "Receipts are waiting, but no worker is running.",
        "issue_no_workers_remedy": "Start a worker, or open the window on this data folder.",
        "issue_disk_low": "Disk space is low: {megabytes} MB free.",
        "issue_disk_low_remedy": "Free some disk space soon.",
        "issue_disk_full": "The disk is almost full: {megabytes} MB free.",
        "issue_disk_full_remedy": "Free some disk space now. Until then, new files are rejected.",
        "issue_database_damaged": "The database is damaged ({damage}).",
        "issue_database_damaged_remedy": "Restart Receipt Desktop to recover all data that is "
        "still readable.",
        "issue_database_salvaged": "The database was rebuilt. Receipts recovered: {receipts}, "
        "lost: {lost_receipts}.",
        "issue_database_salvaged_remedy": "The Doctor in Settings has the details.",
        "issue_copy_no_space": "Not enough disk space for the daily copy of the database.",
        "issue_copy_no_space_remedy": "Free some space.",
        "issue_copy_failed": "The daily copy of the database failed.",
        "issue_copy_failed_remedy": "Check the permissions of the folder “copies” in the data "
        "folder.",
        "issue_database_waits": "A change is waiting for the database: another program has locked "
        "it, or the disk is slow.",
        "issue_database_waits_remedy": "Reading continues when the database responds. No data is "
        "lost.",
        "issue_database_fails": "The last change could not be saved. {problem}",
        "issue_database_fails_remedy": "Saving is retried. Reading continues when it succeeds.",
        "issue_memory_short": "Reading has been waiting for free memory for {minutes} min.",
        "issue_memory_short_remedy": "Close other programs. Reading continues by itself, and no "
        "data is lost.",
        "issue_reader_fails": "Reading has been waiting for {minutes} min: the reader fails on "
        "every page.",
        "issue_reader_fails_remedy": "Run the Doctor in Settings, or reinstall Receipt Desktop. "
        "No data is lost.",
        "issue_originals_unknown": "Originals without a receipt: {count}. None has been deleted.",
        "issue_originals_unknown_remedy": "Add them with the Doctor in Settings, or with "
        "receipt-desktop doctor --adopt.",
        "issue_stalled": "No receipt was completed in the last {minutes} min. Waiting: {waiting}.",
        "issue_stalled_remedy": "Check what the workers are doing, and cancel anything stuck.",
        "issue_failures_many": "{percent} % of the receipts of the last hour failed ({count} in "
        "total).",
        "issue_failures_many_remedy": "The Failures tab of the Queue page lists them by cause.",
        "issue_model_unreachable": "Ollama is not responding at {host}. Receipts are read without "
        "the language model.",
        "issue_model_unreachable_remedy": "Start Ollama, or turn off the model in Settings.",
        "issue_model_missing": "Ollama is running, but the selected model is not installed.",
        "issue_model_missing_remedy": "Download it in Settings, or select another one.",
    }
)
