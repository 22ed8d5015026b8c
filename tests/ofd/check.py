#!/usr/bin/env python3
"""OFD with another program's eyes: ofd.js 0.2.6 in Chromium shows every page, all of its text, and a picture that is that of the PDF.

usage: check.py WRITE_FIXTURE WORK_FOLDER
Skipped (77) where npm, Chromium, poppler or Pillow is missing or no npm registry can be reached.
"""

import base64
import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

write_fixture, work = map(os.path.abspath, sys.argv[1:])
here = os.path.dirname(os.path.abspath(__file__))
os.makedirs(work, exist_ok=True)

READER = "ofd.js@0.2.6"
DIGEST = "a810b86c3e5f0b67bea968366a9ea96a3014d5197f1bafa5e8d53131581d7174ed8d671d452603e9eeb758682628012e1387e39a7b732176703836b08d6990bb"
FIXTURES = ("notice", "letter", "order", "joint", "illustrated", "enclosing")
WIDTH = 800  # pixels a page that the reader is asked for
ROOM = 1160  # pixels, for each page
CELL = 8  # pixels: what differs by less than a third of a character is the same
# Mean difference of darkness over the cells, of 255, and the share of cells that differ by more than a fifth.
MOST_DIFFERENCE = 3.0
MOST_STRANGE = 0.01


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


try:
    from PIL import Image, ImageChops
except ImportError:
    skip("Pillow is not installed (apt install python3-pil)")
chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not (chromium and shutil.which("npm") and shutil.which("pdftoppm")):
    skip("Chromium, npm or poppler-utils is not installed")


def install():
    """The reader's one file, as the registry holds it, and the page that shows it."""
    shutil.copy(f"{here}/view.html", work)
    if os.path.exists(f"{work}/ofd.umd.min.js"):
        return
    try:
        answer = subprocess.run(["npm", "pack", READER, "--silent", "--fetch-retries=0"], cwd=work, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        skip("npm did not reach a registry within two minutes")
    if answer.returncode != 0:
        skip("npm cannot reach a registry:\n" + answer.stderr)
    with open(f"{work}/{answer.stdout.split()[-1]}", "rb") as file:
        package = file.read()
    if hashlib.sha512(package).hexdigest() != DIGEST:
        sys.exit(f"{READER} is not what it was")
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        source = files.extractfile("package/lib/ofd.umd.min.js").read()
    with open(f"{work}/ofd.umd.min.js", "wb") as file:
        file.write(source)


def faces(ofd):
    """The embedded fonts as CSS: this reader looks for them by name only."""
    with zipfile.ZipFile(ofd) as parts:
        resources = parts.read("Doc_0/PublicRes.xml").decode()
        fonts = re.findall(r'FamilyName="([^"]*)".*?<ofd:FontFile>([^<]*)<', resources)
        return "".join(
            f'@font-face{{font-family:"{name}";src:url(data:font/otf;base64,{base64.b64encode(parts.read("Doc_0/Res/" + file)).decode()})}}\n'
            for name, file in fonts)


def browse(*options):
    return subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
                           "--font-render-hinting=none", "--virtual-time-budget=20000", *options, f"file://{work}/view.html"],
                          check=True, capture_output=True, text=True, timeout=120, cwd=work)


def shown(ofd, page_count):
    """What the reader found of each page, and the picture of each."""
    with open(ofd, "rb") as file:
        content = base64.b64encode(file.read()).decode()
    with open(f"{work}/file.js", "w", encoding="utf-8") as file:
        file.write(f"const file = {json.dumps(content)}, faces = {json.dumps(faces(ofd))}, width = {WIDTH + 10}, height = {ROOM};")
    found = re.search('data-found="([^"]*)"', browse("--dump-dom").stdout)
    if not found:
        sys.exit("the reader said nothing")
    browse(f"--screenshot={work}/pages.png", f"--window-size={ROOM},{ROOM * page_count}")
    with Image.open(f"{work}/pages.png") as picture:
        whole = picture.convert("L")
    return json.loads(html.unescape(found[1])), [whole.crop((0, index * ROOM, ROOM, (index + 1) * ROOM)) for index in range(page_count)]


def printed(pdf):
    for old in os.listdir(work):
        if old.startswith("print-"):
            os.remove(f"{work}/{old}")
    subprocess.run(["pdftoppm", "-r", "96", "-gray", "-png", pdf, f"{work}/print"], check=True)
    names = sorted(name for name in os.listdir(work) if name.startswith("print-"))
    pictures = []
    for name in names:
        with Image.open(f"{work}/{name}") as picture:
            pictures.append(picture.convert("L"))
    return pictures


def text_of(pdf, page):
    answer = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), pdf, "-"], check=True, capture_output=True, text=True)
    return answer.stdout


def difference(page, shot, picture):
    """(mean difference, share of strange cells) of two pictures of a page, cell by cell."""
    size = (round(page["width"]), round(page["height"]))
    cells = (size[0] // CELL, size[1] // CELL)
    same_size = (shot.crop((0, 0, *size)), picture.resize(size, Image.LANCZOS))
    small = [each.crop((0, 0, cells[0] * CELL, cells[1] * CELL)).resize(cells, Image.BOX) for each in same_size]
    values = list(ImageChops.difference(*small).getdata())
    return sum(values) / len(values), sum(value > 51 for value in values) / len(values)


install()
faults = []
for name in FIXTURES:
    for ending in ("ofd", "pdf"):
        subprocess.run([write_fixture, name, f"{work}/{name}.{ending}"], check=True, capture_output=True)
    pictures = printed(f"{work}/{name}.pdf")
    pages, shots = shown(f"{work}/{name}.ofd", len(pictures))
    if isinstance(pages, dict) or len(pages) != len(pictures):
        faults.append(f"{name}: the reader shows {pages} for {len(pictures)} pages")
        continue
    if len(pictures) > 1 and difference(pages[0], shots[0], pictures[1])[0] < MOST_DIFFERENCE:
        faults.append(f"{name}: two pages that differ are taken for the same")
    for index, (page, shot, picture) in enumerate(zip(pages, shots, pictures)):
        wanted = sorted(re.sub(r"\s", "", text_of(f"{work}/{name}.pdf", index + 1)))
        if sorted(re.sub(r"\s", "", page["text"])) != wanted:
            faults.append(f"{name}, page {index + 1}: the text is not that of the PDF")
        mean, strange = difference(page, shot, picture)
        print(f"{name}, page {index + 1}: mean difference {mean:.2f}, strange cells {strange:.4f}, images {page['images']}")
        if mean > MOST_DIFFERENCE or strange > MOST_STRANGE:
            faults.append(f"{name}, page {index + 1}: looks unlike the PDF")
print("\n".join(faults) or "the pages look like those of the PDF")
sys.exit(bool(faults))
