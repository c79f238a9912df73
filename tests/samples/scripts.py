"""Draws receipts in scripts that RapidOCR cannot read, with fonts of the system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PIL import Image, ImageDraw, ImageFont

from receipt_desktop.domain.scripts import Script

NOTO = "/usr/share/fonts/truetype/noto/NotoSans{name}-Regular.ttf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
KOREAN = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf"
WIDTH, MARGIN, SIZE, STEP = 760, 50, 30, 46


@dataclass(frozen=True, slots=True)
class ScriptSample:
    """A printed receipt: rows of one centred cell, or of a label and an amount."""

    rows: tuple[tuple[str, ...], ...]
    fonts: tuple[str, ...]
    is_right_to_left: bool = False

    @property
    def font(self) -> Path | None:
        """The first installed font; None when the system has none of them."""
        return next((Path(name) for name in self.fonts if Path(name).exists()), None)


SAMPLES: Mapping[Script, ScriptSample] = MappingProxyType(
    {
        Script.CYRILLIC: ScriptSample(
            (
                ("ООО Рассвет",),
                ("г. Казань, ул. Садовая, 14",),
                ("Кассовый чек",),
                ("Молоко пастеризованное", "89.90"),
                ("Хлеб ржаной нарезка", "54.00"),
                ("Сыр Голландский", "310.50"),
                ("ИТОГО К ОПЛАТЕ", "454.40"),
                ("Наличными", "500.00"),
                ("Сдача", "45.60"),
                ("12.03.2024 18:27",),
                ("Спасибо за покупку!",),
            ),
            (DEJAVU,),
        ),
        Script.GREEK: ScriptSample(
            (
                ("Φούρνος Η Γωνιά",),
                ("Οδός Ερμού 23, Αθήνα",),
                ("Απόδειξη λιανικής πώλησης",),
                ("Ψωμί χωριάτικο", "2,40"),
                ("Κουλούρι σουσαμένιο", "0,80"),
                ("Καφές ελληνικός διπλός", "3,10"),
                ("ΣΥΝΟΛΟ", "6,30"),
                ("Μετρητά", "10,00"),
                ("Ρέστα", "3,70"),
                ("14/05/2024 09:12",),
                ("Ευχαριστούμε πολύ",),
            ),
            (DEJAVU,),
        ),
        Script.HEBREW: ScriptSample(
            (
                ("מכולת השכונה",),
                ("רחוב הרצל, חיפה",),
                ("חשבונית מס קבלה",),
                ("חלב טרי", "6.90"),
                ("לחם אחיד פרוס", "7.20"),
                ("גבינה צהובה", "24.50"),
                ("סה״כ לתשלום", "38.60"),
                ("מזומן", "50.00"),
                ("עודף", "11.40"),
                ("03/06/2024 12:45",),
                ("תודה ולהתראות",),
            ),
            (NOTO.format(name="Hebrew"), DEJAVU),
            is_right_to_left=True,
        ),
        Script.ARABIC: ScriptSample(
            (
                ("مخبز الزيتون",),
                ("شارع الملك حسين، عمان",),
                ("فاتورة ضريبية مبسطة",),
                ("خبز عربي كبير", "1.250"),
                ("لبن زبادي", "2.400"),
                ("زيت زيتون بكر", "8.750"),
                ("المجموع الكلي", "12.400"),
                ("المبلغ المدفوع", "15.000"),
                ("الباقي", "2.600"),
                ("21/04/2024 17:05",),
                ("شكرا لزيارتكم",),
            ),
            (NOTO.format(name="Arabic"), DEJAVU),
            is_right_to_left=True,
        ),
        Script.THAI: ScriptSample(
            (
                ("ร้านกาแฟริมน้ำ",),
                ("ถนนสุขุมวิท กรุงเทพมหานคร",),
                ("ใบเสร็จรับเงิน",),
                ("กาแฟเย็น", "55.00"),
                ("ข้าวผัดกะเพราไก่", "80.00"),
                ("น้ำส้มคั้นสด", "45.00"),
                ("รวมทั้งสิ้น", "180.00"),
                ("เงินสด", "200.00"),
                ("เงินทอน", "20.00"),
                ("27/11/2566 10:57",),
                ("ขอบคุณที่ใช้บริการ",),
            ),
            (NOTO.format(name="Thai"),),
        ),
        Script.KOREAN: ScriptSample(
            (
                ("행복한 빵집",),
                ("서울특별시 마포구 양화로",),
                ("신용카드 매출전표",),
                ("우유식빵", "3,500"),
                ("단팥빵", "1,800"),
                ("아메리카노", "4,000"),
                ("합계금액", "9,300"),
                ("받은금액", "10,000"),
                ("거스름돈", "700"),
                ("2024-02-19 08:33",),
                ("감사합니다",),
            ),
            (NOTO.format(name="CJK"), KOREAN),
        ),
        Script.DEVANAGARI: ScriptSample(
            (
                ("शर्मा मिष्ठान भंडार",),
                ("स्टेशन रोड, जयपुर",),
                ("नकद रसीद",),
                ("बेसन लड्डू", "240.00"),
                ("काजू कतली", "480.00"),
                ("नमकीन मिश्रण", "120.00"),
                ("कुल राशि", "840.00"),
                ("नकद प्राप्त", "900.00"),
                ("वापसी", "60.00"),
                ("08/09/2024 16:20",),
                ("धन्यवाद, फिर पधारें",),
            ),
            (NOTO.format(name="Devanagari"),),
        ),
        Script.BENGALI: ScriptSample(
            (
                ("মায়ের দোয়া স্টোর",),
                ("মিরপুর রোড, ঢাকা",),
                ("নগদ রসিদ",),
                ("চাল মিনিকেট", "340.00"),
                ("সয়াবিন তেল", "190.00"),
                ("মসুর ডাল", "135.00"),
                ("সর্বমোট টাকা", "665.00"),
                ("নগদ প্রদান", "700.00"),
                ("ফেরত", "35.00"),
                ("17/01/2024 19:41",),
                ("ধন্যবাদ, আবার আসবেন",),
            ),
            (NOTO.format(name="Bengali"),),
        ),
        Script.TAMIL: ScriptSample(
            (
                ("முருகன் ஸ்டோர்ஸ்",),
                ("அண்ணா சாலை, சென்னை",),
                ("ரொக்க ரசீது",),
                ("அரிசி பொன்னி", "620.00"),
                ("துவரம் பருப்பு", "165.00"),
                ("நல்லெண்ணெய்", "310.00"),
                ("மொத்தம்", "1095.00"),
                ("செலுத்தியது", "1100.00"),
                ("மீதி", "5.00"),
                ("22/07/2024 11:08",),
                ("நன்றி மீண்டும் வருக",),
            ),
            (NOTO.format(name="Tamil"),),
        ),
        Script.GEORGIAN: ScriptSample(
            (
                ("საცხობი თონე",),
                ("რუსთაველის გამზირი, თბილისი",),
                ("სალარო ქვითარი",),
                ("პური თონის", "1.50"),
                ("ხაჭაპური იმერული", "9.80"),
                ("ლიმონათი ტარხუნა", "3.20"),
                ("სულ გადასახდელი", "14.50"),
                ("ნაღდი ფული", "20.00"),
                ("ხურდა", "5.50"),
                ("30.08.2024 13:52",),
                ("გმადლობთ, მობრძანდით კვლავ",),
            ),
            (NOTO.format(name="Georgian"), DEJAVU),
        ),
        Script.ARMENIAN: ScriptSample(
            (
                ("Արարատ սուպերմարկետ",),
                ("Աբովյան փողոց, Երևան",),
                ("Կանխիկ վաճառքի կտրոն",),
                ("Հաց մատնաքաշ", "250.00"),
                ("Պանիր լոռի", "1850.00"),
                ("Մածուն տնական", "480.00"),
                ("Ընդամենը", "2580.00"),
                ("Կանխիկ", "3000.00"),
                ("Մանր", "420.00"),
                ("11.10.2024 20:14",),
                ("Շնորհակալություն գնման համար",),
            ),
            (NOTO.format(name="Armenian"), DEJAVU),
        ),
    }
)


def draw_script(script: Script) -> Image.Image:
    """The receipt in black on white; raises `LookupError` when no font of it is installed."""
    sample = SAMPLES[script]
    if sample.font is None:
        raise LookupError(f"no font for {script.value}")
    face = ImageFont.truetype(sample.font, SIZE)
    digits = ImageFont.truetype(DEJAVU, SIZE)
    picture = Image.new("RGB", (WIDTH, 2 * MARGIN + STEP * len(sample.rows)), "white")
    pen = ImageDraw.Draw(picture)
    for number, cells in enumerate(sample.rows):
        y = MARGIN + STEP * number + STEP // 2
        if len(cells) == 1:
            font = face if any(letter.isalpha() for letter in cells[0]) else digits
            pen.text((WIDTH // 2, y), cells[0], "black", font, anchor="mm")
            continue
        left, right = (digits, face) if sample.is_right_to_left else (face, digits)
        texts = cells[::-1] if sample.is_right_to_left else cells
        pen.text((MARGIN, y), texts[0], "black", left, anchor="lm")
        pen.text((WIDTH - MARGIN, y), texts[1], "black", right, anchor="rm")
    return picture
