#!/usr/bin/env python3
"""Makes the fonts of the report: subsets of Noto Sans CJK (kana, kanji, Hangul, common Latin, Greek, Cyrillic) and Noto Sans (the rest of Latin).

    apt-get install fonts-noto-cjk fonts-noto-core python3-fonttools
    /usr/bin/python3 make_fonts.py

Two runs with the same packages give the same bytes. PROVENANCE.md holds the versions and hashes.
"""
import hashlib
import pathlib

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

LATIN_SOURCE = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"
SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-{style}.ttc"
JAPANESE_FACE = 0  # first of the collection: "Noto Sans CJK JP"

LATIN = [
    range(0x20, 0x7F), range(0xA0, 0x250), range(0x370, 0x530), range(0x1E00, 0x1F00),  # Latin, Greek, Cyrillic
    range(0x2000, 0x2070), range(0x2070, 0x20D0), range(0x2100, 0x2600), range(0x25A0, 0x2700),  # punctuation, indices, symbols
]
SHADOWS = {0x2003, 0x2012, 0x2027, 0x2035, 0x2215, 0x2329, 0x232A}  # share a glyph with a commoner character, which text copied from a PDF should give
JAPANESE_SIGNS = [range(0x3000, 0x3130), range(0x3200, 0x3400), range(0xFF00, 0xFFF0)]  # kana, Hangul letters' half width, squared units


def block(ranges):
    return {code for part in ranges for code in part}


def two_bytes(codec, rows):
    """The characters of a 94 by 94 national standard in its EUC coding."""
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.add(ord(bytes([row + 0xA0, cell + 0xA0]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass  # not assigned
    return found


JIS_SIGNS, JIS_LEVEL_1, JIS_LEVEL_2 = (two_bytes("euc_jp", rows) for rows in (range(1, 16), range(16, 48), range(48, 95)))
KS = two_bytes("euc_kr", range(1, 95))
KS_HANGUL = {code for code in KS if 0xAC00 <= code <= 0xD7A3}
ALL_HANGUL = block([range(0x3130, 0x3190), range(0xAC00, 0xD7A4)])
COMMON = (block(LATIN) | block(JAPANESE_SIGNS) | JIS_SIGNS) - SHADOWS


def cjk(style):
    return TTCollection(SOURCE.format(style=style)).fonts[JAPANESE_FACE]


def make(name, font, characters):
    font.recalcTimestamp = False
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for record in font["name"].names:  # a changed font does not carry the name of the one that it was made from
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name if record.nameID != 1 else "Hanbeam Report Sans"
    path = pathlib.Path(__file__).parent / (name + (".otf" if "CFF " in font else ".ttf"))
    font.save(path)
    print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size} bytes, {hashlib.sha256(path.read_bytes()).hexdigest()}")


    return set(font.getBestCmap())


regular = make("HanbeamReportSans-Regular", cjk("Regular"), COMMON | ALL_HANGUL | KS | JIS_LEVEL_1 | JIS_LEVEL_2)
make("HanbeamReportSans-Bold", cjk("Bold"), COMMON | KS_HANGUL | JIS_LEVEL_1)
make("HanbeamReportSans-Latin", TTFont(LATIN_SOURCE), (block(LATIN) | block([range(0x300, 0x370)])) - regular - SHADOWS)
