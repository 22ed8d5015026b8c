#!/usr/bin/env python3
"""The workflow patterns of docs/patterns.md do what the page says.

NN-name.info is a campaign, NN-name.json the scenario that drives it, NN-name.expected what must happen, line by line: which steps
open, settle, are skipped or die, in which order and when, and how many scopes run. Every row of the page that names an example
has these three files, and every file has its row.

HONGTOU_ACCEPT=1 writes the expectations anew: read them before keeping them.

usage: patterns_test.py BUILD SOURCE
"""

import difflib
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

build, source = map(os.path.abspath, sys.argv[1:])
here = f"{source}/tests/patterns"

TOLD = {
    "campaign_started": lambda data: "starts",
    "campaign_closed": lambda data: "is over",
    "step_opened": lambda data: "opens",
    "step_settled": lambda data: f"done ({data['how']})",
    "step_skipped": lambda data: f"skipped ({data['how']})",
    "step_died": lambda data: "dead",
    "outcome_chosen": lambda data: f"chosen: {data['outcome']}",
    "items_opened": lambda data: f"asks {' '.join(data['units'])}",
    "report_accepted": lambda data: f"accepted: {data['unit']}",
    "items_missing": lambda data: f"missing: {' '.join(data['units'])}",
    "items_closed": lambda data: f"closed: {' '.join(data['units'])}",
    "scopes_opened": lambda data: f"runs {' '.join(scope['key'] or 'once' for scope in data['scopes'])}",
    "scope_settled": lambda data: f"ends {data['scope'] or 'once'} ({data['how']})",
    "intake_shut": lambda data: "takes no more",
    "flow_returned": lambda data: f"waits again, with {' '.join(sorted(data['steps']))}",
    "date_announced": lambda data: f"announced: {data['key']} {data['value']}",
    "levels_deployed": lambda data: f"runs {' '.join(data['units'])}, each a campaign",
    "unit_joined": lambda data: f"joins: {data['id']}",
    "unit_left": lambda data: f"leaves: {data['unit']}",
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def hongtou(*arguments):
    done = subprocess.run([f"{build}/bin/hongtou", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def name_of(event):
    return event["data"].get("to") or event["data"].get("step") or "campaign"


def told(event, level):
    """2023-06-05 10:00  visit[east]/talk  done (complete); of a campaign below, 东街道: before the step"""
    moment = event["effective"][:16].replace("T", " ")
    return f"{moment}  {level}{': ' * bool(level)}{name_of(event)}  {TOLD[event['type']](event['data'])}\n"


def events_of(store, level=""):
    """Of a campaign and of those below it, each with the campaign's place: 东街道/阳光社区."""
    events = json.loads(hongtou("journal", "--store", store, "--json", *(["--level", level] if level else [])))
    for event in events:
        yield level, event
    for event in events:
        if event["type"] == "levels_deployed":
            for unit in event["data"]["units"]:
                yield from events_of(store, f"{level}{'/' * bool(level)}{unit}")


def what_happens(example):
    """The events of a rehearsal that concern the order of steps, one a line."""
    with tempfile.TemporaryDirectory(prefix="hongtou-") as out:
        hongtou("rehearse", f"{example}.info", "--out", out, "--formats", "text", "--scenario", f"{example}.json")
        events = list(events_of(f"sqlite:{out}/journal.db"))
    return [told(event, level) for level, event in events if event["type"] in TOLD]


def faults_of(example):
    warnings = json.loads(hongtou("check", "--json", f"{example}.info"))
    happened = what_happens(example)
    if os.environ.get("HONGTOU_ACCEPT"):
        with open(f"{example}.expected", "w", encoding="utf-8") as file:
            file.writelines(happened)
    expected = read(f"{example}.expected").splitlines(keepends=True)
    differences = difflib.unified_diff(expected, happened, f"{os.path.basename(example)}.expected", "what happened")
    return [f"{example}: {each['code']}: {each['text']}" for each in warnings] + ["".join(differences)] * (expected != happened)


def faults_of_page(examples):
    rows = re.findall(r"^\| (\d+) \|.*$", read(f"{source}/docs/patterns.md"), re.M)
    named = re.findall(r"tests/patterns/([\w-]+)\.info", read(f"{source}/docs/patterns.md"))
    faults = [] if list(map(int, rows)) == list(range(1, 44)) else [f"the page's rows are not 1 to 43: {rows}"]
    faults += [f"no row names {name}.info" for name in sorted(set(examples) - set(named))]
    return faults + [f"there is no {name}.info" for name in sorted(set(named) - set(examples))]


examples = sorted(path.removesuffix(".info") for path in glob.glob(f"{here}/[0-9][0-9]-*.info"))
faults = faults_of_page([os.path.basename(example) for example in examples])
for example in examples:
    try:
        faults += faults_of(example)
    except (OSError, RuntimeError) as problem:
        faults.append(f"{example}: {problem}")
print("\n".join(faults) or f"{len(examples)} patterns hold")
sys.exit(bool(faults))
