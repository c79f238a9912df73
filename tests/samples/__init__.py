"""Draws receipts: countries, layouts, damages and file formats, the same for the same seed.

python -m tests.samples resources/samples   writes the samples that come with the program
python -m tests.samples FOLDER --count 50   writes 50 different ones and FOLDER.truth.jsonl
"""

from tests.samples.drawing import draw
from tests.samples.files import (
    bad_files,
    draw_many,
    misnamed,
    save,
    save_born_digital,
    save_pages,
    save_with_orientation,
    unreadable,
    write_shipped,
)
from tests.samples.receipt import PHOTO, SCAN, Bought, Layout, Look, Payment, Sample
from tests.samples.shops import SAMPLES, SHIPPED, varied

__all__ = [
    "PHOTO",
    "SAMPLES",
    "SCAN",
    "SHIPPED",
    "Bought",
    "Layout",
    "Look",
    "Payment",
    "Sample",
    "bad_files",
    "draw",
    "draw_many",
    "misnamed",
    "save",
    "save_born_digital",
    "save_pages",
    "save_with_orientation",
    "unreadable",
    "varied",
    "write_shipped",
]
