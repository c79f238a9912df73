"""Errors of the queue, the readers and the language model, and about single receipts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "cancelled": "Cancelled.",
        "closing": "Receipt Desktop is closing.",
        "unexpected": "Something unexpected went wrong. The log has the details.",
        "timeout": "The time limit for one receipt was exceeded.",
        "ocr_timeout": "Tesseract took too long to read this file.",
        "model_timeout": "The language model took too long to answer.",
        "poison": "This file stopped its worker {times} times ({when} UTC) and was set aside.",
        "disk_full": "The disk is full.",
        "disk_full_remedy": "Free some disk space.",
        "memory_short": "There is not enough free memory to read receipts right now.",
        "memory_file": "There is not enough free memory to read this file.",
        "memory_crowded": "Other files are using the memory right now.",
        "reader_memory": "The reader ran out of memory.",
        "reader_crashed": "The reader crashed on this file.",
        "reader_fails": "The reader fails on every page, not just on this file.",
        "reader_start": "The reader could not be started: {reason}.",
        "reader_missing": "{reader} is not installed or cannot be used.",
        "no_reader": "Neither RapidOCR nor Tesseract can be used. Reinstall Receipt Desktop.",
        "tesseract_failed": "Tesseract failed on this file.",
        "queue_unavailable": "The queue is not responding. Your files are saved and will be read "
        "later.",
        "draining": "The queue is being emptied and is not accepting new receipts.",
        "deleted": "The receipt was deleted before its result was written.",
        "unknown_id": "Receipt not found.",
        "unknown_supplier": "Supplier not found.",
        "unknown_rule": "Rule not found.",
        "unknown_source": "Source not found.",
        "source_exists": "{name} is already on the list of sources.",
        "not_read_yet": "This receipt has not been read yet.",
        "join_one": "Select at least two receipts to join.",
        "split_one": "A receipt is split into at least two parts, each with a page.",
        "page_foreign": "This page belongs to another receipt.",
        "page_region": "The region is not on the page, or it is too small.",
        "no_duplicate": "This receipt is no longer a possible duplicate.",
        "merge_unread": "Both receipts have to be read before they are merged.",
        "exchange_gone": "This can no longer be undone: the receipts were deleted permanently.",
        "exchange_over": "This can no longer be undone: a receipt that it created was deleted, "
        "split, joined or undone.",
        "no_exchange": "This receipt was neither split nor joined.",
        "no_split_found": "This receipt does not seem to consist of several receipts.",
        "incomplete": "Missing on the receipt: {fields}. Confirm this to approve it.",
        "no_picture": "There is no such page image yet.",
        "bad_value": "This value is not valid for {field}.",
        "bad_date": "The date must be between {first} and {last}.",
        "unknown_category": "There is no category named {name}.",
        "category_name": "A category needs a name of at most {limit} characters.",
        "category_twice": "There is already a category named {name}.",
        "category_in_use": "{name} cannot be deleted: receipts have this category ({count}). "
        "Merge it into another one.",
        "has_picture": "This receipt already has a picture: {name}.",
        "picture_not_attached": "Only a picture that was attached to a receipt can be removed.",
        "join_by_hand": "{name} has no picture, so it cannot be joined.",
        "picture_in_use": "This file belongs to another receipt: {name}.",
        "no_currency_code": "{code} is not a currency code such as EUR.",
        "too_many_callbacks": "A receipt can have at most {limit} callback addresses.",
        "model_name": "Enter the name of the model, for example qwen2.5:3b.",
        "model_not_agreed": "Reading without the language model: it runs on another computer, "
        "{host}, and sending receipt text there has not been allowed. To allow it, set "
        "RECEIPT_DESKTOP_TEXT_MAY_GO_TO={host}.",
        "ollama_unreachable": "Ollama is not responding at {host}.",
        "pull_failed": "Ollama could not download {name}: {reason}",
    }
)
