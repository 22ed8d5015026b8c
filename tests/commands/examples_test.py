#!/usr/bin/env python3
"""The examples of the reference can be used as they stand.

docs/workflow-language.md: each ```campaign and ```steps block is checked within tests/commands/examples/campaign.info, and every
key of the tables occurs in an example. docs/steps.md: the examples of all rows make one campaign, which is checked and rehearsed.
docs/text-format.md: the texts of tests/commands/examples/nested.info print the variables of nested steps; each ```gw block is a text
that can be rendered, its pictures being those of tests/plugins/pictures.

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


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def page(name):
    return read(f"{source}/docs/{name}")


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


def wrapped(kind, text, number, base):
    """A campaign around one block of the reference."""
    if kind == "steps":
        return with_steps(text, base)
    if kind == "form":
        return campaign("forms {\n" + text + "}\n", base)
    if kind == "campaign":
        return campaign(text, base)
    write(f"rules-{number}.info", text)
    return with_steps(REPORT + f"scored {{ do assess  rules rules-{number}.info  after report }}\n", base)


def faults_of_reference(base):
    text = page("workflow-language.md")
    blocks = re.findall(r"^```(campaign|steps|form|assessment)\n(.*?)^```", text, re.S | re.M)
    files = [f"block-{number}.info" for number in range(len(blocks))]
    for number, (kind, example) in enumerate(blocks):
        missing_files(example)
        write(files[number], wrapped(kind, example, number, base))
    others = re.findall(r"`([^`\n]*[{ ][^`\n]*)`", page("forms.md") + page("assessment.md"))
    examples = "\n".join([example for _, example in blocks] + others)
    return check(files) + [f"no example of {key}" for key in keys_without_example(text, examples)]


def faults_of_steps(base):
    rows = re.findall(r"^\| (?!种类|---)(.*?) \| (.*?) \|.*$", page("steps.md"), re.M)
    examples = [" ".join(re.findall(r"`([^`]*)`", code)) for _, code in rows]
    missing_files("\n".join(examples))
    write("steps.info", with_steps("".join(example + "\n" for example in examples), base))
    faults = [f"no example of {kind}" for (kind, _), example in zip(rows, examples) if not example]
    faults += check(["steps.info"]) + rehearse("steps.info")
    if faults:
        return faults
    began = {re.split(r"[\[/]", event["step"])[0] for event in json.loads(read("out/timeline.json"))}
    return [f"never begun: {example}" for example in examples if example.split()[0] not in began]


def faults_of_variables():
    texts = {"外层": "outer.gw", "循环里": "monthly.gw", "案件里": "clue.gw", "逐个里": "street.gw", "督办里": "chase.gw"}
    written = {place: [read("text.gw")] for place in texts}
    for place, code in re.findall(rf"^\| ({'|'.join(texts)}) \| (.*?) \|", page("text-format.md"), re.M):
        written[place] += re.findall(r"`([^`]*)`", code)
    for place, parts in written.items():
        write(texts[place], "\n".join(parts) + "\n")
    faults = [f"no variables of {place}" for place, parts in written.items() if len(parts) == 1]
    return faults + check(["nested.info"]) + rehearse("nested.info")


def faults_of_texts():
    faults = []
    texts = re.findall(r"^```gw\n(.*?)^```", page("text-format.md"), re.M | re.S)
    for number, text in enumerate(texts):
        write(f"text_{number}.gw", text)
        for name in re.findall(r"\S+\.(?:png|jpg)", text):
            shutil.copy(f"{source}/tests/plugins/pictures/{'photo.jpg' if name.endswith('.jpg') else 'seal.png'}", name)
        answer = hongtou("render", f"text_{number}.gw", "-o", f"text_{number}.html")
        if answer.returncode != 0 or answer.stderr:
            faults.append(f"{text}\n{answer.stderr}")
    return faults if texts else ["no example of a text"]


with tempfile.TemporaryDirectory(prefix="hongtou-") as folder:
    os.chdir(folder)
    shutil.copytree(f"{source}/tests/commands/examples", ".", dirs_exist_ok=True)
    base = sections(read("campaign.info"))
    faults = faults_of_reference(base) + faults_of_steps(base) + faults_of_variables() + faults_of_texts()
    os.chdir(source)
print("\n".join(faults) or "every example holds")
sys.exit(bool(faults))
