#!/usr/bin/env python3
"""The notice of Yangquan 2023, as `hongtou rehearse` writes it, read by python-docx: element by element as in the real one.

usage: yangquan_notice_check.py BUILD SOURCE
"""

import os
import re
import subprocess
import sys
import tempfile

try:
    import docx
except ImportError:
    print("python-docx is not installed")
    sys.exit(77)

build, source = sys.argv[1:]
folder = tempfile.mkdtemp()
scenario = f"{source}/workflows/yangquan-2023/scenario.json"
subprocess.run([f"{build}/bin/hongtou", "rehearse", f"{source}/workflows/yangquan-2023/campaign.info", "--out", f"{folder}/out",
                "--scenario", scenario, "--lang", "zh"], check=True, stdout=subprocess.DEVNULL)
documents = sorted(name for name in os.listdir(f"{folder}/out/documents") if name.endswith(".docx"))
failures = []


def check(what, found, wanted):
    if found != wanted:
        failures.append(f"{what}: found {found!r}, wanted {wanted!r}")


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


notice = docx.Document(f"{folder}/out/documents/{documents[0]}")
lines = texts(notice)


def place(line):
    if line not in lines:
        failures.append(f"missing: {line!r}")
        return -1
    return lines.index(line)


# The seed's elements in the standard's order; of the deviations the campaign's README allows, the annexes before the imprint.
order = [
    "阳泉市矿区处置非法集资领导组办公室文件",
    "区处非领导组各成员单位：",
    "一、总体要求",
    "二、宣传内容",
    "（一）深入开展普法宣传教育",
    "（二）广泛开展线下“七进”宣传教育",
    "（三）巩固传统媒体和新媒体宣传阵地",
    "（四）切实做好重点宣教工作",
    "（五）广泛组织群众参与线上活动",
    "三、工作要求",
    "（一）提高思想认识",
    "（二）加强协调联动",
    "（三）强化考核评价",
    "附件：1.线上活动参与指引",
    "2.2023年防范非法集资宣传月活动联络人名单",
    "3.2023年防范非法集资宣传月活动情况统计表",
    "阳泉市矿区处置非法集资领导组办公室",
    "（矿区金融事务服务中心代章）",
    "2023年5月31日",
    "附件1",
    "附件2",
    "附件3",
]
places = [place(line) for line in order]
check("order of elements", places, sorted(places))
whole = "".join(lines)
check("title", "关于组织开展2023年阳泉市矿区防范非法集资宣传月活动的通知" in whole.replace("\n", ""), True)
check("no document number, as in the real one", re.search(r"^[一-龥]+〔\d{4}〕\d+号$", "\n".join(lines), re.M), None)
check("theme with the standard's interpunct", "守住钱袋子·护好幸福家" in whole, True)
imprint = [cell.text for table in notice.tables for row in table.rows for cell in row.cells]
check("imprint office", "阳泉市矿区人民政府处置非法集资领导组办公室" in imprint, True)
check("imprint date", "2023年5月31日印发" in imprint, True)

statistics = next(table for table in notice.tables if "“七进”宣传活动" in table.rows[0].cells[0].text)
spans = []
for cell in statistics.rows[0]._tr.tc_lst:
    spans.append(cell.grid_span)
check("groups of the statistics form", spans, [2, 1, 4, 1, 2])
check("columns of the statistics form", len(statistics.columns), 10)
contacts = next(table for table in notice.tables if any("科（股）室" in cell.text for cell in table.rows[0].cells))
check("rows of the contact form", [row.cells[0].text for row in contacts.rows], ["", "承办单位负责人", "联络人"])
check("columns of the contact form", [cell.text for cell in contacts.rows[0].cells][1:],
      ["姓名", "科（股）室", "职务", "联系电话（手机）", "备注"])

total = next(docx.Document(f"{folder}/out/documents/{name}") for name in documents if "汇总统计" in name)
table = next(table for table in total.tables if table.rows[-1].cells[0].text == "合计")
body = [[cell.text for cell in row.cells] for row in table.rows[2:]]
check("rows of the table", len(body), 14)
for column in range(1, 10):
    sums = None
    for row in body[:-1]:
        numbers = [int(number) for number in row[column].split("；")]
        sums = numbers if sums is None else [a + b for a, b in zip(sums, numbers)]
    check(f"sum of column {column}", body[-1][column], "；".join(str(number) for number in sums))
check("missing units are told", any("未报送单位（2个）：区农业农村局、区住建局" in line for line in texts(total)), True)

for failure in failures:
    print(failure)
print(f"{len(failures)} faults in {len(documents)} documents")
sys.exit(bool(failures))
