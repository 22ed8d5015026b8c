#!/usr/bin/env python3
"""docs/gbt-9704.md tells of every requirement of the standard how it is met: each rule of gbt_9704_rules.txt and of lint has one row,
every test it names exists, what lint checks is said, and what nobody checks has its reason.

usage: gbt_9704_test.py SOURCE
"""

import re
import sys
from pathlib import Path

source = Path(sys.argv[1])
rules = (source / "tests/standards/gbt_9704_rules.txt").read_text(encoding="utf-8").split()
linted = re.findall(r'^ *\{"((?:9704|15834|15835|33476\.2|practice)-[^"]*)"', (source / "engine/lint/rule.cpp").read_text(encoding="utf-8"), re.M)
lint_tests = source / "tests/engine/lint"
measured, spoilt = (re.findall(r'^ +\{"([\w.-]+)",', (lint_tests / file).read_text(encoding="utf-8"), re.M)
                    for file in ("printed_samples.cpp", "lint_test.cpp"))
read = spoilt + [line.split(" | ")[0] for line in (lint_tests / "samples.txt").read_text(encoding="utf-8").splitlines()]
page = (source / "docs/gbt-9704.md").read_text(encoding="utf-8")
rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if re.match(r"\| [\w.]+-", line)]

tests = set()
for file in (source / "tests").rglob("*"):
    if file.suffix == ".py":
        tests |= set(re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8")))
    if file.suffix == ".cpp":
        tests |= set(re.findall(r'^TEST_CASE\("([^"]*)"\)', file.read_text(encoding="utf-8"), re.M))

faults = []
listed = [row[0] for row in rows]
for rule in sorted(set(rules) | set(linted) | set(listed)):
    if listed.count(rule) != 1:
        faults.append(f"{rule} has {listed.count(rule)} rows")
    if rule not in rules and rule not in linted:
        faults.append(f"{rule} is no rule")
for row in rows:
    rule, asked, met, checked = row
    named = re.findall(r"`([^`]*)`", met)
    faults += [f"{rule}: there is no test “{name}”" for name in named if name not in tests]
    if (checked != "—") != (rule in linted):
        faults.append(f"{rule}: whether lint checks it is told wrongly")
    if (checked in ("量尺寸", "检查，量尺寸")) != (rule in measured) or (checked == "量尺寸" and rule in read):
        faults.append(f"{rule}: whether lint measures it is told wrongly")
    reason = re.search("人工：.|不适用：.", met)
    if not asked or not (named or reason or checked != "—"):
        faults.append(f"{rule}: neither met, nor checked, nor excused")
if len(rows) < 190:
    faults.append(f"only {len(rows)} rows were found")
print("\n".join(faults) or f"{len(rows)} rules are told")
sys.exit(bool(faults))
