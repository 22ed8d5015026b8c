"""Packages of the npm registry for tests that read our files with other programs' eyes."""

import html
import json
import os
import re
import shutil
import subprocess
import sys


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def install(here, work, programs):
    """What package-lock.json of `here` names, in `work`, and the test's own `programs` beside it. Skips the test (77) where npm or
    a registry is missing."""
    if not shutil.which("npm"):
        skip("npm is not installed (apt install npm)")
    os.makedirs(work, exist_ok=True)
    for name in ("package.json", "package-lock.json", *programs):
        shutil.copy(f"{here}/{name}", work)
    done = f"{work}/installed.json"
    with open(f"{here}/package-lock.json", encoding="utf-8") as file:
        lock = file.read()
    if os.path.exists(done) and open(done, encoding="utf-8").read() == lock:
        return
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"]
    try:
        answer = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        skip("npm did not reach a registry within two minutes")
    if answer.returncode != 0:
        if re.search("ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|E40[134]|ENOTCACHED|network", answer.stderr):
            skip("npm cannot reach a registry:\n" + answer.stderr)
        sys.exit("npm ci failed:\n" + answer.stderr)
    with open(done, "w", encoding="utf-8") as file:
        file.write(lock)


def found_by_chromium(page):
    """What a page leaves in data-found of its body, as JSON. Skips the test where Chromium is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        skip("Chromium is not installed (apt install chromium)")
    answer = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                             "--virtual-time-budget=60000", "--dump-dom", f"file://{page}"],
                            check=True, capture_output=True, text=True, timeout=240)
    found = re.search('data-found="([^"]*)"', answer.stdout)
    if not found:
        sys.exit("the viewer said nothing")
    return json.loads(html.unescape(found[1]))
