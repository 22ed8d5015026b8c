#!/usr/bin/env python3
"""The BPMN of every campaign that ships, and of one with every kind of step, as others read it: bpmn-moddle without a warning and
with everything drawn, bpmn-js in Chromium without a warning.

usage: check.py BUILD SOURCE
Skipped (77) where npm or Chromium is missing or no npm registry can be reached.
"""

import json
import os
import subprocess
import sys

build, source = map(os.path.abspath, sys.argv[1:])
here = f"{source}/tests/bpmn"
work = f"{build}/tests/bpmn/work"
os.makedirs(work, exist_ok=True)


sys.path.insert(0, f"{source}/tests")
from node_packages import found_by_chromium, install


def export():
    campaigns = {name: f"{source}/workflows/{name}" for name in sorted(os.listdir(f"{source}/workflows"))}
    campaigns["shapes"] = f"{here}/campaign"
    for name, folder in campaigns.items():
        subprocess.run([f"{build}/bin/hongtou", "graph", f"{folder}/campaign.info", "--format", "bpmn", "-o", f"{work}/{name}.bpmn"],
                       check=True, stderr=subprocess.DEVNULL)
    return list(campaigns)


def read_with_moddle(names):
    answer = subprocess.run(["node", "read.mjs", *(f"{name}.bpmn" for name in names)], cwd=work, check=True, capture_output=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def read_with_viewer(names):
    files = {name: open(f"{work}/{name}.bpmn", encoding="utf-8").read() for name in names}
    open(f"{work}/files.js", "w", encoding="utf-8").write(f"const files = {json.dumps(files)};")
    return found_by_chromium(f"{work}/view.html")


faults = []
install(here, work, ["read.mjs", "view.html"])
names = export()
for read in read_with_moddle(names):
    faults += [f"{read['file']}: {warning}" for warning in read["warnings"]]
    faults += [f"{read['file']}: {element} is not drawn" for element in read["undrawn"]]
    faults += [f"{read['file']}: no {kind}" for kind in ("bpmn:StartEvent", "bpmn:EndEvent", "bpmn:SequenceFlow")
               if kind not in read["elements"]]
viewed = read_with_viewer(names)
for name in names:
    faults += [f"{name}: bpmn-js: {warning}" for warning in viewed[name]["warnings"]]
    if viewed[name]["shapes"] < 10:
        faults.append(f"{name}: bpmn-js shows {viewed[name]['shapes']} shapes")
print(*faults, sep="\n")
sys.exit(bool(faults))
