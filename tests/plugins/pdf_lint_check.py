#!/usr/bin/env python3
"""A PDF that LibreOffice makes of a plain Word document is held against GB/T 9704: paper, margins, lines, faces and the date are told.

usage: pdf_lint_check.py HONGTOU
Skipped (77) where python-docx or LibreOffice is missing, or the plugin that reads PDF files is left out.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import docx
except ImportError:
    docx = None
hongtou = sys.argv[1]
plugins = subprocess.run([hongtou, "plugins"], capture_output=True, text=True, check=True).stdout
if docx is None or not shutil.which("soffice") or "poppler" not in plugins:
    sys.exit(77)

folder = Path(tempfile.mkdtemp())
document = docx.Document()
document.add_paragraph("关于开展防范非法集资宣传月活动的通知")
for _ in range(12):
    document.add_paragraph("为深入贯彻条例，落实上级要求，各单位要广泛开展宣传教育活动，提高群众防范意识和识别能力，确保取得实效。" * 3)
document.add_paragraph("某区人民政府办公室")
document.add_paragraph("2023年5月31日")
document.save(folder / "通知.docx")
subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder,
                folder / "通知.docx"], check=True, capture_output=True, timeout=240)
answer = subprocess.run([hongtou, "lint", folder / "通知.pdf", "--json"], capture_output=True, text=True)
found = {finding["rule"]: finding for finding in json.loads(answer.stdout)}
wanted = {"9704-5.1", "9704-5.2.1a", "9704-5.2.1b", "9704-5.2.3", "9704-7.3.1a", "9704-7.3.1b", "9704-7.3.3b", "9704-7.3.3d", "9704-7.3.5.2a"}
faults = [f"{rule} is not found" for rule in sorted(wanted - set(found))]
if found.get("9704-5.2.1b", {}).get("found") != "31.8 mm":
    faults.append(f"the left margin of Word is 31.8 mm: {found.get('9704-5.2.1b')}")
if answer.returncode != 1:
    faults.append(f"exit code {answer.returncode}")
print("\n".join(faults) or f"{len(found)} rules are broken, as they should be")
sys.exit(bool(faults))
