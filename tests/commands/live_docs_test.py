#!/usr/bin/env python3
"""The commands of docs/live.md work, one after the other, in an empty folder.

usage: live_docs_test.py BUILD SOURCE
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

build, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
page = (source / "docs/live.md").read_text(encoding="utf-8")
blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
with tempfile.TemporaryDirectory(prefix="hongtou-") as folder:
    environment = {"PATH": f"{build}/bin:/usr/bin:/bin", "LANG": "zh_CN.UTF-8", "HOME": folder}
    environment.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")})
    script = "set -e\n" + "\n".join(blocks)
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    wanted = ["看板.html", "campaign/campaign.info", "文件/01-印发通知.docx", "文件/02-汇总.docx"]
    missing = [name for name in wanted if not (pathlib.Path(folder) / name).is_file()]
if done.returncode != 0 or missing or len(blocks) < 5:
    sys.exit(f"{len(blocks)} blocks, exit {done.returncode}, missing {missing}\n{done.stdout}{done.stderr}")
print(f"{len(blocks)} blocks of docs/live.md work")
