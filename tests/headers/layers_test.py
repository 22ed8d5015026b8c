#!/usr/bin/env python3
"""Who includes whom. What stands left never includes what stands right:

diagnostic ← result ← environment, value, calendar ← expression ← document, definition ← layout, campaign ← journal ← plugin
           ← registry ← engine ← rehearsal and what shows a campaign

The engine includes no plugin and no binding; plugins and bindings include public headers, their own and plugins/package; a public header includes
the standard library and public headers.

usage: layers_test.py SOURCE
"""

import pathlib
import re
import sys

LAYERS = [
    ["diagnostic"],
    ["result"],
    ["text", "hash", "version", "decimal", "parallel"],
    ["scanner", "bpmn_model", "json_text", "csv"],
    ["environment", "value", "calendar"],
    ["type", "expression", "feel", "decision_table", "decision_model"],
    ["document", "definition"],
    ["layout", "lint"],
    ["campaign"],
    ["journal"],
    ["plugin"],
    ["pages_binder", "printout_reader", "blob_press"],
    ["registry"],
    ["pinned"],
    ["engine"],
    ["campaign_tree"],
    ["levels"],
    ["merge_rows"],
    ["mail_merge", "rehearsal", "wording", "timeline", "diagram", "bpmn", "upcoming", "board"],
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

source = pathlib.Path(sys.argv[1])
faults = []


def includes(file):
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if found := re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line):
            yield number, found[1] == '"', found[2]


def layer(path):
    name = pathlib.PurePath(path).parts[1].split(".")[0]
    if name not in RANK:
        faults.append(f"{path}: “{name}” is in no layer of tests/headers/layers_test.py")
    return RANK.get(name, 0)


def fault(file, number, what):
    faults.append(f"{file.relative_to(source)}:{number}: {what}")


def code_in(folder):
    files = [file for file in (source / folder).rglob("*") if file.suffix in (".h", ".cpp")]
    assert files, folder
    return files


def public_headers():
    listed = re.search(r"FILE_SET HEADERS[^)]*FILES\s+([^)]*)\)", (source / "engine/CMakeLists.txt").read_text(encoding="utf-8"))
    return {f"engine/{name}" for name in listed[1].split()}


public = public_headers()
for file in code_in("engine"):
    path = file.relative_to(source).as_posix()
    for number, own, name in includes(file):
        if own and not name.startswith("engine/"):
            fault(file, number, f"the engine includes {name}")
        elif own and layer(name) > layer(path):
            fault(file, number, f"{name} stands above it")
        elif path in public and (own and name not in public or not own and not re.fullmatch("[a-z_]+", name)):
            fault(file, number, f"a public header includes {name}")
for folder in ("plugins", "bindings"):
    for file in code_in(folder):
        home = "/".join(file.relative_to(source).parts[:2]) + "/"
        for number, own, name in includes(file):
            if own and name not in public and not name.startswith((home, "plugins/package/")):
                fault(file, number, f"{name} is not public")
print(*sorted(set(faults)), sep="\n")
sys.exit(bool(faults))
