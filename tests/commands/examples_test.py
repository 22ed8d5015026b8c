#!/usr/bin/env python3
"""The examples of the reference can be used as they stand.

docs/workflow-language.md: each ```campaign and ```steps block is checked within tests/commands/examples/campaign.info, and every
key of the tables occurs in an example. docs/steps.md: the examples of all rows make one campaign, which is checked and rehearsed.
docs/text-format.md: the variables of nested steps are printed by the texts of tests/commands/examples/nested.info.

usage: examples_test.py BUILD SOURCE
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

build, source = map(os.path.abspath, sys.argv[1:])


def page(name):
    with open(f"{source}/docs/{name}", encoding="utf-8") as file:
        return file.read()


def hongtou(*arguments):
    return subprocess.run([f"{build}/bin/hongtou", "--lang", "zh", *arguments], capture_output=True, text=True)


def sections(text):
    """[(key, its line or block)] of what stands at the left margin."""
    parts = re.split(r"^(?=[^\s;}])", text, flags=re.M)
    return [(part.split()[0], part) for part in parts if part.strip() and not part.startswith(";")]


REPORT = "report { do collect  form statistics  from 街道  due 2023-06-25 }\n"
CHINESE = {"title": "标题", "lead": "牵头", "period": "起止", "units": "单位", "forms": "表单", "steps": "步骤"}


def campaign(example, base):
    """The example's sections, and those of the base that it does not write itself."""
    own = sections(example)
    written = {key for key, _ in own}
    rest = [part for key, part in base if key not in written and CHINESE.get(key) not in written]
    return "campaign example {\n" + "".join(part for _, part in own) + "\n" + "".join(rest) + "}\n"


def with_steps(steps, base):
    """The base with these steps added to its own, but for those of the same name."""
    names = re.findall(r"^([^\s;}]+)\s+\{", steps, re.M)
    own = "".join(
        line for line in dict(base)["steps"].splitlines(keepends=True)[1:-1] if line.split() and line.split()[0] not in names
    )
    return campaign("steps {\n" + own + steps + "}\n", base)


def missing_files(text):
    """A text or rules file that an example names is like every other."""
    for name in set(re.findall(r"[\w-]+\.gw", text)):
        shutil.copy("text.gw", name)
    for name in set(re.findall(r"rules ([\w-]+\.info)", text)):
        if not os.path.exists(name):
            shutil.copy("rules.info", name)


def check(files):
    done = hongtou("check", "--json", *files)
    return [
        f"{found['file']}:{found['line']}: {found['text']}\n    {found['hint']}"
        for found in json.loads(done.stdout or "[]")
        if found["code"] != "workflow.unused_form"  # of the base
    ] + ([done.stderr] if not done.stdout else [])


def rehearse(campaign):
    done = hongtou("rehearse", campaign, "--out", "out", "--formats", "text")
    return [done.stderr] if done.returncode or "rehearsal.incident" in done.stderr else []


def table_keys(text):
    """{"do issue": [key, …], …}"""
    marked = re.findall(r"<!-- ([\w -]+?) -->\n(.*?)<!-- / -->", text, re.S)
    return {name: re.findall(r"^\| `([\w-]+)`", table, re.M) for name, table in marked}


def keys_without_example(text, examples):
    for name, keys in table_keys(text).items():
        where = examples
        if name.startswith("do "):
            where = "\n".join(re.findall(rf"\b{name}\b(.*?)(?=\bdo \w|\Z)", examples, re.S))
        for key in keys:
            if not re.search(rf"(?<![\w-]){key}(?![\w-])", where):
                yield f"{name}: {key}"


os.chdir(tempfile.mkdtemp())
shutil.copytree(f"{source}/tests/commands/examples", ".", dirs_exist_ok=True)
with open("campaign.info", encoding="utf-8") as file:
    base = sections(file.read())
faults = []

language = page("workflow-language.md")
blocks = re.findall(r"^```(campaign|steps|form|assessment)\n(.*?)^```", language, re.S | re.M)
files = []
for number, (kind, text) in enumerate(blocks):
    missing_files(text)
    name = f"block-{number + 1}.info"
    with open(name, "w", encoding="utf-8") as file:
        if kind == "form":
            text = campaign("forms {\n" + text + "}\n", base)
        elif kind == "assessment":
            with open(f"rules-{number + 1}.info", "w", encoding="utf-8") as rules:
                rules.write(text)
            text = with_steps(REPORT + f"scored {{ do assess  rules rules-{number + 1}.info  after report }}\n", base)
        else:
            text = with_steps(text, base) if kind == "steps" else campaign(text, base)
        file.write(text)
    files.append(name)
faults += check(files)
others = "\n".join(re.findall(r"`([^`\n]*[{ ][^`\n]*)`", page("forms.md") + page("assessment.md")))
faults += [f"docs/workflow-language.md has no example of {key}"
           for key in keys_without_example(language, "\n".join(text for _, text in blocks) + others)]

rows = [line for line in page("steps.md").splitlines() if line.startswith("| ") and not line.startswith(("| 种类", "| ---"))]
examples = []
for row in rows:
    examples.append(" ".join(re.findall(r"`([^`]*)`", row.split(" | ")[1].replace("\\|", "|"))))
    if not examples[-1]:
        faults.append(f"docs/steps.md: a row without example: {row}")
steps = "".join(example + "\n" for example in examples)
missing_files(steps)
with open("steps.info", "w", encoding="utf-8") as file:
    file.write(with_steps(steps, base))
faults += check(["steps.info"])
ended = rehearse("steps.info")
faults += ended
if not ended:
    with open("out/timeline.json", encoding="utf-8") as file:
        began = {re.split(r"[\[/]", event["step"])[0] for event in json.load(file)}
    faults += [f"docs/steps.md: never begun: {example}" for example in examples if example.split()[0] not in began]

TEXTS = {"外层": "outer.gw", "循环里": "monthly.gw", "案件里": "clue.gw", "逐个里": "street.gw"}
for name in TEXTS.values():
    shutil.copy("text.gw", name)
variables = [line.split(" | ") for line in page("text-format.md").splitlines() if line.startswith(tuple(f"| {place} |" for place in TEXTS))]
for place, code, _ in variables:
    with open(TEXTS[place.removeprefix("| ")], "a", encoding="utf-8") as file:
        file.write("\n".join(re.findall(r"`([^`]*)`", code)) + "\n")
faults += check(["nested.info"]) + rehearse("nested.info")

print("\n".join(faults))
print(f"{len(blocks)} blocks and {len(rows)} rows and {len(variables)} variables checked")
sys.exit(bool(faults) or not blocks or not rows or not variables)
