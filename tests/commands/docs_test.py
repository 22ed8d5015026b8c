#!/usr/bin/env python3
"""docs/cli.md quotes the English help of every command as it is; that of the acts, one kind all of them, is in the whole help.
HONGTOU_ACCEPT=1 writes it.

usage: docs_test.py BUILD SOURCE
"""

import os
import re
import subprocess
import sys

build, source = sys.argv[1:]


def help_of(*command):
    return subprocess.run([f"{build}/bin/hongtou", *command, "--help", "--lang", "en"], capture_output=True, text=True, check=True).stdout


def quoted(text, command, answer):
    """The page with this answer for the one it quotes, or with a section more."""
    begin = re.search(r"```\n(?:(?!```)[^\n]*\n)*?Usage: hongtou " + (re.escape(command) + r"[ \n]" if command else r"\[options\]"), text)
    if begin is None:
        return f"{text.rstrip()}\n\n## {command}\n\n```\n{answer}```\n"
    end = text.index("```", begin.end())
    return text[: begin.start()] + "```\n" + answer + text[end:]


page = f"{source}/docs/cli.md"
with open(page, encoding="utf-8") as file:
    text = file.read()
whole = help_of()
commands = [line.split()[0] for line in whole.split("Commands:\n")[1].split("\n\n")[0].splitlines()]
answers = {"": whole} | {one: help_of(one) for one in commands}
missing = [name for name, answer in answers.items() if answer not in text]
if os.environ.get("HONGTOU_ACCEPT"):
    for name in missing:
        text = quoted(text, name, answers[name])
    with open(page, "w", encoding="utf-8") as file:
        file.write(text)
    missing = []
for name in missing:
    print(f"docs/cli.md does not quote: hongtou {name} --help\n{answers[name]}")
print(f"{len(answers) - len(missing)} of {len(answers)} helps are quoted")
sys.exit(bool(missing) or not commands)
