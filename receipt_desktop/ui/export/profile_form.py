"""The values of a profile: its books, tables, columns and the details of targets."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from receipt_desktop.domain.export_profile import (
    ANY,
    DETAILS,
    FOREIGN_TAX,
    NO_PROFILE,
    NO_TAX,
    UNKNOWN_TAX,
    AccountRule,
    ContactRule,
    CurrencyRule,
    DateForm,
    ExportProfile,
    MappedColumn,
)
from receipt_desktop.domain.fields import CATEGORIES, Field
from receipt_desktop.messages import Message
from receipt_desktop.ui import theme
from receipt_desktop.ui.export.mapping_table import MappingTable
from receipt_desktop.ui.i18n import sentences, texts

PAYMENTS = ("cash", "card")


class ProfileForm(QWidget):
    """Shows a profile and reads it back."""

    edited = Signal()

    def __init__(
        self,
        targets: Mapping[str, str],
        column_values: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._profile, self._targets = NO_PROFILE, targets
        self.name_edit, self.country_edit = QLineEdit(), QLineEdit()
        self.currency_edit, self.tax_account_edit = QLineEdit(), QLineEdit()
        self.target_box, self.chart_box = QComboBox(), QComboBox()
        self.rule_box, self.date_box = QComboBox(), QComboBox()
        self.detail_edits = {name: QLineEdit() for name in DETAILS}
        self.accounts_table = self._make_accounts_table()
        self.taxes_table = self._make_taxes_table()
        self.payments_table = self._make_payments_table()
        self.suppliers_table = MappingTable(
            (self.tr("Merchant"), self.tr("Contact"), self.tr("Number"), self.tr("Account")),
            self.tr("Suppliers"),
        )
        self.columns_table = MappingTable(
            (self.tr("Heading"), self.tr("Value")), self.tr("Columns"),
            choices={1: {n: translate_label(label) for n, label in column_values.items()}},
        )  # fmt: skip
        self.rates_table = MappingTable(
            (self.tr("Currency"), self.tr("Units per unit of the book currency")), self.tr("Rates")
        )
        self._fill_boxes(targets)
        self._lay_out()
        self._connect()

    def show_profile(self, profile: ExportProfile) -> None:
        """Show a profile."""
        self._profile = profile
        self.name_edit.setText(profile.name)
        self.country_edit.setText(profile.country)
        self.currency_edit.setText(profile.currency)
        self.tax_account_edit.setText(profile.tax_account)
        for box, value in (
            (self.target_box, profile.target), (self.chart_box, profile.chart),
            (self.rule_box, profile.currency_rule.value), (self.date_box, profile.date_form.value),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(value)))
        for name, edit in self.detail_edits.items():
            edit.setText(profile.details.get(name, ""))
            edit.setPlaceholderText(DETAILS[name].default)
        self._show_tables(profile)

    def read_profile(self) -> ExportProfile:
        """The profile as it is shown."""
        details = {name: edit.text().strip() for name, edit in self.detail_edits.items()}
        return replace(
            self._profile,
            name=self.name_edit.text().strip(),
            target=self.target_box.currentData(),
            chart=self.chart_box.currentData(),
            country=self.country_edit.text().strip().upper(),
            currency=self.currency_edit.text().strip().upper(),
            currency_rule=CurrencyRule(self.rule_box.currentData()),
            date_form=DateForm(self.date_box.currentData()),
            tax_account=self.tax_account_edit.text().strip(),
            details={name: value for name, value in details.items() if value},
            accounts={
                str(name): AccountRule(str(account), automatic is True)
                for name, account, automatic in self.accounts_table.read_rows()
            },
            tax_codes=_read_pairs(self.taxes_table),
            payments=_read_pairs(self.payments_table),
            suppliers={
                str(name): ContactRule(*map(str, rule))
                for name, *rule in self.suppliers_table.read_rows()
            },
            columns=tuple(
                MappedColumn(str(head), str(value))
                for head, value in self.columns_table.read_rows()
            ),
            rates=_read_rates(self.rates_table),
        )

    def _show_tables(self, profile: ExportProfile) -> None:
        self.accounts_table.set_rows(
            [(name, rule.account, rule.automatic) for name, rule in profile.accounts.items()]
        )
        self.taxes_table.set_rows(list(profile.tax_codes.items()))
        self.payments_table.set_rows(list(profile.payments.items()))
        self.suppliers_table.set_rows(
            [
                (name, rule.contact, rule.number, rule.account)
                for name, rule in profile.suppliers.items()
            ]
        )
        self.columns_table.set_rows([(one.head, one.value) for one in profile.columns])
        self.rates_table.set_rows([(name, f"{rate:f}") for name, rate in profile.rates.items()])

    def _make_accounts_table(self) -> MappingTable:
        labels = {one: texts.translate_value(Field.CATEGORY, one) for one in CATEGORIES}
        titles = (self.tr("Category"), self.tr("Account"), self.tr("Automatic tax"))
        choices = {0: {ANY: self.tr("Any other category"), **labels}}
        return MappingTable(titles, self.tr("Accounts"), checked=frozenset({2}), choices=choices)

    def _make_taxes_table(self) -> MappingTable:
        labels = {
            NO_TAX: self.tr("No tax on the receipt"),
            FOREIGN_TAX: self.tr("Tax of another country"),
            UNKNOWN_TAX: self.tr("Tax without a rate"),
        }
        titles = (self.tr("Rate in percent"), self.tr("Tax code"))
        return MappingTable(titles, self.tr("Taxes"), choices={0: labels})

    def _make_payments_table(self) -> MappingTable:
        labels = {one: texts.translate_value(Field.PAYMENT, one) for one in PAYMENTS}
        choices = {0: {ANY: self.tr("Any other payment"), **labels}}
        titles = (self.tr("Payment"), self.tr("Account"))
        return MappingTable(titles, self.tr("Payments"), choices=choices)

    def _fill_boxes(self, targets: Mapping[str, str]) -> None:
        self.target_box.addItem(self.tr("Any"), "")
        for name, label in targets.items():
            self.target_box.addItem(translate_label(label), name)
        for label, chart in ((self.tr("Any"), ""), ("SKR03", "03"), ("SKR04", "04")):
            self.chart_box.addItem(label, chart)
        for label, rule in (
            (self.tr("Keep their currency"), CurrencyRule.KEEP),
            (self.tr("Leave them out"), CurrencyRule.REFUSE),
            (self.tr("Convert them at the rates"), CurrencyRule.CONVERT),
        ):
            self.rule_box.addItem(label, rule.value)
        for form in DateForm:
            self.date_box.addItem(form.value, form.value)

    def _lay_out(self) -> None:
        self.tabs = QTabWidget()
        for title, page in (
            (self.tr("Books"), self._lay_out_books()),
            (self.tr("Accounts"), self.accounts_table),
            (self.tr("Taxes"), self.taxes_table),
            (self.tr("Payments"), self.payments_table),
            (self.tr("Suppliers"), self.suppliers_table),
            (self.tr("Rates"), self.rates_table),
            (self.tr("CSV columns"), self.columns_table),
            (self.tr("Details"), self._lay_out_details()),
        ):
            self.tabs.addTab(page, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def _lay_out_books(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setSpacing(theme.SPACE_S)
        for label, widget in (
            (self.tr("Name"), self.name_edit), (self.tr("Target"), self.target_box),
            (self.tr("Chart of accounts"), self.chart_box),
            (self.tr("Country (two letters)"), self.country_edit),
            (self.tr("Currency of the books"), self.currency_edit),
            (self.tr("Other currencies"), self.rule_box), (self.tr("Dates"), self.date_box),
            (self.tr("Tax account (ledgers)"), self.tax_account_edit),
        ):  # fmt: skip
            form.addRow(label, widget)
        return page

    def _lay_out_details(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setSpacing(theme.SPACE_S)
        for name, edit in self.detail_edits.items():
            label = sentences.message_text(Message(f"export_detail_{name}"))
            target = translate_label(self._targets.get(DETAILS[name].target, ""))
            form.addRow(f"{target} · {label}", edit)
        return page

    def _connect(self) -> None:
        edits = (self.name_edit, self.country_edit, self.currency_edit, self.tax_account_edit)
        for edit in (*edits, *self.detail_edits.values()):
            edit.textEdited.connect(self.edited)
        for box in (self.target_box, self.chart_box, self.rule_box, self.date_box):
            box.activated.connect(self.edited)
        for table in (
            self.accounts_table, self.taxes_table, self.payments_table, self.suppliers_table,
            self.columns_table, self.rates_table,
        ):  # fmt: skip
            table.edited.connect(self.edited)


def translate_label(label: str) -> str:
    """An English caption of a table in the person's language."""
    return QCoreApplication.translate("texts", label)


def _read_pairs(table: MappingTable) -> dict[str, str]:
    return {str(name): str(value) for name, value in table.read_rows()}


def _read_rates(table: MappingTable) -> dict[str, Decimal]:
    """The rates that are numbers above 0."""
    rates: dict[str, Decimal] = {}
    for name, word in table.read_rows():
        with suppress(InvalidOperation):
            rate = Decimal(str(word).replace(",", "."))
            if rate.is_finite() and rate > 0:
                rates[str(name).upper()] = rate
    return rates
