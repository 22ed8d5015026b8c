#!/usr/bin/env python3
"""What the shipped campaigns make of their scenarios could be signed: lint finds nothing that has to or should be mended in a
document but by rules that the README of the campaign names, and no text has an empty place or a mark too many.

usage: campaign_documents_test.py BUILD SOURCE
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

build, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
program = str(build / "bin/hongtou")
slip = re.compile(r"[，；：、。]。|，，|（空）|（）|〔[^〕0-9]+〕|\{\{|\bnull\b")
wrong, documents = [], 0


def hongtou(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


for scenario in sorted(source.glob("workflows/*/scenario.json")):
    campaign = scenario.parent
    readme = (campaign / "README.md").read_text(encoding="utf-8")
    as_printed = set(re.findall(r"9704-[0-9.]+[a-z]?", readme))
    with tempfile.TemporaryDirectory() as out:
        played = hongtou("rehearse", str(campaign / "campaign.info"), "--scenario", str(scenario), "--out", out, "--formats",
                         "docx,text")
        if played.returncode != 0:
            wrong.append(f"{campaign.name}: {played.stderr}")
            continue
        made = sorted(pathlib.Path(out, "documents").glob("*.docx"))
        documents += len(made)
        found = set()
        for finding in json.loads(hongtou("lint", *map(str, made), "--json").stdout):
            if finding["severity"] not in ("error", "warning"):
                continue
            found.add(finding["rule"])
            if finding["rule"] not in as_printed:
                wrong.append(f"{campaign.name}/{pathlib.Path(finding['file']).name}: {finding['rule']} {finding['zh']}")
        if as_printed != found:
            wrong.append(f"{campaign.name}/README.md names rules that nothing breaks: {sorted(as_printed - found)}")
        for text in pathlib.Path(out, "documents").glob("*.txt"):
            for line in text.read_text(encoding="utf-8").splitlines():
                if slip.search(line):
                    wrong.append(f"{campaign.name}/{text.name}: {line}")

print(f"{documents} documents")
if documents < 100 or wrong:
    sys.exit("\n".join(wrong) or "there are too few documents")
