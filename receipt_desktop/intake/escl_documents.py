"""The XML documents of eSCL: capabilities and status are read, settings of a scan written.

The source is the Mopria eSCL Technical Specification, https://mopria.org/mopria-escl-specification.
Names are compared without their namespace, since devices disagree about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from receipt_desktop.domain.scanning import (
    CHOSEN_RESOLUTIONS,
    ColorMode,
    ScannerCapabilities,
    ScanSettings,
    ScanSource,
    SourceCapabilities,
)

INPUT_CAPS: Mapping[str, ScanSource] = MappingProxyType(
    {
        "PlatenInputCaps": ScanSource.GLASS,
        "AdfSimplexInputCaps": ScanSource.FEEDER,
        "AdfDuplexInputCaps": ScanSource.DUPLEX,
    }
)
COLOR_MODES: Mapping[str, ColorMode] = MappingProxyType(
    {
        "RGB24": ColorMode.COLOR,
        "RGB48": ColorMode.COLOR,
        "Grayscale8": ColorMode.GRAY,
        "Grayscale16": ColorMode.GRAY,
        "BlackAndWhite1": ColorMode.BLACK_AND_WHITE,
    }
)
SENT_MODES: Mapping[ColorMode, str] = MappingProxyType(
    {
        ColorMode.COLOR: "RGB24",
        ColorMode.GRAY: "Grayscale8",
        ColorMode.BLACK_AND_WHITE: "BlackAndWhite1",
    }
)
FORMATS = ("image/jpeg", "application/pdf")
"""What this program takes, the best first."""
MAX_NUMBER = 100_000
"""Larger numbers are no sizes or resolutions."""


class UnreadableDocument(ValueError):
    """The document is not one of eSCL."""


@dataclass(frozen=True, slots=True)
class ScannerStatus:
    """The state of a scanner."""

    state: str
    """Idle, Processing, Testing, Stopped or Down."""
    feeder: str = ""
    """ScannerAdfLoaded, ScannerAdfEmpty, ScannerAdfJam and so on; "" without a feeder."""
    jobs: Mapping[str, str] = field(default_factory=dict)
    """The state of each job by its address: Completed, Canceled, Aborted and so on."""


def parse_capabilities(data: bytes) -> ScannerCapabilities:
    """Read a ScannerCapabilities document. Raises `UnreadableDocument`."""
    root = _parse(data, "ScannerCapabilities")
    profiles = {profile.get("name", ""): profile for profile in _find_all(root, "SettingProfile")}
    sources = tuple(
        _parse_source(source, element, profiles)
        for name, source in INPUT_CAPS.items()
        for element in list(_find_all(root, name))[:1]
    )
    if not sources:
        raise UnreadableDocument
    return ScannerCapabilities(_find_text(root, "MakeAndModel"), sources)


def parse_status(data: bytes) -> ScannerStatus:
    """Read a ScannerStatus document. Raises `UnreadableDocument`."""
    root = _parse(data, "ScannerStatus")
    jobs = {
        _find_text(job, "JobUri"): _find_text(job, "JobState") for job in _find_all(root, "JobInfo")
    }
    state = next((child.text or "" for child in root if _local_name(child) == "State"), "")
    return ScannerStatus(state.strip(), _find_text(root, "AdfState"), jobs)


def write_settings(settings: ScanSettings, source: SourceCapabilities) -> bytes:
    """Write a ScanSettings document."""
    media_type = choose_format(source)
    duplex = settings.source is ScanSource.DUPLEX
    place = "Platen" if settings.source is ScanSource.GLASS else "Feeder"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
    xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
  <pwg:Version>2.0</pwg:Version>
  <scan:Intent>Document</scan:Intent>
  <pwg:ScanRegions>
    <pwg:ScanRegion>
      <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
      <pwg:Height>{source.height}</pwg:Height>
      <pwg:Width>{source.width}</pwg:Width>
      <pwg:XOffset>0</pwg:XOffset>
      <pwg:YOffset>0</pwg:YOffset>
    </pwg:ScanRegion>
  </pwg:ScanRegions>
  <pwg:InputSource>{place}</pwg:InputSource>
  <scan:ColorMode>{SENT_MODES[settings.color_mode]}</scan:ColorMode>
  <scan:XResolution>{settings.resolution}</scan:XResolution>
  <scan:YResolution>{settings.resolution}</scan:YResolution>
  <pwg:DocumentFormat>{media_type}</pwg:DocumentFormat>
  <scan:DocumentFormatExt>{media_type}</scan:DocumentFormatExt>
  <scan:Duplex>{str(duplex).lower()}</scan:Duplex>
</scan:ScanSettings>
""".encode()


def choose_format(source: SourceCapabilities) -> str:
    """The media type to ask for."""
    return next((one for one in FORMATS if one in source.formats), FORMATS[0])


def _parse(data: bytes, name: str) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableDocument from error
    if _local_name(root) != name:
        raise UnreadableDocument
    return root


def _parse_source(
    source: ScanSource, element: Element, profiles: Mapping[str, Element]
) -> SourceCapabilities:
    """The capabilities of one source; its profile may stand elsewhere and be referred to."""
    named = (profile.get("ref", "-") for profile in _find_all(element, "SettingProfile"))
    places = [element, *(profiles[name] for name in named if name in profiles)]
    modes = dict.fromkeys(
        COLOR_MODES[text] for text in _list_texts(places, "ColorMode") if text in COLOR_MODES
    )
    formats = {*_list_texts(places, "DocumentFormat"), *_list_texts(places, "DocumentFormatExt")}
    default = SourceCapabilities(source)
    return SourceCapabilities(
        source,
        _list_resolutions(places) or default.resolutions,
        tuple(sorted(modes, key=list(ColorMode).index)) or default.color_modes,
        tuple(sorted(formats)) or default.formats,
        _find_number(element, "MaxWidth") or default.width,
        _find_number(element, "MaxHeight") or default.height,
    )


def _list_resolutions(places: list[Element]) -> tuple[int, ...]:
    discrete = {
        number
        for place in places
        for one in _find_all(place, "DiscreteResolution")
        if (number := _find_number(one, "XResolution"))
    }
    for place in places:
        for one in _find_all(place, "XResolutionRange"):
            lowest, highest = _find_number(one, "Min"), _find_number(one, "Max")
            discrete.update(value for value in CHOSEN_RESOLUTIONS if lowest <= value <= highest)
    return tuple(sorted(discrete))


def _list_texts(places: list[Element], name: str) -> list[str]:
    return [
        (one.text or "").strip() for place in places for one in _find_all(place, name) if one.text
    ]


def _find_all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if _local_name(one) == name)


def _find_text(element: Element, name: str) -> str:
    return next(((one.text or "").strip() for one in _find_all(element, name)), "")


def _find_number(element: Element, name: str) -> int:
    """A plausible whole number; 0 where there is none."""
    text = _find_text(element, name)
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0  # noqa: PLR2004
    return number if number <= MAX_NUMBER else 0


def _local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
