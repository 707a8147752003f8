#!/usr/bin/env python3
"""Makes the two small fonts that Faxdesk prints with. See README.md beside this file.

Usage: make-fonts.py Inter-roman.var.ttf OUTDIR
Needs Debian's python3-fonttools. The same input gives the same bytes.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin, Latin-1 and Latin Extended-A (every European name), plus the punctuation that people type or paste.
CHARACTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x149), *range(0x14A, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019,
    0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122,
    0x2190, 0x2192, 0x2212, 0x2264, 0x2265, 0x25A1,
]
# Heavier than the screen's weights: thin strokes break up at 98 dots per inch.
WEIGHTS = {'regular': 500, 'bold': 720}


def tail_on_l(font: TTFont) -> None:
    """Gives the small l its tail (Inter's own alternate cv05), so that l, I and 1 stay apart on a coarse fax."""
    lookups = font['GSUB'].table.LookupList.Lookup
    feature = next(r.Feature for r in font['GSUB'].table.FeatureList.FeatureRecord if r.FeatureTag == 'cv05')
    for index in feature.LookupListIndex:
        for table in lookups[index].SubTable:
            table = getattr(table, 'ExtSubTable', table)
            for cmap in font['cmap'].tables:
                cmap.cmap = {code: table.mapping.get(glyph, glyph) for code, glyph in cmap.cmap.items()}


def make(source: Path, weight: int, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, {'wght': weight})
    tail_on_l(font)
    options = subset.Options()
    # Without kerning a text's width is the sum of its letters', which the layout relies on, and pdfkit is twice as fast.
    options.layout_features = []
    options.drop_tables += ['GPOS', 'GSUB', 'GDEF', 'STAT']
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 5, 6]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    missing = set(CHARACTERS) - set(font.getBestCmap())
    if missing:
        sys.exit(f'the source lacks {sorted(map(hex, missing))}')
    subsetter.subset(font)
    font.save(target)
    print(target.name, target.stat().st_size, 'bytes')


if __name__ == '__main__':
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for name, weight in WEIGHTS.items():
        make(source, weight, target / f'inter-{name}.ttf')
