"""What an export needs, and why a receipt would not be in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "export_unfinished": "It has not been read yet, or could not be read.",
        "export_no_total": "The total is missing.",
        "export_no_date": "The date is missing.",
        "export_no_merchant": "The merchant is missing.",
        "export_no_currency": "The currency is missing.",
        "export_tax_contradicts": "The taxes do not match the total.",
        "export_zero": "The total is 0, which the target does not accept.",
        "export_too_large": "The total is too large for the target.",
        "export_no_rate": "The profile has no exchange rate for {currency}.",
        "export_other_currency": "It is in {currency}, but the books are in {books}.",
        "export_no_account": "The profile has no account for the category “{category}”.",
        "export_account_form": "The account {account} does not have the right number of digits.",
        "export_no_tax_code": "The profile has no tax code for “{rate}”.",
        "export_tax_code_form": "The tax code {code} is not a number of up to 4 digits.",
        "export_no_payment_account": "The profile has no account for the payment “{payment}”.",
        "export_repeated_number": "Another receipt of this supplier has the number {number}.",
        "export_number_unusable": "The receipt number has no character that DATEV accepts.",
        "export_detail_invalid": "{name}: {value} is not valid.",
        "export_detail_missing": "Missing in the profile: {name}.",
        "export_tax_none": "no tax",
        "export_tax_foreign": "tax of another country",
        "export_tax_unknown": "tax without a rate",
        "export_detail_consultant": "Consultant number",
        "export_detail_client": "Client number",
        "export_detail_fiscal_year": "First day of the fiscal year",
        "export_detail_account_length": "Digits of accounts",
        "export_detail_initials": "Initials of the typist",
        "export_detail_cost_centre": "Cost centre",
        "export_detail_layout": "Columns",
        "export_detail_due_days": "Days until a bill is due",
        "export_detail_tracking": "Tracking category",
        "export_detail_department": "Department",
        "export_date_form": "The target does not read dates as {form}. They are written as one of: "
        "{others}.",
        "export_books_currency": "DATEV keeps the books in EUR, but the profile says {currency}.",
        "export_no_columns": "The profile has no columns for the CSV.",
        "export_column_unknown": "The profile has a column with an unknown value: {name}.",
        "export_profile_needed": "This format needs a profile.",
        "export_profile_unfit": "The profile cannot be used for this format: {problem}",
        "export_profile_unknown": "There is no export profile “{name}”. Known profiles: {known}.",
        "export_profile_name": "There is already a profile named {name}, or the name is empty.",
        "export_profile_invalid": "This is not an export profile ({reason}).",
        "export_batch_unknown": "There is no export with the number {number}.",
        "export_restored": "An earlier export to {path} was cut off. The files that it had begun "
        "to replace are as they were before.",
        "export_pdf_title": "Receipts",
    }
)
