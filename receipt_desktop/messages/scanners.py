"""Scanners: errors while scanning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "scanner_unreachable": "{scanner} cannot be reached.",
        "scanner_unreachable_remedy": "Check that it is switched on and on the same network.",
        "scanner_address": "“{address}” is not the address of a device. Enter a name or an IP "
        "address, such as 192.168.1.20.",
        "scanner_unknown": "{scanner} responds, but does not support driverless scanning (eSCL, "
        "AirScan).",
        "scanner_unknown_remedy": "Turn on AirScan or eSCL in the settings of the device.",
        "scanner_answer": "{scanner} sent an invalid answer.",
        "scanner_busy": "{scanner} is busy.",
        "scanner_busy_remedy": "Wait until it is ready, then scan again.",
        "scanner_feeder_empty": "There is no paper in the feeder.",
        "scanner_jam": "Paper is jammed in the feeder.",
        "scanner_jam_remedy": "Remove it, put the remaining pages back in, and continue scanning. "
        "The pages so far are kept.",
        "scanner_cover": "The cover of the scanner is open.",
        "scanner_multipick": "The feeder took several pages at once.",
        "scanner_multipick_remedy": "Put them back in and continue scanning. The pages so far are "
        "kept.",
        "scanner_feeder": "The feeder reports a fault ({state}).",
        "scanner_stopped": "{scanner} has stopped and needs attention.",
        "scanner_refused": "{scanner} refused to scan ({status}).",
        "scanner_refused_remedy": "Try another resolution or colour mode.",
        "scanner_cancelled": "The scan was cancelled at the device.",
        "scanner_lost": "The connection to {scanner} was lost.",
        "scanner_lost_remedy": "The pages so far are kept.",
        "scanner_page_large": "A page is larger than {limit} MB.",
        "scanner_page_large_remedy": "Choose a lower resolution.",
        "scanner_pages_many": "A scan may have at most {limit} pages.",
        "scanner_page_broken": "{scanner} sent a page that is neither an image nor a PDF.",
        "scanner_certificate": "The certificate of {scanner} is not signed by a known authority.",
        "scanner_certificate_changed": "{scanner} identifies itself with another certificate than "
        "before.",
        "scanner_certificate_changed_remedy": "Trust it only if the device was reset or replaced.",
        "sane_missing": "The program scanimage is not installed.",
        "sane_missing_remedy": "Install the package sane-utils.",
        "sane_denied": "Access to {scanner} is denied.",
        "sane_denied_remedy": "Your account may need to be in the group “scanner”.",
        "sane_failed": "{scanner} could not scan: {reason}.",
        "scan_no_pages": "There are no pages to add: all are blank or left out.",
        "scan_page_gone": "A scanned page is missing in the data folder.",
        "separator_save": "The separator page could not be saved: {reason}.",
    }
)
