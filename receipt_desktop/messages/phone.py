"""What the page for phones says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "phone_title": "Send receipts",
        "phone_short_title": "Send",
        "phone_needs_scripts": "Turn on JavaScript for this page.",
        "phone_connecting": "Connecting to your computer…",
        "phone_refused_title": "Not connected",
        "phone_code_label": "Code shown on the computer",
        "phone_connect": "Connect",
        "phone_take": "Take a photo",
        "phone_choose": "Choose photos or PDFs",
        "phone_smaller": "Send smaller photos",
        "phone_smaller_note": "Faster on a slow connection. Small print can become harder to read.",
        "phone_offline": "Your computer cannot be reached. Photos are kept here and sent when it "
        "is back.",
        "phone_plain_note": "Photos go straight to your computer over this network. The "
        "connection is not encrypted.",
        "phone_encrypted_note": "Photos go straight to your computer, over an encrypted "
        "connection.",
        "phone_retry": "Send again",
        "phone_discard": "Discard",
        "phone_receipts": "{count} receipts",
        "phone_some_failed": "Not readable: {count}",
        "phone_already_added": "It was already added before",
        "phone_to_check": "Read; please check it on the computer",
        "phone_photo_removed": "It was removed on the computer.",
        "phone_too_many": "One pairing takes at most {limit} photos. Show a new code on the "
        "computer to send more.",
        "phone_not_paired": "Scan the QR code that Receipt Desktop shows on your computer, or "
        "type the code below it.",
        "phone_code_used": "This code was already used by another browser. Each code works once: "
        "show a new one on the computer.",
        "phone_code_wrong": "This code is wrong, or it has been replaced. Check the code on the "
        "computer.",
        "phone_other_browser": "Another browser or network was connected. Show a new code on the "
        "computer and scan it with this phone.",
        "phone_expired": "The connection has ended after one hour. Show a new code on the "
        "computer to send more.",
        "phone_locked": "Too many wrong codes were sent. Show a new code on the computer.",
        "phone_page_queued": "Waiting to be sent",
        "phone_page_sending": "Sending: {percent} %",
        "phone_page_waiting": "Received, waiting to be read",
        "phone_page_reading": "Being read: {percent} %",
        "phone_page_done": "Read",
        "phone_page_failed": "Not read",
        "phone_page_summary": "{done} of {count} done",
        "phone_page_too_large": "This file is larger than {limit} MB.",
        "phone_page_unreachable": "Your computer is not responding. Is the phone on the same "
        "network?",
    }
)
