"""Why a receipt needs review, what would correct its sums, and what the language model did."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "reason_no_text": "No text was found.",
        "reason_no_total": "No total was found.",
        "reason_no_date": "No date was found.",
        "reason_no_merchant": "No merchant was found.",
        "reason_no_currency": "The currency is uncertain.",
        "reason_no_currency_shared": "The printed sign stands for several currencies. "
        "{currency} is assumed.",
        "reason_no_currency_phone": "No currency is printed. The phone number points to {country}.",
        "reason_no_currency_place": "No currency is printed. The address points to {country}.",
        "reason_no_currency_tax": "No currency is printed. The tax details point to {country}.",
        "reason_no_currency_web": "No currency is printed. The web address points to {country}.",
        "reason_no_currency_chain": "No currency is printed. The merchant points to {country}.",
        "reason_no_currency_articles": "No currency is printed. The article numbers point to "
        "{country}.",
        "reason_no_currency_words": "No currency is printed. The language points to {country}.",
        "reason_no_currency_home": "No currency is printed. {currency}, the currency of your "
        "home country, is assumed.",
        "reason_no_currency_none": "No currency is printed, and the country is unknown.",
        "reason_doubtful_total": "Check the total: {total}.",
        "reason_doubtful_date": "Check the date: {date}.",
        "reason_doubtful_merchant": "Check the merchant: {merchant}.",
        "reason_sum_mismatch": "The items add up to {items}, but the total is {total}. "
        "Tax and tip leave {gap} unexplained.",
        "reason_tax_mismatch": "The tax does not match its rate.",
        "reason_future_date": "The date is in the future.",
        "reason_readers_disagree": "Two readings of the image differ.",
        "reason_model_disagrees": "The language model reads different values.",
        "reason_tax_too_high": "A tax of {tax} is too high for a total of {total}.",
        "reason_subtotal_too_high": "The subtotal of {subtotal} is higher than the total of "
        "{total}.",
        "reason_tip_too_high": "A tip of {tip} is too high for a total of {total}.",
        "reason_tax_lines_differ": "The tax lines add up to {tax_lines}, not to the tax of {tax}.",
        "reason_unread_tax": "The receipt names a tax, but no tax amount was found.",
        "reason_several_receipts": "There seem to be several receipts in this file.",
        "reason_duplicate": "Possibly the same receipt as {file}.",
        "reason_duplicate_same_file": "The same picture as {file}.",
        "reason_duplicate_certain": "The same receipt as {file}.",
        "reason_duplicate_likely": "Probably the same receipt as {file}.",
        "reason_duplicate_deleted": "You deleted this receipt on {deleted}: {file}.",
        "reason_pair": "Card slip and receipt of one sale, together with {file}.",
        "reason_parts_differ": "Subtotal, tax and tip add up to {parts}, not to the total of "
        "{total}.",
        "reason_document_differs": "The QR code or electronic invoice states other values than are "
        "printed. Check the marked fields.",
        "reason_codes_differ": "Several QR codes state different values. Check whether there are "
        "several receipts.",
        "reason_unprinted_total": "The total of {total} was typed in. It does not appear in the "
        "text of the receipt.",
        "reason_corrected": "Corrected. Approve the receipt after checking it.",
        "reason_script_missing": "Text in {script} was not read. {install}",
        "reason_script_unknown": "Much of the text was not read. It may be in a script whose "
        "language is not installed. {install}",
        "script_greek": "Greek script",
        "script_cyrillic": "Cyrillic script",
        "script_hebrew": "Hebrew script",
        "script_arabic": "Arabic script",
        "script_korean": "Korean script",
        "script_thai": "Thai script",
        "script_devanagari": "Devanagari script",
        "script_bengali": "Bengali script",
        "script_tamil": "Tamil script",
        "script_georgian": "Georgian script",
        "script_armenian": "Armenian script",
        "script_install_linux": "On Debian and Ubuntu: sudo apt install {packages}.",
        "script_install_darwin": "With Homebrew: brew install tesseract tesseract-lang.",
        "script_install_win32": "This requires Tesseract with this language data: {languages}.",
        "fix_product": "Line {line}, {name}: quantity times price is {proposed}, not {printed}.",
        "fix_digit": "Line {line}, {name}: with {proposed} instead of {printed}, the items add up.",
        "fix_extra": "Without line {line}, {name} ({printed}), the items add up.",
        "fix_total": "Change the total to {proposed}, the sum of the items. {printed} was read.",
        "fix_typed": "Change the total to {proposed}, the sum of the items. {printed} was entered.",
        "fix_tax": "Tax line {line}: {name} % of the net amount is {proposed}, not {printed}.",
        "model_note_used": "Checked with the language model.",
        "model_note_unreachable": "Read without the language model: Ollama was not reachable.",
        "model_note_no_model": "Read without the language model: it is not installed.",
        "model_note_too_slow": "Read without the language model: it was too slow.",
        "model_note_nonsense": "Read without the language model: its answer was not valid.",
    }
)
