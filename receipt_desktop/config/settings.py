"""The table of settings: one field, one setting, with all that is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from receipt_desktop.config.hosts import extract_host, is_remote, normalize_ollama_host
from receipt_desktop.config.server_settings import ServerSettings
from receipt_desktop.config.setting_spec import (
    QT_TRANSLATE_NOOP,
    CommandFlag,
    FormRow,
    SettingGroup,
    SettingSpec,
    setting,
    specs_of,
)
from receipt_desktop.config.system_locale import (
    find_system_country,
    normalize_country,
    normalize_currency,
)
from receipt_desktop.domain.receipt import ReaderChoice
from receipt_desktop.domain.schedule import Schedule

MODEL_AUTO = "auto"
SYSTEM_DEFAULT = QT_TRANSLATE_NOOP("settings", "System default")
REGIONAL_DEFAULT = QT_TRANSLATE_NOOP("settings", "Regional default")
COMMA = QT_TRANSLATE_NOOP("settings", "Comma")


@dataclass(frozen=True, slots=True)
class Settings(ServerSettings):
    """Every setting; the names are the keys of `settings.json`."""

    concurrency: int = setting(
        5,
        "Receipts that are read at a time.",
        environment="QUEUE_CONCURRENCY",
        limits=(1, 64),
        flag=CommandFlag("--concurrency", ("process", "worker", "serve"), "N"),
        row=FormRow(SettingGroup.READING, QT_TRANSLATE_NOOP("settings", "Receipts at a time")),
    )
    reader: ReaderChoice = setting(  # noqa: RUF009 (a dataclass field)
        ReaderChoice.AUTO,
        "The OCR engine; auto takes the best for each receipt.",
        environment="RECEIPT_DESKTOP_READER",
        choices={
            ReaderChoice.AUTO: QT_TRANSLATE_NOOP("settings", "Automatic (best for each receipt)"),
            ReaderChoice.RAPIDOCR: "RapidOCR",
            ReaderChoice.TESSERACT: "Tesseract",
        },
        row=FormRow(SettingGroup.READING, QT_TRANSLATE_NOOP("settings", "OCR engine")),
    )
    ocr_languages: tuple[str, ...] = setting(
        (),
        "Tesseract's codes of the languages to read, such as eng, deu, fra.",
        unset="every installed one",
        row=FormRow(
            SettingGroup.READING,
            QT_TRANSLATE_NOOP("settings", "Languages"),
            QT_TRANSLATE_NOOP("settings", "For Tesseract. Fewer languages are faster."),
        ),
    )
    home_country: str = setting(
        "",
        "Your country (ISO 3166-1), for receipts that name neither country nor currency.",
        environment="RECEIPT_DESKTOP_HOME_COUNTRY",
        normalize=normalize_country,
        unset="the system's",
        row=FormRow(
            SettingGroup.READING,
            QT_TRANSLATE_NOOP("settings", "Home country"),
            QT_TRANSLATE_NOOP("settings", "For receipts whose country is unknown."),
        ),
    )
    home_currency: str = setting(
        "",
        "Currency (ISO 4217) of receipts that name neither country nor currency.",
        environment="RECEIPT_DESKTOP_HOME_CURRENCY",
        normalize=normalize_currency,
        unset="the home country's",
        row=FormRow(
            SettingGroup.READING,
            QT_TRANSLATE_NOOP("settings", "Home currency"),
            QT_TRANSLATE_NOOP("settings", "For receipts without a currency."),
        ),
    )
    one_receipt_a_page: bool = setting(
        False,
        "Whether each page of a PDF is a separate receipt.",
        row=FormRow(
            SettingGroup.READING,
            QT_TRANSLATE_NOOP("settings", "PDF files"),
            text=QT_TRANSLATE_NOOP("settings", "Each page of a PDF is a separate receipt"),
        ),
    )
    supplier_rules: bool = setting(
        True,
        "Whether rules of suppliers set values, and corrections propose rules.",
        row=FormRow(
            SettingGroup.READING,
            QT_TRANSLATE_NOOP("settings", "Supplier rules"),
            text=QT_TRANSLATE_NOOP("settings", "Apply what you decided for each supplier"),
        ),
    )
    timeout_ms: int = setting(
        30_000,
        "Milliseconds of work for one attempt at one receipt; a hang ends after three times as "
        "long.",
        environment="PROCESSING_TIMEOUT_MS",
        limits=(1_000, 3_600_000),
        row=FormRow(
            SettingGroup.READING,
            QT_TRANSLATE_NOOP("settings", "Time limit"),
            QT_TRANSLATE_NOOP("settings", "For one attempt to process a receipt."),
            suffix=QT_TRANSLATE_NOOP("settings", " s"),
            divisor=1_000,
        ),
    )
    max_file_mb: int = setting(50, "Megabytes of one file.", limits=(1, 2_048))
    max_megapixels: int = setting(120, "Megapixels of one picture.", limits=(1, 1_000))
    max_pages: int = setting(50, "Pages of one document.", limits=(1, 1_000))

    use_model: bool = setting(
        True,
        "Whether a language model is asked.",
        row=FormRow(
            SettingGroup.MODEL,
            QT_TRANSLATE_NOOP("settings", "Extraction"),
            QT_TRANSLATE_NOOP(
                "settings", "Finds more values but takes longer. Without it, only rules are used."
            ),
            text=QT_TRANSLATE_NOOP("settings", "Use a local model with Ollama"),
        ),
    )
    ollama_host: str = setting(
        "http://127.0.0.1:11434",
        "The address of Ollama.",
        environment="OLLAMA_HOST",
        normalize=normalize_ollama_host,
        row=FormRow(SettingGroup.MODEL, QT_TRANSLATE_NOOP("settings", "Address")),
    )
    text_may_go_to: str = setting(
        "",
        "The one other computer whose language model may see the text of receipts.",
        environment="RECEIPT_DESKTOP_TEXT_MAY_GO_TO",
    )
    model: str = setting(
        MODEL_AUTO,
        "Ollama's name of the model; auto takes the best installed one.",
        environment="RECEIPT_DESKTOP_MODEL",
        row=FormRow(SettingGroup.MODEL, QT_TRANSLATE_NOOP("settings", "Model")),
    )

    schedule: str = setting(
        Schedule.ALWAYS.value,
        "When receipts may be read.",
        environment="RECEIPT_DESKTOP_SCHEDULE",
        choices={
            Schedule.ALWAYS.value: QT_TRANSLATE_NOOP("settings", "Always"),
            Schedule.IDLE.value: QT_TRANSLATE_NOOP("settings", "When the computer is idle"),
            Schedule.MAINS.value: QT_TRANSLATE_NOOP("settings", "On mains power only"),
            Schedule.IDLE_ON_MAINS.value: QT_TRANSLATE_NOOP(
                "settings", "When idle and on mains power"
            ),
        },
        row=FormRow(SettingGroup.QUEUE, QT_TRANSLATE_NOOP("settings", "Process receipts")),
    )
    stall_minutes: int = setting(
        10,
        "Minutes without a completed receipt, while some wait, before there is an alert.",
        limits=(1, 1_440),
        row=FormRow(
            SettingGroup.QUEUE,
            QT_TRANSLATE_NOOP("settings", "Stall alert"),
            QT_TRANSLATE_NOOP(
                "settings", "Alert when nothing completes for this long while receipts are waiting."
            ),
            suffix=QT_TRANSLATE_NOOP("settings", " min"),
        ),
    )
    failure_alert_percent: int = setting(
        30,
        "Percent of the last hour's receipts that may fail before there is an alert.",
        limits=(1, 100),
        row=FormRow(
            SettingGroup.QUEUE,
            QT_TRANSLATE_NOOP("settings", "Failure alert"),
            QT_TRANSLATE_NOOP(
                "settings", "Alert when more than this share of the last hour's receipts failed."
            ),
            suffix=" %",
        ),
    )
    stop_seconds: float = setting(
        10.0,
        "Seconds that running receipts may take to finish after the program is asked to stop.",
        limits=(0, 600),
    )
    lease_seconds: float = setting(
        60.0,
        "Seconds that a worker without a sign of life keeps its receipt.",
        environment="RECEIPT_DESKTOP_LEASE_SECONDS",
        limits=(2, 3_600),
    )

    csv_layout: str = setting(
        "receipts",
        "Whether a row of the CSV is a receipt or a line item.",
        choices={
            "receipts": QT_TRANSLATE_NOOP("settings", "One per receipt"),
            "items": QT_TRANSLATE_NOOP("settings", "One per line item"),
        },
        row=FormRow(SettingGroup.CSV, QT_TRANSLATE_NOOP("settings", "Rows")),
    )
    csv_delimiter: str = setting(
        "",
        "What separates the columns.",
        choices={
            "": REGIONAL_DEFAULT,
            ";": QT_TRANSLATE_NOOP("settings", "Semicolon"),
            ",": COMMA,
            "\t": QT_TRANSLATE_NOOP("settings", "Tab"),
        },
        unset="as usual in the region",
        row=FormRow(SettingGroup.CSV, QT_TRANSLATE_NOOP("settings", "Delimiter")),
    )
    csv_decimal: str = setting(
        "",
        "The decimal separator.",
        choices={"": REGIONAL_DEFAULT, ",": COMMA, ".": QT_TRANSLATE_NOOP("settings", "Point")},
        unset="as usual in the region",
        row=FormRow(SettingGroup.CSV, QT_TRANSLATE_NOOP("settings", "Decimal separator")),
    )
    csv_bom: bool = setting(
        True,
        "Whether the CSV starts with a mark that tells Excel it is UTF-8.",
        row=FormRow(
            SettingGroup.CSV,
            QT_TRANSLATE_NOOP("settings", "Encoding"),
            text=QT_TRANSLATE_NOOP("settings", "Mark the file as UTF-8, for Excel"),
        ),
    )

    language: str = setting(
        "",
        "The language of the window.",
        environment="RECEIPT_DESKTOP_LANGUAGE",
        choices={"": SYSTEM_DEFAULT, "en": "English", "fr": "Français", "de": "Deutsch"},
        unset="the system's",
        row=FormRow(
            SettingGroup.WINDOW,
            QT_TRANSLATE_NOOP("settings", "Language"),
            QT_TRANSLATE_NOOP("settings", "Takes effect at the next start."),
        ),
    )
    theme: str = setting(
        "system",
        "The colours of the window.",
        environment="RECEIPT_DESKTOP_THEME",
        choices={
            "system": SYSTEM_DEFAULT,
            "light": QT_TRANSLATE_NOOP("settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("settings", "Dark"),
        },
        row=FormRow(SettingGroup.WINDOW, QT_TRANSLATE_NOOP("settings", "Theme")),
    )
    check_updates: bool = setting(
        False,
        "Whether the window looks for a newer version at its start.",
        row=FormRow(
            SettingGroup.WINDOW,
            QT_TRANSLATE_NOOP("settings", "Updates"),
            text=QT_TRANSLATE_NOOP("settings", "Check for updates at start"),
        ),
    )
    fetch_rates: bool = setting(
        False,
        "Whether reports may fetch exchange rates from the European Central Bank.",
        row=FormRow(
            SettingGroup.WINDOW,
            QT_TRANSLATE_NOOP("settings", "Exchange rates"),
            text=QT_TRANSLATE_NOOP("settings", "Fetch them from the European Central Bank"),
        ),
    )
    rates_address: str = setting(
        "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip",
        "The address of the exchange rates.",
        environment="RECEIPT_DESKTOP_RATES_ADDRESS",
    )
    company_name: str = setting(
        "", "The name of the company, in the title of the window and in exports."
    )
    welcome_seen: bool = setting(False, "Whether the welcome page was shown.")
    review_keys: tuple[str, ...] = setting(
        (),
        "Changed keys of the review, such as 'skip=Q Alt+Q': the single key, then the chord.",
        unset="the usual keys",
    )
    database_copies: int = setting(
        7,
        "Daily copies of the database that are kept; 0 makes none.",
        environment="RECEIPT_DESKTOP_DATABASE_COPIES",
        limits=(0, 365),
        row=FormRow(SettingGroup.BACKUP, QT_TRANSLATE_NOOP("settings", "Daily copies")),
    )

    @property
    def timeout_seconds(self) -> float:
        """Budget of one attempt in seconds."""
        return self.timeout_ms / 1000

    @property
    def known_home_country(self) -> str | None:
        """ISO code of the home country: as set, else by the system's locale; None if unknown."""
        return self.home_country or find_system_country()

    @property
    def is_model_allowed(self) -> bool:
        """Whether text may go to the language model: it is local, or the user has agreed."""
        if not is_remote(self.ollama_host):
            return True
        return extract_host(self.ollama_host) == extract_host(self.text_may_go_to)


SETTINGS: Mapping[str, SettingSpec] = specs_of(Settings)
"""The entry of each setting by its name."""
ENVIRONMENT_VARIABLES: Mapping[str, SettingSpec] = {
    spec.environment: spec for spec in SETTINGS.values() if spec.environment
}
"""The entry of each setting that has an environment variable, by that variable."""
