#!/usr/bin/env python3
"""docs/cli.md quotes the English help of every command as it is.

usage: docs_test.py BUILD SOURCE
"""

import subprocess
import sys

build, source = sys.argv[1:]


def help_of(*command):
    return subprocess.run([f"{build}/bin/hongtou", *command, "--help", "--lang", "en"], capture_output=True, text=True, check=True).stdout


with open(f"{source}/docs/cli.md", encoding="utf-8") as page:
    text = page.read()
whole = help_of()
commands = [line.split()[0] for line in whole.split("Commands:\n")[1].split("\n\n")[0].splitlines()]
missing = [name for name, answer in [("", whole), *((one, help_of(one)) for one in commands)] if answer not in text]
for name in missing:
    print(f"docs/cli.md does not quote: hongtou {name} --help\n{help_of(*name.split())}")
print(f"{len(commands) + 1 - len(missing)} of {len(commands) + 1} helps are quoted")
sys.exit(bool(missing) or not commands)
