#!/usr/bin/env python3
"""Each kind of text in templates/: `hongtou new --text` copies it, it is rendered with its example, lint finds nothing that has
to or should be mended in it, and docs/documents.md lists it.

usage: templates_test.py BUILD SOURCE
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

build, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
program = str(build / "bin/hongtou")
kinds = sorted(folder.parent.name for folder in source.glob("templates/*/example.json"))
not_official = {"article"}  # no document of GB/T 9704
wrong = []


def hongtou(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def expect(true, *what):
    if not true:
        wrong.append(" ".join(what))


def to_mend(file):
    told = json.loads(hongtou("lint", file, "--json").stdout)
    return [finding for finding in told if finding["severity"] in ("error", "warning")]


with tempfile.TemporaryDirectory() as folder:
    for kind in kinds:
        text, data, document = (f"{folder}/{kind}.{ending}" for ending in ("gw", "json", "docx"))
        made = hongtou("new", kind, "--text", kind, "--to", folder)
        expect(made.returncode == 0, kind, "is not copied:", made.stderr)
        rendered = hongtou("render", text, "--data", data, "-o", document)
        expect(rendered.returncode == 0, kind, "is not rendered:", rendered.stderr)
        expect(not to_mend(text), kind, "has to be mended:", str(to_mend(text)))
        if kind not in not_official:
            expect(not to_mend(document), kind, "as Word has to be mended:", str(to_mend(document)))

page = (source / "docs/documents.md").read_text(encoding="utf-8")
listed = re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE)
expect(sorted(listed) == kinds, "docs/documents.md lists", str(sorted(set(listed) ^ set(kinds))), "otherwise than templates/")
for link in re.findall(r"\]\(\.\./(workflows/[^)]+)\)", page):
    expect((source / link).is_file(), link, "is not there")

print(f"{len(kinds)} kinds of text")
if len(kinds) < 30 or wrong:
    sys.exit("\n".join(wrong) or "there are too few kinds")
