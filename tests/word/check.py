#!/usr/bin/env python3
"""Word files with other programs' eyes: mammoth and, in Chromium, docx-preview open each without an error and lose no character of
its text, no table and no picture.

usage: check.py WRITE_FIXTURE WORK_FOLDER
Skipped (77) where npm or Chromium is missing or no npm registry can be reached.
"""

import base64
import collections
import json
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

write_fixture, work = map(os.path.abspath, sys.argv[1:])
here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(here))
from node_packages import found_by_chromium, install

FIXTURES = ("notice", "cover_notice", "article", "upward", "wide", "letter", "order", "minutes", "sealed", "joint", "illustrated", "blank_forms")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def characters(text):
    return collections.Counter(re.sub(r"\s", "", text))


def written(file):
    """(characters, tables, pictures) that stand in the file's body."""
    with zipfile.ZipFile(file) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
    text = "".join(node.text or "" for node in body.iter(f"{WORD}t"))
    return characters(text), sum(1 for _ in body.iter(f"{WORD}tbl")), sum(1 for _ in body.iter(f"{DRAWING}blip"))


def read_with_mammoth(names):
    answer = subprocess.run(["node", "read.mjs", *(f"{name}.docx" for name in names)], cwd=work, check=True, capture_output=True)
    return {json.loads(line)["file"].removesuffix(".docx"): json.loads(line) for line in answer.stdout.splitlines()}


def read_with_viewer(names):
    files = {}
    for name in names:
        with open(f"{work}/{name}.docx", "rb") as file:
            files[name] = base64.b64encode(file.read()).decode()
    with open(f"{work}/files.js", "w", encoding="utf-8") as file:
        file.write(f"const files = {json.dumps(files)};")
    return found_by_chromium(f"{work}/view.html")


install(here, work, ["read.mjs", "view.html"])
for name in FIXTURES:
    subprocess.run([write_fixture, name, f"{work}/{name}.docx"], check=True, capture_output=True)
faults = []
for program, read in (("mammoth", read_with_mammoth(FIXTURES)), ("docx-preview", read_with_viewer(FIXTURES))):
    for name in FIXTURES:
        text, tables, pictures = written(f"{work}/{name}.docx")
        found = read[name]
        faults += [f"{name}: {program}: {error}" for error in found["errors"]]
        if lost := text - characters(found["text"]):
            faults.append(f"{name}: {program} loses {''.join(lost.elements())}")
        for what, wanted in (("tables", tables), ("images", pictures)):
            if found[what] < wanted:
                faults.append(f"{name}: {program} shows {found[what]} {what} of {wanted}")
print("\n".join(faults) or f"{len(FIXTURES)} documents are read without loss")
sys.exit(bool(faults))
