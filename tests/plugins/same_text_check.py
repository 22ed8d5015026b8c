"""Every format carries the same text: the characters of random documents as Word, PDF, OFD, web page and plain text, each read by other
programs than ours. Prints the seed of one that differs.

Usage: same_text_check.py WRITE_FIXTURE"""

import collections
import html.parser
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

WRITE_FIXTURE = sys.argv[1]
SEEDS = range(1, 13)

if not shutil.which("pdftotext"):
    sys.exit(77)


class Body(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = ""
        self.in_body = False

    def handle_starttag(self, tag, attributes):
        self.in_body = self.in_body or tag == "body"

    def handle_data(self, data):
        if self.in_body:
            self.text += data


def xml_text(file, part, tag):
    with zipfile.ZipFile(file) as parts:
        names = sorted(name for name in parts.namelist() if re.fullmatch(part, name))
        return "".join(node.text or "" for name in names for node in ElementTree.fromstring(parts.read(name)).iter() if node.tag.endswith(tag))


def text_of(file):
    if file.suffix == ".docx":
        return xml_text(file, "word/document.xml", "}t")
    if file.suffix == ".ofd":
        return re.sub(r"— \d+ —", "", xml_text(file, r"Doc_0/Pages/.*", "}TextCode"))
    if file.suffix == ".pdf":
        text = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True).stdout
        return re.sub(r"—\s+\d+\s+—", "", text)
    if file.suffix == ".html":
        body = Body()
        body.feed(file.read_text(encoding="utf-8"))
        return body.text
    return re.sub("［图片：(.*?)］", r"\1", file.read_text(encoding="utf-8")).replace("｜", "")


def characters(file):
    return collections.Counter(re.sub(r"\s", "", text_of(file)))


faults = []
with tempfile.TemporaryDirectory() as folder:
    for seed in SEEDS:
        found = {}
        for ending in ("txt", "docx", "html", "ofd", "pdf"):
            file = Path(folder) / f"{seed}.{ending}"
            subprocess.run([WRITE_FIXTURE, f"random-{seed}", str(file)], check=True, capture_output=True)
            found[ending] = characters(file)
        if sum(found["txt"].values()) < 100:
            faults.append(f"seed {seed}: the text is too short to show anything")
        for ending, counts in found.items():
            if counts != found["txt"]:
                faults.append(f"seed {seed}: .{ending} has {dict(counts - found['txt'])} more and {dict(found['txt'] - counts)} less")
print("\n".join(faults) or f"{len(SEEDS)} documents say the same in every format")
sys.exit(bool(faults))
