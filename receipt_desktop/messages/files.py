"""Errors about files: what was added, pictures and PDFs, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "file_empty": "{name} is empty.",
        "file_too_large": "{name} is too large: {size} MB. The limit is {limit} MB.",
        "file_truncated": "{name} is incomplete: the end of the file is missing.",
        "file_is_folder": "{name} is a folder.",
        "file_not_regular": "{name} is not a regular file.",
        "file_missing": "File not found: {name}.",
        "file_name_too_long": "The file name is too long: {name}.",
        "file_link_broken": "{name} is a link to a file that does not exist.",
        "file_link_loop": "{name} is a link that points to itself.",
        "file_denied": "Permission denied: {name}.",
        "file_unreadable": "{name} cannot be opened: {reason}.",
        "file_copy": "{name} could not be copied: {reason}.",
        "web_address": "{name} is a web address. Save the file first, then add it by its path.",
        "pattern_unmatched": "No file matches {name}.",
        "file_unknown": "{name} is not a supported image or PDF.",
        "file_seems_jpeg2000": "{name} is a JPEG 2000 image, which is not supported.",
        "file_seems_photoshop": "{name} is a Photoshop image, which is not supported.",
        "file_seems_svg": "{name} is an SVG drawing, which is not supported.",
        "file_seems_video": "{name} appears to be a video, not an image or PDF.",
        "file_seems_audio": "{name} appears to be an audio file, not an image or PDF.",
        "file_seems_office": "{name} appears to be an Office document, not an image or PDF.",
        "file_seems_archive": "{name} appears to be an archive, not an image or PDF.",
        "file_seems_program": "{name} appears to be a program, not an image or PDF.",
        "file_seems_database": "{name} appears to be a database, not an image or PDF.",
        "file_seems_html": "{name} appears to be a web page, not an image or PDF.",
        "file_seems_xml": "{name} is an XML file, but not an electronic invoice.",
        "file_seems_text": "{name} appears to be plain text, not an image or PDF.",
        "picture_too_large": "The image is too large: {width} × {height} pixels. "
        "The limit is {limit} megapixels.",
        "picture_broken": "The image is damaged or incomplete and cannot be read.",
        "picture_too_small": "The image is too small for a receipt: {width} × {height} pixels.",
        "picture_unreadable": "The image cannot be displayed.",
        "pdf_password": "The PDF is protected by a password. Enter the password to read it.",
        "pdf_password_wrong": "The PDF is protected, and the password is wrong. Enter the right "
        "password to read it.",
        "password_elsewhere": "Another process has the password of this PDF and is reading it.",
        "password_no_workers": "Processing is turned off in this process, so it accepts no "
        "passwords.",
        "password_file": "Cannot read the password file {path}.",
        "pdf_broken": "The PDF is damaged and cannot be read.",
        "pdf_empty": "The PDF has no pages.",
        "invoice_title": "Invoice {number}",
        "invoice_credit_title": "Credit note {number}",
        "invoice_tax_id": "VAT ID {id}",
        "invoice_date": "Date: {day}",
        "invoice_due": "Due: {day}",
        "invoice_buyer": "Buyer: {name}",
        "invoice_net": "Net amount",
        "invoice_tax": "VAT",
        "invoice_total": "Total",
        "invoice_prepaid": "Prepaid",
        "invoice_payable": "Amount due",
        "xml_broken": "The XML file is damaged and cannot be read.",
        "xml_unsafe": "The XML file has a document type declaration or entities, which "
        "electronic invoices never have. It was not read.",
        "xml_too_large": "The XML file is too large for an invoice: {size} MB. The limit is "
        "{limit} MB.",
        "xml_foreign": "The XML file is not an invoice: its root element is {root}. Supported "
        "formats: UBL and CII (Factur-X, ZUGFeRD, XRechnung).",
        "xml_incomplete": "The invoice in the XML file lacks a number, a total or a seller.",
        "too_many_pages": "The file has too many pages: {pages}. The limit is {limit}.",
        "no_such_page": "The file has no page {page}. Number of pages: {pages}.",
        "needs_memory": "This file needs too much memory to read: more than {limit} MB.",
        "original_changed": "{path} has changed since it was stored.",
        "removal_not_recorded": "Nothing was removed: cannot write to {folder} ({reason}).",
        "write_failed": "{path} could not be written: {reason}.",
        "target_unwritable": "Cannot write to {path}: {reason}.",
        "target_read_only": "{path} is read-only.",
        "target_is_folder": "{path} is a folder. Enter a file name.",
        "target_is_input": "{path} is one of the files to be read.",
        "targets_are_same": "JSON and CSV cannot be written to the same file.",
        "folder_missing": "Folder not found: {path}.",
        "output_failed": "Cannot write to standard output: {reason}.",
    }
)
