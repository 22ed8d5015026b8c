#!/usr/bin/env python3
"""Runs the commands of a Markdown file and compares what they answer.

A case is a `## heading` with a ```sh block, then what is expected: ```stdout and ```stderr blocks (none: nothing is printed) and a
line `Exit N.` (none: 0). In an expected block a line `…` stands for any lines, `…` within a line for any text. Each case runs in a
folder of its own that holds a copy of tests/commands/campaign; BUILD and SOURCE name the two trees. HONGTOU_ACCEPT=1 writes what
was answered into the file instead.

usage: run.py BUILD SOURCE FILE.md
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

TIME_LIMIT = 60


def read_cases(lines):
    """[(heading, command, {"stdout": text, "stderr": text}, exit code, first and last line of the expectation)]"""
    cases, i = [], 0
    while i < len(lines):
        if not lines[i].startswith("## "):
            i += 1
            continue
        heading, blocks, code = lines[i][3:], {}, 0
        i += 1
        begin = None
        while i < len(lines) and not lines[i].startswith("## "):
            fence = re.fullmatch(r"```(sh|stdout|stderr)", lines[i])
            told = re.fullmatch(r"Exit (\d)\.", lines[i])
            if fence:
                end = lines.index("```", i + 1)
                blocks[fence[1]] = "\n".join(lines[i + 1 : end])
                i = end
                if fence[1] == "sh":
                    begin = end + 1
            elif told:
                code = int(told[1])
            i += 1
        if "sh" not in blocks:
            sys.exit(f"“{heading}” has no ```sh block")
        cases.append((heading, blocks.pop("sh"), blocks, code, begin, i))
    return cases


def matches(expected, actual):
    pattern = ""
    for line in expected.split("\n"):
        pattern += "(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
    return re.fullmatch(pattern, actual + "\n" if actual else "") is not None


def run(command, build, source):
    with tempfile.TemporaryDirectory(prefix="hongtou-") as folder:
        shutil.copytree(os.path.join(source, "tests/commands/campaign"), os.path.join(folder, "campaign"))
        environment = {
            "PATH": os.path.join(build, "bin") + ":/usr/bin:/bin",
            "LANG": "C",
            "BUILD": build,
            "SOURCE": source,
            "HOME": folder,
        }
        environment.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")})
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, timeout=TIME_LIMIT)
        tidy = lambda out: out.decode(errors="replace").replace(folder, "FOLDER").replace(build, "BUILD").removesuffix("\n")
        return done.returncode, {"stdout": tidy(done.stdout), "stderr": tidy(done.stderr)}


def expectation(code, answers):
    lines = [""] + ([f"Exit {code}."] if code else [])
    for name, text in answers.items():
        if text:
            lines += [f"```{name}", *text.split("\n"), "```"]
    return lines + [""]


def main():
    build, source, file = map(os.path.abspath, sys.argv[1:])
    with open(file, encoding="utf-8") as text:
        lines = text.read().rstrip("\n").split("\n")
    cases, failures = read_cases(lines), 0
    for heading, command, expected, code, begin, end in reversed(cases):
        answered, answers = run(command, build, source)
        good = answered == code and all(
            matches(expected[name], answers[name]) if name in expected else answers[name] == "" for name in answers
        )
        if good:
            continue
        if os.environ.get("HONGTOU_ACCEPT"):
            lines[begin:end] = expectation(answered, answers)
            continue
        failures += 1
        print(f"FAILED: {heading}\n$ {command}\nexit {answered}, expected {code}")
        for name, text in answers.items():
            print(f"--- {name}, expected\n{expected.get(name, '')}\n--- {name}, answered\n{text}")
    if os.environ.get("HONGTOU_ACCEPT"):
        with open(file, "w", encoding="utf-8") as text:
            text.write("\n".join(lines).rstrip("\n") + "\n")
    print(f"{len(cases) - failures} of {len(cases)} cases pass")
    return failures > 0 or not cases


sys.exit(main())
