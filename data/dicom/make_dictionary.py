"""Writes dictionary.txt: tags, value representations and keywords, then UIDs and their names, of DICOM's Part 6.

Source: the tables that pydicom 2.3.1 (MIT, Debian package python3-pydicom) generates from the standard's own DocBook text.
Usage: /usr/bin/python3 data/dicom/make_dictionary.py > data/dicom/dictionary.txt
"""
from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary
from pydicom._uid_dict import UID_dictionary


def first_choice(vr):
    """Of several representations the one that reads every value: words for bytes or words, unsigned for either sign."""
    choices = vr.split(" or ")
    return next((wide for wide in ("OW", "US") if wide in choices), choices[0])


rows = [(f"{tag:08X}", vr, keyword) for tag, (vr, _, _, _, keyword) in DicomDictionary.items()]
# Repeating groups: only curves (50xx) and overlays (60xx) are left; their even groups share one line.
rows += [(tag.upper().replace("X", "x"), vr, keyword) for tag, (vr, _, _, _, keyword) in RepeatersDictionary.items() if tag[2:4] == "xx"]
for tag, vr, keyword in sorted(rows):
    if keyword and vr != "NONE" and len(first_choice(vr)) == 2:
        print(tag, first_choice(vr), keyword)
for uid, (name, *_) in sorted(UID_dictionary.items()):
    print(uid, name)
