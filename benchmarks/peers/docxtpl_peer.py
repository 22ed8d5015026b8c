#!/usr/bin/python3
"""Fills a Word template with each notice of DATA.json: docxtpl_peer.py DATA.json TEMPLATE.docx

Prints, by the processor's time, {"documents_per_second", "peak_mib", "mean_bytes"}.
"""

import io
import json
import resource
import sys
import time

import docxtpl

data_file, template_file = sys.argv[1:]
with open(data_file, encoding="utf-8") as file:
    notices = json.load(file)
with open(template_file, "rb") as file:
    template = file.read()


def make(notice):
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(notice)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


make(notices[0])
begin = time.process_time()
size = sum(len(make(notice)) for notice in notices)
seconds = time.process_time() - begin
print(
    json.dumps(
        {
            "documents_per_second": len(notices) / seconds,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "mean_bytes": size // len(notices),
        }
    )
)
