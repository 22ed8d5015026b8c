#!/usr/bin/env python3
"""What docs/tutorial.md tells a newcomer to write checks, fails as it says, and rehearses.

usage: tutorial_test.py BUILD SOURCE
"""

import os
import re
import subprocess
import sys
import tempfile

build, source = sys.argv[1:]


def hongtou(*arguments):
    return subprocess.run([f"{build}/bin/hongtou", "--lang", "zh", *arguments], capture_output=True, text=True)


with open(f"{source}/docs/tutorial.md", encoding="utf-8") as page:
    text = page.read()
# A file's name in backquotes, in a heading or alone on a line, stands before the block that is its content.
files = dict(re.findall(r"`([a-z]+\.(?:info|csv|gw))`\n(?:\n|(?!```).*\n)*?```\n(.*?)```", text, re.S))
assert set(files) == {"units.csv", "campaign.info", "notice.gw", "total.gw"}, sorted(files)
promised = re.search(r"```\n(safety-month/campaign\.info:.*?)```", text, re.S).group(1)

os.chdir(tempfile.mkdtemp())
os.mkdir("safety-month")
for name, content in files.items():
    with open(f"safety-month/{name}", "w", encoding="utf-8") as file:
        file.write(content)

checked = hongtou("check", "safety-month/campaign.info")
assert checked.returncode == 0 and not checked.stderr, checked.stderr

rehearsed = hongtou("rehearse", "safety-month/campaign.info", "--out", "out")
assert rehearsed.returncode == 0, rehearsed.stderr
assert len([name for name in os.listdir("out/documents") if name.endswith(".docx")]) >= 2, os.listdir("out/documents")

with open("safety-month/campaign.info", "w", encoding="utf-8") as file:
    file.write(files["campaign.info"].replace("after notice", "after notcie", 1))
broken = hongtou("check", "safety-month/campaign.info")
assert broken.returncode == 1 and promised in broken.stderr, f"promised:\n{promised}\nanswered:\n{broken.stderr}"
print("the tutorial holds")
