#!/usr/bin/env python3
"""The report of a rehearsal has two pages before its attachments, for every campaign that ships, in both languages, as LibreOffice
lays it out.

usage: report_pages.py BUILD SOURCE
"""

import os
import shutil
import subprocess
import sys
import tempfile

build, source = sys.argv[1:]
for program in ("soffice", "pdftotext"):
    if not shutil.which(program):
        print(f"{program} is not installed")
        sys.exit(77)

folder = tempfile.mkdtemp()
names = []
for campaign in sorted(os.listdir(f"{source}/workflows")):
    for language in ("zh", "en"):
        name = f"{campaign}-{language}"
        subprocess.run([f"{build}/bin/hongtou", "rehearse", f"{source}/workflows/{campaign}/campaign.info", "--out",
                        f"{folder}/{name}", "--lang", language, "--formats", "docx"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.copy(f"{folder}/{name}/report.docx", f"{folder}/{name}.docx")
        names.append(name)
subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder,
                *(f"{folder}/{name}.docx" for name in names)],
               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
faults = []
for name in names:
    text = subprocess.run(["pdftotext", "-layout", f"{folder}/{name}.pdf", "-"], check=True, capture_output=True, text=True).stdout
    pages = ["".join(page.split()) for page in text.split("\f")]
    first = next((number for number, page in enumerate(pages, 1) if page.startswith("附件1")), 0)
    if first != 3:
        faults.append(f"{name}: the attachments begin on page {first}, not 3")
shutil.rmtree(folder)
print(*faults, sep="\n")
sys.exit(bool(faults))
