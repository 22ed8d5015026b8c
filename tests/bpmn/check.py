#!/usr/bin/env python3
"""The BPMN of every campaign that ships, and of one with every kind of step, as others read it: bpmn-moddle without a warning and
with everything drawn, bpmn-js in Chromium without a warning.

usage: check.py BUILD SOURCE
Skipped (77) where npm or Chromium is missing or no npm registry can be reached.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys

build, source = map(os.path.abspath, sys.argv[1:])
here = f"{source}/tests/bpmn"
work = f"{build}/tests/bpmn/work"
os.makedirs(work, exist_ok=True)


sys.path.insert(0, f"{source}/tests")
from node_packages import install, skip


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
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        skip("Chromium is not installed (apt install chromium); bpmn-moddle found nothing wrong")
    files = {name: open(f"{work}/{name}.bpmn", encoding="utf-8").read() for name in names}
    open(f"{work}/files.js", "w", encoding="utf-8").write(f"const files = {json.dumps(files)};")
    answer = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                             "--virtual-time-budget=60000", "--dump-dom", f"file://{work}/view.html"],
                            check=True, capture_output=True, text=True, timeout=240)
    found = re.search('data-found="([^"]*)"', answer.stdout)
    if not found:
        sys.exit("the viewer said nothing")
    return json.loads(html.unescape(found[1]))


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
