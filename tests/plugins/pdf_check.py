"""Measures written PDF files with poppler's eyes (pdftotext, pdffonts, pdfinfo) and checks them with qpdf where it is installed.
Distances are those of the standard, to 0.1 mm.

Usage: pdf_check.py WRITE_FIXTURE"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

WRITE_FIXTURE = sys.argv.pop(1)
POINT = 25.4 / 72  # mm
EM = 16 * POINT
CELL = 156 / 28
PITCH = (225 - EM) / 21
FIXTURES = ("filled", "notice", "upward", "wide", "cover_notice", "article", "letter", "classified_letter", "order", "minutes", "sealed",
            "joint", "illustrated", "bound")
SEVEN_EIGHTHS = 4.84  # of a character

if not (shutil.which("pdftotext") and shutil.which("pdffonts")):
    sys.exit(77)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Box:
    def __init__(self, left, top, right, bottom, text):
        self.left, self.top, self.right, self.bottom = (float(value) * POINT for value in (left, top, right, bottom))
        self.text = text


def boxes(pdf, element):
    """Lines or words of each page."""
    pages = run("pdftotext", "-bbox-layout", str(pdf), "-").split("<page ")[1:]
    place = r'<%s xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</%s>' % (element, element)
    return [[Box(*found[:4], re.sub("<.*?>|\n *", "", found[4])) for found in re.findall(place, page, re.S)] for page in pages]


def rules(pdf, page):
    """Filled rectangles of a page as (left, top, right, bottom, red), in mm from the top left corner of the upright sheet."""
    found, red = [], False
    for line in contents(pdf)[page].splitlines():
        if line.endswith((" rg", " g")):
            red = line == "1 0 0 rg"
        if rectangle := re.fullmatch(r"(\S+) (\S+) (\S+) (\S+) re f", line):
            left, bottom, width, height = (float(value) * POINT for value in rectangle.groups())
            found.append((left, 297 - bottom - height, left + width, 297 - bottom, red))
    return found


def contents(pdf):
    """The content streams of the pages."""
    data = pdf.read_bytes()
    streams = [zlib.decompress(body) for body in re.findall(rb"\n<</Filter/FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", data, re.S)]
    return [body.decode("latin-1") for body in streams if b"BT\n" in body or body == b""]


def images(pdf, page):
    """Images of an upright page as (left, top, right, bottom), in mm."""
    found = []
    for matrix in re.findall(r"q\n(.*?) cm\n/I\d+ Do\nQ\n", contents(pdf)[page]):
        width, _, _, height, left, bottom = (float(value) * POINT for value in matrix.split())
        found.append((left, 297 - bottom - height, left + width, 297 - bottom))
    return found


class Measured(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.files = {name: Path(cls.folder.name) / f"{name}.pdf" for name in FIXTURES}
        for name, file in cls.files.items():
            subprocess.run([WRITE_FIXTURE, name, str(file)], check=True, capture_output=True)
        cls.lines = {name: boxes(file, "line") for name, file in cls.files.items()}
        cls.words = {name: boxes(file, "word") for name, file in cls.files.items()}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def near(self, found, wanted, delta=0.1):
        self.assertAlmostEqual(found, wanted, delta=delta)

    def word(self, name, page, text):
        return next(word for word in self.words[name][page] if text in word.text)

    def test_every_file_is_whole_and_embeds_its_fonts(self):
        for file in self.files.values():
            if shutil.which("qpdf"):
                run("qpdf", "--check", str(file))
            fonts = run("pdffonts", str(file)).splitlines()[2:]
            self.assertTrue(fonts)
            for font in fonts:
                self.assertEqual(font.split()[-5:-2], ["yes", "yes", "yes"], font)
            information = run("pdfinfo", str(file))
            self.assertRegex(information, r"Tagged: +yes")

    def test_the_page_is_a4(self):  # 9704-5.1
        for line in run("pdfinfo", "-f", "1", "-l", "9", str(self.files["notice"])).splitlines():
            if "size:" in line and line.startswith("Page"):
                width, height = (float(number) * POINT for number in re.findall(r"[\d.]+", line.split("size:")[1])[:2])
                self.near(width, 210)
                self.near(height, 297)

    def test_22_lines_of_28_characters_fill_the_type_area(self):  # 9704-5.2.1, 5.2.3
        lines = [line for line in self.lines["filled"][0] if "国" in line.text]
        self.assertEqual(len(lines), 22)
        for index, line in enumerate(lines):
            self.assertEqual(len(line.text), 28)
            self.near(line.left, 28)
            self.near(line.right, 184)
            self.near(line.top, 37 + index * PITCH)
        self.near(lines[-1].bottom, 262)

    def test_the_head(self):  # 9704-7.2
        lines = self.lines["upward"][0]
        self.near(self.word("upward", 0, "000001").top, 37)
        self.near(self.word("upward", 0, "机密").top, 37 + PITCH)
        self.near(self.word("upward", 0, "特急").top, 37 + 2 * PITCH)
        self.near(self.word("upward", 0, "特急").left, 28)
        mark = next(line for line in self.lines["notice"][0] if line.text.endswith("文件"))
        self.near(mark.top, 72)
        self.near((mark.left + mark.right) / 2, 106)
        number = next(line for line in self.lines["notice"][0] if line.text.startswith("示处非办发"))
        self.near(number.top - mark.bottom, 20.78)
        self.near((number.left + number.right) / 2, 106)
        left, top, right, bottom, red = rules(self.files["notice"], 0)[0]
        self.assertTrue(red)
        self.near((top + bottom) / 2 - number.bottom, 4)
        self.near(left, 28)
        self.near(right, 184)
        title = next(line for line in self.lines["notice"][0] if line.text.startswith("关于"))
        self.near(title.top - (top + bottom) / 2, 20.78)
        signatories = next(line for line in lines if "丙某" in line.text or "示处非办发" in line.text)
        self.near(signatories.left, 28 + CELL)

    def test_title_recipients_and_text(self):  # 9704-7.3.1–7.3.3
        lines = self.lines["notice"][0]
        last = next(line for line in lines if line.text.endswith("活动的通知"))
        recipients = next(line for line in lines if line.text.endswith("成员单位："))
        self.near((last.left + last.right) / 2, 106)
        self.near(recipients.top - last.bottom, 10.39)
        self.near(recipients.left, 28)
        first = next(line for line in lines if line.text.startswith("为深入"))
        self.near(first.top - recipients.top, PITCH)
        self.near(first.left, 28 + 2 * CELL)

    def test_attachment_note_signature_and_date(self):  # 9704-7.3.4, 7.3.5.2
        pages = [line for page in self.lines["notice"] for line in page]
        first = next(line for line in pages if line.text.startswith("附件：1."))
        second = next(line for line in pages if line.text.startswith("2.2023年防范"))
        self.near(first.left, 28 + 2 * CELL)
        self.near(second.left, 28 + 5 * CELL)
        name = next(line for line in pages if line.text.startswith("示例市矿区处置") and line.left > 60)
        date = next(line for line in pages if line.text.startswith("2023年5月31日") and line.left > 60)
        self.near(name.right, 184 - 2 * CELL)
        self.near(date.left - name.left, 2 * CELL)
        note = next(line for line in pages if "此件公开发布" in line.text)
        self.near(note.left, 28 + 2 * CELL, 0.2)  # poppler leaves the bracket's blank half out
        self.near(note.top - date.top, PITCH)

    def test_an_attachment(self):  # 9704-7.3.7
        label, title = self.lines["notice"][3][:2]
        self.assertEqual(label.text, "附件1")
        self.near(label.top, 37)
        self.near(label.left, 28)
        self.near(title.top, 37 + 2 * PITCH)
        self.near((title.left + title.right) / 2, 106)

    def test_the_imprint(self):  # 9704-7.4
        page = len(self.lines["notice"]) - 1
        self.assertEqual(page % 2, 1)
        found = rules(self.files["notice"], page)
        self.assertEqual(len(found), 3)
        for (left, top, right, bottom, red), width in zip(found, (0.35, 0.25, 0.35)):
            self.assertFalse(red)
            self.near(left, 28)
            self.near(right, 184)
            self.near(bottom - top, width, 0.01)
        self.near((found[-1][1] + found[-1][3]) / 2, 262)
        date = next(line for line in self.lines["notice"][page] if line.text.endswith("印发"))
        self.near(date.right, 184 - 14 * POINT)
        copies = next(line for line in self.lines["notice"][page] if line.text.startswith("抄送"))
        self.near(copies.left, 28 + 14 * POINT)
        self.assertTrue(any(line.text.endswith("各人民团体。") for line in self.lines["notice"][page]))

    def test_page_numbers(self):  # 9704-7.5
        for index, page in enumerate(self.words["filled"]):
            number = [word for word in page if word.top > 264]
            self.assertEqual([word.text for word in number], ["—", str(index + 1), "—"])
            if index % 2 == 0:
                self.near(number[-1].right, 184 - 14 * POINT)
            else:
                self.near(number[0].left, 28 + 14 * POINT)
            self.near(number[0].top + (0.88 - 0.38) * 14 * POINT, 269)
        self.assertFalse([word for word in self.words["notice"][-1] if word.top > 264])

    def line(self, name, page, start):
        return next(line for line in self.lines[name][page] if line.text.startswith(start))

    def test_the_head_of_a_letter(self):  # 9704-10.1a, d, f, g, h
        for name in ("letter", "classified_letter"):
            mark, number = self.line(name, 0, "示例市示例区"), self.word(name, 0, "示政函")
            self.near(mark.top, 30)
            self.near((mark.left + mark.right) / 2, 106)
            thick, thin = rules(self.files[name], 0)[:2]
            self.near(thick[1] - mark.bottom, 4)
            self.assertGreater(thick[3] - thick[1], thin[3] - thin[1])
            self.assertLess(thick[3], thin[1])
            for left, _, right, _, red in (thick, thin):
                self.assertTrue(red)
                self.near(left, 20)
                self.near(right, 190)
            self.near(number.top - thin[3], SEVEN_EIGHTHS)
            self.near(number.right, 184)
        left = [self.word("classified_letter", 0, text) for text in ("000012", "秘密", "特急")]
        self.near(left[0].top, number.top)
        for index, word in enumerate(left):
            self.near(word.left, 28)
            self.near(word.top, number.top + index * PITCH)
        self.near(self.line("classified_letter", 0, "关于商请").top - left[-1].bottom, 20.78)
        self.near(self.line("letter", 0, "关于商请").top - self.word("letter", 0, "示政函").bottom, 20.78)

    def test_the_foot_of_a_letter(self):  # 9704-10.1e, i, j, k
        thin, thick = rules(self.files["letter"], 0)[2:4]
        self.assertGreater(thick[3] - thick[1], thin[3] - thin[1])
        self.assertLess(thin[3], thick[1])
        self.near(297 - thick[3], 20)
        self.near(thick[0], 20)
        self.near(thick[2], 190)
        self.assertEqual(len(rules(self.files["letter"], 1)), 0)
        last = max(word.bottom for word in self.words["letter"][0])
        self.assertGreaterEqual(thin[1] - last, SEVEN_EIGHTHS - 0.1)
        self.assertFalse([word for word in self.words["letter"][0] if word.top > 262])
        self.assertEqual([word.text for word in self.words["letter"][1] if word.top > 264], ["—", "2", "—"])
        copies = self.line("letter", 1, "抄送")
        self.assertLess(262 - copies.bottom, PITCH)
        self.assertLessEqual(copies.bottom, 262)

    def test_an_order(self):  # 9704-10.2a, c
        mark, number, text = (self.line("order", 0, start) for start in ("示例省", "第12号", "《示例省"))
        self.near(mark.top, 57)
        self.near((mark.left + mark.right) / 2, 106)
        self.near(number.top - mark.bottom, 20.78)
        self.near((number.left + number.right) / 2, 106)
        self.near(text.top - number.bottom, 20.78)
        self.assertFalse(rules(self.files["order"], 0))

    def test_a_stamp_of_a_name(self):  # 9704-7.3.5.3a–c
        left, top, right, bottom = images(self.files["order"], 0)[0]
        text = [line for line in self.lines["order"][0] if line.top < top - 10][-1]
        self.near(top - text.bottom, 20.78)
        self.near(right, 184 - 4 * CELL)
        title, date = self.line("order", 0, "省"), self.line("order", 0, "2024年5月8日")
        self.near(left - title.right, 2 * CELL)
        self.near((title.top + title.bottom) / 2, (top + bottom) / 2)
        self.near(date.top - bottom, 10.39)
        self.near(date.right, 184 - 4 * CELL)

    def test_minutes(self):  # 9704-10.3a, c, d
        mark = self.line("minutes", 0, "示例区人民政府常务")
        self.near(mark.top, 72)
        self.near((mark.left + mark.right) / 2, 106)
        body = [line for line in self.lines["minutes"][0] if line.text.startswith("会议议定")][0].bottom + PITCH
        words = self.words["minutes"][0]
        labels = [next(word for word in words if word.text.startswith(text)) for text in ("出席", "请假", "列席")]
        self.near(labels[0].top - body, 10.39)
        for label in labels:
            self.near(label.left, 28 + 2 * CELL)
        for start in ("区政府甲某", "监管局", "区公安分局", "区司法局", "区人大"):
            word = next(word for word in words if start in word.text)
            self.near(word.right - len(word.text) * CELL, 28 + 5 * CELL if "：" not in word.text else 28 + 2 * CELL, 0.2)

    def test_a_seal_over_name_and_date(self):  # 9704-7.3.5.1a, c–e
        page = len(self.lines["sealed"]) - 1
        left, top, right, bottom = images(self.files["sealed"], page)[0]
        name, date = self.line("sealed", page, "示例市矿区处置非法集资领导组"), self.line("sealed", page, "2023年5月31日")
        above = [line for line in self.lines["sealed"][page] if line.bottom < top][-1]
        self.assertLessEqual(top - above.bottom, 10.39)
        self.near(date.right, 184 - 4 * CELL)
        self.near((name.left + name.right) / 2, (date.left + date.right) / 2)
        self.near((left + right) / 2, (date.left + date.right) / 2)
        self.near(date.top - name.top, PITCH)
        below = (name.top + date.bottom) / 2 - (top + bottom) / 2
        self.assertGreater(below, 0.5)
        self.assertLess(below, 5)

    def test_the_seals_of_a_joint_issue(self):  # 9704-7.3.5.1f, g
        page = len(self.lines["joint"]) - 1
        seals = images(self.files["joint"], page)
        self.assertEqual(len(seals), 5)
        text = "".join(line.text for line in self.lines["joint"][page])
        names = ["示例市" + organ for organ in ("财政局", "金融局", "公安局", "教育局", "司法局")]
        places = [text.index(name) for name in names]
        self.assertEqual(places, sorted(places))
        for (left, top, right, bottom), name in zip(seals, names):
            word = next(word for word in self.words["joint"][page] if word.text == name)
            self.near((word.left + word.right) / 2, (left + right) / 2)
            self.assertGreater((word.top + word.bottom) / 2, top)
            self.assertLess((word.top + word.bottom) / 2, bottom)
            self.assertGreaterEqual(left, 28)
            self.assertLessEqual(right, 184)
            for other in seals:
                apart = max(other[0] - right, left - other[2], other[1] - bottom, top - other[3])
                self.assertTrue(other == (left, top, right, bottom) or apart > 1)
        date = self.line("joint", page, "2023年5月31日") if any(
            line.text.startswith("2023年5月31日") for line in self.lines["joint"][page]) else self.word("joint", page, "2023年5月31日")
        self.near(date.right, 184 - 4 * CELL)
        self.near((date.left + date.right) / 2, (seals[-1][0] + seals[-1][2]) / 2)

    def test_a_picture_and_its_caption(self):
        left, top, right, bottom = images(self.files["illustrated"], 0)[0]
        self.near((left + right) / 2, 106)
        self.near((right - left) / (bottom - top), 240 / 160, 0.01)
        caption = self.line("illustrated", 0, "甲市宣讲现场")
        self.near((caption.left + caption.right) / 2, 106)
        self.assertGreater(caption.top, bottom)
        self.assertLess(caption.top - bottom, 5)

    def test_pictures_beside_each_other_are_of_the_same_height(self):
        page = next(i for i, page in enumerate(self.lines["illustrated"]) if any("丁县" in line.text for line in page))
        left, right = images(self.files["illustrated"], page)[:2]
        self.near(left[1], right[1])
        self.near(left[3], right[3])
        self.near((left[0] + left[2]) / 2, 28 + 38)
        self.near((right[0] + right[2]) / 2, 184 - 38)
        caption = self.line("illustrated", page, "丁县宣讲")
        self.near((caption.left + caption.right) / 2, 28 + 38)

    def test_a_picture_is_drawn_upright(self):
        dots = 4
        picture = subprocess.run(["pdftoppm", "-r", str(dots * 25.4), "-f", "1", "-l", "1", str(self.files["illustrated"])],
                                 check=True, capture_output=True).stdout
        header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", picture)
        width, pixels = int(header[1]), picture[header.end():]
        left, top, right, bottom = images(self.files["illustrated"], 0)[0]

        def color(across, down):
            at = 3 * (int((top + (bottom - top) * down) * dots) * width + int((left + (right - left) * across) * dots))
            return tuple(pixels[at:at + 3])

        sky, sun, meadow = color(0.1, 0.3), color(0.82, 0.2), color(0.5, 0.9)
        self.assertGreater(sky[2], 200)
        self.assertGreater(sun[0], sun[2] + 60)
        self.assertGreater(meadow[1], max(meadow[0], meadow[2]) + 20)

    def test_a_seal_lies_under_the_text(self):
        page = len(self.lines["sealed"]) - 1
        stream = contents(self.files["sealed"])[page]
        self.assertLess(stream.index(" Do\n"), stream.index("BT\n"))

    def test_the_bars_of_a_chart_are_as_long_as_their_values(self):
        page = next(i for i, page in enumerate(self.lines["illustrated"]) if any("各街道活动场次" in line.text for line in page))
        bars = [rule for rule in rules(self.files["illustrated"], page) if 2 < rule[3] - rule[1] < 4 and rule[2] - rule[0] != 0]
        lengths = [right - left for left, _, right, _, _ in bars[2:]]
        self.assertEqual(len(lengths), 6)
        for length, value in zip(lengths, (12, 3, 30.5, 8, 7, 21)):
            self.near(length / lengths[2], value / 30.5, 0.01)

    def test_the_number_of_a_page_on_its_side_stays_where_it_is_on_the_upright_sheet(self):  # 9704-8
        odd = [word for word in self.words["wide"][0] if word.text == "—"]
        self.assertEqual(len(odd), 2)
        self.near(max(word.bottom for word in odd), 184 - 14 * POINT, 0.2)
        table = next(word for word in self.words["wide"][0] if word.text.startswith("附件"))
        self.near(table.left, 35)
        self.near(table.top, 28)

    def test_the_glyphs_are_drawn(self):
        dots = 4  # a mm
        picture = subprocess.run(["pdftoppm", "-gray", "-r", str(dots * 25.4), "-f", "1", "-l", "1", str(self.files["filled"])],
                                 check=True, capture_output=True).stdout
        header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
        width, pixels = int(header[1]), picture[header.end():]
        for row in (0, 21):
            for column in (0, 27):
                left, top = int((28 + column * CELL) * dots), int((37 + row * PITCH) * dots)
                dark = sum(pixels[y * width + x] < 128 for y in range(top, top + 22) for x in range(left, left + 22))
                self.assertGreater(dark, 60)
                self.assertLess(dark, 300)

    def test_text_comes_out_in_reading_order(self):
        text = run("pdftotext", str(self.files["notice"]), "-")
        parts = ["文件", "〔2023〕5号", "关于组织开展", "成员单位：", "一、总体要求", "三、工作要求", "附件：1.", "联系人", "代章", "5月31日", "此件公开",
                 "附件1", "参与指引", "附件2", "承办单位负责人", "附件3", "填表说明", "抄送"]
        places = []
        for part in parts:
            self.assertIn(part, text)
            places.append(text.index(part, places[-1] if places else 0))
        self.assertEqual(places, sorted(places))

    def test_tables_are_tagged(self):
        structure = run("pdfinfo", "-struct-text", str(self.files["notice"]))
        for tag in ("Table", "TR", "TH", "TD", "H1", "H2", "P"):
            self.assertRegex(structure, rf"(?m)^ *{tag}\b")
        self.assertIn("承办单位负责人", structure)

    def test_titles_and_headings_are_bookmarks(self):
        if not shutil.which("qpdf"):
            self.skipTest("qpdf")
        outline = run("qpdf", "--json", "--json-key=outlines", str(self.files["notice"]))
        for title in ("一、总体要求", "联络人名单"):
            self.assertIn(title, outline.encode().decode("unicode_escape", "ignore") + outline)

    def test_documents_of_one_file_begin_on_right_hand_pages(self):
        bound, first = self.lines["bound"], 0
        for name in ("notice", "letter", "wide"):
            self.assertEqual(first % 2, 0, name)
            for page in self.lines[name]:
                places = [[(line.text, line.left, line.top) for line in lines] for lines in (page, bound[first])]
                self.assertEqual(*places)
                first += 1
            if first % 2 == 1 and first < len(bound):
                self.assertEqual(bound[first], [])
                first += 1
        self.assertEqual(first, len(bound))

    def test_documents_of_one_file_share_their_fonts_and_have_a_bookmark_each(self):
        names = [font.split()[0].split("+")[1] for font in run("pdffonts", str(self.files["bound"])).splitlines()[2:]]
        self.assertEqual(len(names), len(set(names)))
        self.assertRegex(run("pdfinfo", str(self.files["bound"])), r"Title: +bound")
        if shutil.which("qpdf"):
            outlines = json.loads(run("qpdf", "--json", "--json-key=outlines", str(self.files["bound"])))["outlines"]
            self.assertEqual([entry["title"] for entry in outlines], ["notice", "letter", "wide"])


if __name__ == "__main__":
    unittest.main()
