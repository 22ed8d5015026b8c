#!/usr/bin/env python3
"""What docs/tutorial.md tells a newcomer to do works, step by step, and so does the English page.

usage: tutorial_test.py BUILD SOURCE
"""

import os
import re
import subprocess
import sys
import tempfile

build, source = map(os.path.abspath, sys.argv[1:])
BLOCK = r"\n\n```\n((?:(?!```).*\n)+)```"
MAKE_IT = r"\n\n(?:改成：|Make it:)"


def hongtou(language, *arguments):
    return subprocess.run([f"{build}/bin/hongtou", "--lang", language, *arguments], capture_output=True, text=True)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def change(path, old, new):
    text = read(path)
    assert text.count(old.strip("\n")) == 1, f"{path} has to hold once: {old}"
    write(path, text.replace(old.strip("\n"), new.strip("\n")))


def check(language):
    checked = hongtou(language, "check", "safety-month/campaign.info")
    assert checked.returncode == 0 and not checked.stderr, checked.stderr


def follow(page, language):
    text = read(f"{source}/docs/{page}")
    edits = re.findall(rf"`([\w/.-]+)`[^`\n]*{BLOCK}{MAKE_IT}{BLOCK}", text)
    (promised,) = re.findall(r"```\n(safety-month/campaign\.info:.*?)```", text, re.S)
    ((units, names),) = re.findall(rf"`([\w/-]+\.csv)`[^`\n]*{BLOCK}", text)
    assert len(edits) == text.count("改成：") + text.count("Make it:") >= 5, len(edits)

    os.chdir(tempfile.mkdtemp())
    made = hongtou(language, "new", "safety-month")
    assert made.returncode == 0, made.stderr
    listed = re.findall(r"^\| (`.*?) \|", text, re.M)
    for name in re.findall(r"`([^`]+)`", "".join(listed)):
        assert os.path.exists(f"safety-month/{name}"), name
    check(language)

    write(units, names)
    for path, old, new in edits:
        change(path, old, new)
    check(language)
    rehearsed = hongtou(language, "rehearse", "safety-month/campaign.info", "--out", "out", "--formats", "docx,text")
    assert rehearsed.returncode == 0, rehearsed.stderr
    printed = "".join(read(f"out/documents/{name}") for name in os.listdir("out/documents") if name.endswith(".txt"))
    assert "5月20日前报送签到表和照片" in printed and re.search(r"培训\d+人次", printed), printed

    good = read("safety-month/campaign.info")
    write("safety-month/campaign.info", good.replace("after notice", "after notcie", 1))
    broken = hongtou(language, "check", "safety-month/campaign.info")
    assert broken.returncode == 1 and promised in broken.stderr, f"promised:\n{promised}\nanswered:\n{broken.stderr}"
    return units, names, edits


assert follow("tutorial.md", "zh") == follow("tutorial.en.md", "en"), "the two pages differ in what they tell to write"
print("the tutorial holds in both languages")
