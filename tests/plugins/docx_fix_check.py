"""Word files with each slip that can be mended, one of ours and one of python-docx, come out of `hongtou lint --fix` as files that
other programs open: strict XML, python-docx and LibreOffice; the slip is mended, and nothing but the text has changed.

usage: docx_fix_check.py HONGTOU SOURCE_DIR
Skipped (77) where python-docx is missing; without LibreOffice, its eyes are left out.
"""

import copy
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

try:
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor
except ImportError:
    sys.exit(77)

HONGTOU, SOURCE = sys.argv[1], Path(sys.argv[2])
FOLDER = Path(tempfile.mkdtemp())

TEXT = """---
发文机关标志 某区人民政府办公室
发文字号 某政办发〔2023〕3号
标题 关于开展安全生产月活动的通知
主送机关 各街道办事处
署名 某区人民政府办公室
成文日期 2023年5月31日
附注 此件公开发布
抄送机关 区委办公室
印发机关 某区人民政府办公室
印发日期 2023年5月31日
---
为做好工作，现通知如下。

一、总体要求

到2023年底完成。

=== 附件1 活动方案
各单位要认真组织。

=== 附件2 统计表
各单位要认真统计。
"""

# What stands in both files, by element.
LINES = {
    "发文机关标志": ["某区人民政府办公室文件"], "发文字号": ["某政办发〔2023〕3号"], "标题": ["关于开展安全生产月活动的通知"],
    "主送机关": ["各街道办事处："], "层次标题": ["一、总体要求"], "正文": ["到2023年底完成。"],
    "附件说明": ["附件：1.活动方案", "2.统计表"], "发文机关署名": ["某区人民政府办公室"], "成文日期": ["2023年5月31日"],
    "附注": ["（此件公开发布）"], "附件": ["附件1"], "附件标题": ["活动方案"], "抄送机关": ["抄送：区委办公室。"],
    "印发机关和印发日期": ["2023年5月31日印发"],
}


def samples():
    for line in (SOURCE / "tests/engine/lint/samples.txt").read_text(encoding="utf-8").splitlines():
        columns = [column.strip() for column in line.split(" | ")]
        if len(columns) == 4 and columns[3].startswith("=> "):
            yield columns[0], columns[1], columns[2].split(" / "), columns[3][3:].split(" / ")


def ours():
    (FOLDER / "notice.gw").write_text(TEXT, encoding="utf-8")
    subprocess.run([HONGTOU, "render", FOLDER / "notice.gw", "-o", FOLDER / "notice.docx"], check=True, capture_output=True)
    return docx.Document(str(FOLDER / "notice.docx"))


def add(document, text, size=16, side=None, color=None):
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    paragraph.alignment = side
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    return paragraph


def plain():
    document = docx.Document()
    middle, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    add(document, "某区人民政府办公室文件", 36, middle, "FF0000")
    add(document, "某政办发〔2023〕3号", 16, middle)
    add(document, "关于开展安全生产月活动的通知", 22, middle)
    for text in ["各街道办事处：", "为做好工作，现通知如下。", "一、总体要求", "到2023年底完成。", "附件：1.活动方案", "2.统计表"]:
        add(document, text)
    add(document, "某区人民政府办公室", side=right)
    add(document, "2023年5月31日", side=right)
    add(document, "（此件公开发布）")
    for label, title in [("附件1", "活动方案"), ("附件2", "统计表")]:
        add(document, label).paragraph_format.page_break_before = True
        add(document, title, 22, middle)
        add(document, "各单位要认真组织。")
    add(document, "抄送：区委办公室。", 14)
    add(document, "2023年5月31日印发", 14)
    return document


def paragraphs_of(document):
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return list(document.paragraphs) + [paragraph for cell in cells for paragraph in cell.paragraphs]


def write(paragraph, text, split):
    """The text in place of the paragraph's, in one run or in two."""
    first, *others = paragraph.runs
    for run in others:
        run._r.getparent().remove(run._r)
    first.text = text
    if split:
        second = copy.deepcopy(first._r)
        first._r.addnext(second)
        first.text = text[: len(text) // 2]
        second.find(qn("w:t")).text = text[len(text) // 2 :]


def spoil(document, element, lines, split):
    """Puts the lines in the place of an element; one that is not there stands at the head, a line too many below the last."""
    texts = LINES.get(element)
    if texts is None:
        document.paragraphs[1].insert_paragraph_before().add_run(lines[0])
        return
    found = [next(each for each in paragraphs_of(document) if each.text in (text, text.removesuffix("文件"))) for text in texts]
    for paragraph, line in zip(found, lines):
        write(paragraph, line, split)
    for line in lines[len(found) :]:
        below = copy.deepcopy(found[-1]._p)
        found[-1]._p.addnext(below)
        write(docx.text.paragraph.Paragraph(below, found[-1]._parent), line, split)


def marked_runs(archive):
    body = ElementTree.fromstring(archive.read("word/document.xml"))
    return [run for run in body.iter(qn("w:r")) if set("“”‘’…—·") & set("".join(run.itertext()))]


def is_hinted(run):
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return fonts is not None and fonts.get(qn("w:hint")) == "eastAsia"


def faults_of(name, path, wanted):
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(path.with_name(path.stem + "-改.docx"))
    if not marked_runs(before) and not all(is_hinted(run) for run in marked_runs(after)):
        return [f"{name}: a mark that came in is set in the Latin face"]
    faults = [f"{name}: {part} is another" for part in before.namelist()
              if part != "word/document.xml" and before.read(part) != after.read(part)]
    try:
        ElementTree.fromstring(after.read("word/document.xml"))
        texts = [paragraph.text for paragraph in paragraphs_of(docx.Document(after.filename))]
    except Exception as error:  # whatever a reader has against it
        return [*faults, f"{name}: {type(error).__name__} {error}"]
    return faults + [f"{name}: “{line}” is not among {texts}" for line in wanted if line not in texts]


cases, faults = {}, []
for origin, make in [("ours", ours), ("plain", plain)]:
    everything = make()
    for number, (rule, element, bad, good) in enumerate(samples()):
        document = make()
        spoil(document, element, bad, split=origin == "plain")
        path = FOLDER / f"{origin}-{number}.docx"
        document.save(str(path))
        cases[path] = (f"{origin} {rule} {bad}", good)
        if element == "正文":
            last = next(each for each in everything.paragraphs if each.text == "为做好工作，现通知如下。")
            last.insert_paragraph_before().add_run(bad[0])
    everything.save(str(FOLDER / f"{origin}.docx"))
    cases[FOLDER / f"{origin}.docx"] = (f"{origin}, all slips", [])

subprocess.run([HONGTOU, "lint", "--fix", *cases], capture_output=True)
for path, (name, wanted) in cases.items():
    faults += faults_of(name, path, wanted)

if shutil.which("soffice"):
    mended = [FOLDER / f"{origin}-改.docx" for origin in ("ours", "plain")]
    subprocess.run(["soffice", f"-env:UserInstallation=file://{FOLDER}/profile", "--headless", "--convert-to", "pdf", "--outdir",
                    FOLDER, *mended], capture_output=True, timeout=240)
    faults += [f"LibreOffice makes nothing of {path.name}" for path in mended if not path.with_suffix(".pdf").exists()]

shutil.rmtree(FOLDER)
print("\n".join(faults) or f"{len(cases)} files are mended, and open elsewhere")
sys.exit(bool(faults) or len(cases) < 60)
