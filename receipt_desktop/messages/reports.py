"""Reports: titles, heads of columns, names of rows, what is not in the sums; exchange rates."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "report_title_month": "Receipts by month",
        "report_title_category": "Receipts by category",
        "report_title_merchant": "Receipts by merchant",
        "report_title_project": "Receipts by project",
        "report_title_rate": "Receipts by tax rate",
        "report_title_vat": "VAT summary",
        "report_column_month": "Month",
        "report_column_category": "Category",
        "report_column_merchant": "Merchant",
        "report_column_project": "Project",
        "report_column_rate": "Rate",
        "report_column_treatment": "Treatment",
        "report_column_net": "Net",
        "report_column_tax": "Tax",
        "report_column_gross": "Gross",
        "report_column_unconverted": "Not converted",
        "report_total": "Sum",
        "report_none_month": "No date",
        "report_none_category": "No category",
        "report_none_merchant": "No merchant",
        "report_none_project": "No project",
        "report_tax_unreadable": "Rate not readable",
        "report_tax_untaxed": "No tax stated",
        "report_treatment_as_printed": "Deductible as printed",
        "report_treatment_not_deductible": "Tax not deductible",
        "report_treatment_exempt": "Tax-exempt",
        "report_treatment_reverse_charge": "Reverse-charge",
        "report_category_groceries": "Groceries",
        "report_category_restaurant": "Restaurant",
        "report_category_fuel": "Fuel",
        "report_category_transport": "Transport",
        "report_category_lodging": "Lodging",
        "report_category_electronics": "Electronics",
        "report_category_household": "Household",
        "report_category_clothing": "Clothing",
        "report_category_health": "Health",
        "report_category_office": "Office",
        "report_category_leisure": "Leisure",
        "report_category_services": "Services",
        "report_category_other": "Other",
        "report_period": "Period: {period}",
        "report_period_all": "all receipts",
        "report_period_quarter": "Quarter {quarter} of {year}",
        "report_period_from": "from {first}",
        "report_period_until": "until {last}",
        "report_currency": "Amounts in {currency}",
        "report_scope_all": "Reviewed or not",
        "report_scope_approved": "Approved receipts only",
        "report_scope_archived": "with archived ones",
        "report_scope_duplicates": "with possible duplicates",
        "report_made": "Made on {day}",
        "report_page": "Page {number} of {count}",
        "report_note_rate": "Not in the sums, because no exchange rate is known (in brackets the "
        "receipts): {amounts}",
        "report_note_currency": "Not in the sums, because no currency is known (in brackets the "
        "receipts): {amounts}",
        "report_note_converted": "Converted from other currencies with the ECB’s reference rate of "
        "their day (receipts: {count}).",
        "report_note_total": "Without a total, so not in the sums (receipts: {count}).",
        "report_note_day": "Without a date, so in no period (receipts: {count}).",
        "report_note_duplicates": "Possible duplicates, left out until you decide (receipts: "
        "{count}).",
        "report_note_unreviewed": "In the sums, but still to review (receipts: {count}).",
        "report_note_split": "A receipt with several tax rates is in several rows; the total "
        "counts it once.",
        "report_note_deductible": "Tax at known rates, deductible as printed: {amount}.",
        "bad_report_period": "“{word}” is not a period. Examples: 2025, 2025-Q1, 2025-03, "
        "2025-01-15..2025-02-10, all.",
        "bad_report_currency": "“{code}” is not a currency (ISO 4217).",
        "rates_unreachable": "The exchange rates cannot be fetched from {host} ({reason}).",
        "rates_unreachable_remedy": "Check the connection to the Internet, or choose a file that "
        "you have downloaded from the European Central Bank.",
        "rates_too_large": "The file of exchange rates is too large. It was not used.",
        "rates_insecure": "The server of the exchange rates redirects to {host} without "
        "encryption. Nothing was downloaded from there.",
        "rates_unreadable": "This is not a file of exchange rates of the European Central Bank "
        "({reason}). Choose eurofxref-hist.zip, its CSV, or one of its XML files.",
        "rates_not_allowed": "Exchange rates are not fetched from the Internet without your "
        "consent.",
    }
)
