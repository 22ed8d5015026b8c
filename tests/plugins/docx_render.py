"""Lays written documents out with LibreOffice and measures the pages: lines, characters, distances, page numbers.

Usage: docx_render.py WRITE_FIXTURE"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

WRITE_FIXTURE = sys.argv.pop(1)
FONTS = Path(__file__).with_name("fonts.conf")
POINT = 25.4 / 72  # mm

if not (shutil.which("soffice") and shutil.which("pdftotext")):
    sys.exit(77)


class Word:
    def __init__(self, left, top, right, bottom, text):
        self.left, self.top, self.right, self.bottom = (float(value) * POINT for value in (left, top, right, bottom))
        self.text = text


def words_by_page(pdf):
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    return [[Word(*word) for word in re.findall(pattern, page)] for page in text.split("<page ")[1:]]


def images_by_page(pdf):
    """How many pictures each page has."""
    lines = subprocess.run(["pdfimages", "-list", str(pdf)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    pages = [int(line.split()[0]) for line in lines if line.split()[2] == "image"]
    return {page: pages.count(page) for page in set(pages)}


def page_number(words):
    """The words of `— 1 —` below the type area."""
    return [word for word in words if word.top > 264]


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = Path(cls.folder.name)
        names = ("filled", "notice", "upward", "wide", "cover_notice", "letter", "order", "minutes", "sealed", "joint", "illustrated",
                 "sealed_on_page_2", "signed_by_a_street", "blank_forms", "blank_forms_on_paper", "pages-1", "pages-4", "pages-8",
                 *(f"signatories-{count}" for count in range(1, 7)))
        files = [folder / f"{name}.docx" for name in names]
        for file in files:
            subprocess.run([WRITE_FIXTURE, file.stem, str(file)], check=True)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
            + [str(file) for file in files],
            check=True, capture_output=True, timeout=240, env=os.environ | {"FONTCONFIG_FILE": str(FONTS)})
        cls.pages = {file.stem: words_by_page(file.with_suffix(".pdf")) for file in files}
        cls.images = {file.stem: images_by_page(file.with_suffix(".pdf")) for file in files}
        cls.filled, cls.notice, cls.upward, cls.wide, cls.cover = (cls.pages[name] for name in names[:5])

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_a_full_page_has_22_lines_of_28_characters(self):
        lines = [word for word in self.filled[0] if "国" in word.text]
        self.assertEqual(len(lines), 22)
        self.assertEqual({len(line.text) for line in lines}, {28})
        self.assertAlmostEqual(lines[0].left, 28, delta=0.5)
        self.assertAlmostEqual(lines[0].right, 184, delta=0.5)

    def test_page_numbers_stand_outside(self):
        for index, page in enumerate(self.filled):
            number = page_number(page)
            self.assertEqual([word.text for word in number], ["—", str(index + 1), "—"])
            if index % 2 == 0:
                self.assertAlmostEqual(max(word.right for word in number), 184 - 4.94, delta=0.5)
            else:
                self.assertAlmostEqual(min(word.left for word in number), 28 + 4.94, delta=0.5)
            middle = sum(word.top + word.bottom for word in number) / 2 / len(number)
            self.assertAlmostEqual(middle, 269, delta=1)

    def test_the_attachments_begin_on_pages_of_their_own(self):
        beginnings = [page[0].text + page[1].text for page in self.notice[3:6]]
        self.assertEqual([re.sub(r"\D*(\d).*", r"附件\1", text) for text in beginnings[:2]], ["附件1", "附件2"])
        self.assertTrue(any("填表说明" in word.text for word in self.notice[5]))

    def test_the_number_of_a_page_on_its_side_stays_where_it_is_on_the_upright_sheet(self):
        even, odd = ([word for word in page if word.text == "—"] for page in (self.notice[5], self.wide[0]))
        for dashes in (even, odd):
            self.assertEqual(len(dashes), 2)
            for dash in dashes:
                self.assertAlmostEqual((dash.left + dash.right) / 2, 297 - 269, delta=1)
        self.assertAlmostEqual(min(dash.top for dash in even), 28 + 4.94, delta=0.5)
        self.assertAlmostEqual(max(dash.bottom for dash in odd), 184 - 4.94, delta=0.5)

    def test_the_imprint_ends_at_the_foot_of_the_last_page(self):
        for page in (self.notice[-1], self.upward[-1]):
            printed = next(word for word in page if word.text.endswith("印发"))
            self.assertGreater(printed.bottom, 258)
            self.assertLess(printed.bottom, 264)

    def test_the_imprint_stands_on_an_even_page(self):  # 33476.2-7.3.1; 9704-7.5e: without a number behind a blank page
        for name, numbers in (("pages-1", ["1", "2"]), ("pages-4", ["1", "2"]), ("pages-8", ["1", "2", ""])):
            with self.subTest(name):
                pages = self.pages[name]
                self.assertEqual(["".join(word.text for word in page_number(page)).strip("—") for page in pages], numbers)
                self.assertTrue(any(word.text.endswith("印发") for word in pages[-1]))

    def test_signatories_stand_two_a_line_in_their_order_level_with_the_number(self):  # 9704-7.2.5d, 7.2.6
        names = ["王某某", "欧阳某某", "李某", "赵某某", "周某", "阿依古某"]
        for count in range(1, 7):
            with self.subTest(count):
                words = self.pages[f"signatories-{count}"][0]
                found = [next(word for word in words if word.text.endswith(name)) for name in names[:count]]
                self.assertEqual(found[0].text, "签发人：王某某")
                number = next(word for word in words if word.text.startswith("示财金"))
                self.assertAlmostEqual(number.left, 28 + 5.57, delta=0.5)
                self.assertAlmostEqual(number.top, found[-1].top, delta=0.5)
                for name in found[2::2]:
                    self.assertAlmostEqual(name.left, found[0].left + 4 * 5.57, delta=0.5)
                for left, right in zip(found[::2], found[1::2]):
                    self.assertAlmostEqual(left.top, right.top, delta=0.5)
                    self.assertAlmostEqual(right.left, found[1].left, delta=0.5)

    def test_the_first_page_shows_body_text(self):
        for pages in (self.notice, self.upward):
            self.assertTrue(any("深入贯彻" in word.text for word in pages[0]))


    def middle(self, name, page, text):
        """Of the line with the text, from the top of the page: fonts do not agree how high a line is."""
        word = next(word for word in self.pages[name][page] if text in word.text)
        return (word.top + word.bottom) / 2

    def test_the_marks_of_letter_order_and_minutes_stand_at_their_heights(self):  # 9704-10.1a, 10.2a, 10.3a
        for name, text, top, size in (("letter", "示例市示例区", 30, 42), ("order", "示例省", 57, 42), ("minutes", "示例区人民政府", 72, 26)):
            self.assertAlmostEqual(self.middle(name, 0, text), top + size * POINT / 2, delta=1.5)

    def test_the_first_page_of_a_letter_has_no_number(self):  # 9704-10.1j
        self.assertFalse(page_number(self.pages["letter"][0]))
        self.assertEqual([word.text for word in page_number(self.pages["letter"][1])], ["—", "2", "—"])

    def test_the_number_of_a_letter_stands_at_the_right_below_the_rule(self):  # 9704-10.1g
        rule = 30 + 42 * POINT + 4 + 1.2
        self.assertAlmostEqual(self.middle("letter", 0, "示政函"), rule + 4.84 + 16 * POINT / 2, delta=1.5)
        right = max(word.right for word in self.pages["letter"][0] if abs(word.top - self.pages["letter"][0][1].top) < 1)
        self.assertAlmostEqual(right, 184, delta=0.5)

    def test_the_number_of_an_order_and_its_text_keep_two_lines_apart(self):  # 9704-10.2c
        number = self.middle("order", 0, "第")
        self.assertAlmostEqual(self.middle("order", 0, "《示例省") - number, 20.78 + 16 * POINT, delta=1)

    def test_attendance_begins_below_the_names(self):  # 9704-10.3c, d
        lefts = [word.left for word in self.pages["minutes"][0] if word.text.startswith(("区公安分局", "监管局", "区司法局"))]
        for left in lefts:
            self.assertAlmostEqual(left, 28 + 5 * 5.57, delta=1)

    def test_seals_stamps_and_photos_are_on_their_pages(self):
        self.assertEqual(self.images["order"], {1: 1})
        self.assertEqual(self.images["sealed"], {2: 1})
        self.assertEqual(sum(self.images["joint"].values()), 5)
        self.assertEqual(len(self.images["joint"]), 1)
        self.assertEqual(self.images["illustrated"][1], 1)

    def line_of(self, name, text):
        """The words on the last line that is the text."""
        for page in reversed(self.pages[name]):
            lines = {}
            for word in page:
                lines.setdefault(round(word.bottom), []).append(word)
            for line in reversed(lines.values()):
                if text == "".join(word.text for word in line):
                    return line
        self.fail(f"{text} not in {name}")

    def test_a_date_under_a_seal_or_a_stamp_ends_four_characters_from_the_right(self):  # 9704-7.3.5.1a, 7.3.5.3c
        for name, date in (("sealed", "2023年5月31日"), ("joint", "2023年5月31日"), ("order", "2024年5月8日")):
            with self.subTest(name):
                self.assertAlmostEqual(max(word.right for word in self.line_of(name, date)), 184 - 4 * 5.57, delta=0.5)

    def test_a_date_that_ends_at_the_edge_stays_on_its_line(self):
        self.assertAlmostEqual(max(word.right for word in self.line_of("signed_by_a_street", "2023年3月7日")), 184, delta=0.7)

    def test_a_sealed_name_stands_over_its_date(self):  # 9704-7.3.5.1c
        name, date = (self.line_of("sealed", text) for text in ("示例市矿区处置非法集资领导组", "2023年5月31日"))
        middles = [(min(word.left for word in line) + max(word.right for word in line)) / 2 for line in (name, date)]
        self.assertAlmostEqual(*middles, delta=3)  # LibreOffice puts gaps beside figures

    def test_a_signature_takes_text_along_to_the_next_page(self):  # 9704-7.3.5.5
        first, second = ([word.text for word in page] for page in self.pages["sealed_on_page_2"][:2])
        self.assertTrue(any("统计表。" in text for text in first))
        self.assertTrue(any("统计表。" in text for text in second))
        self.assertTrue(any("领导组" in text for text in second))
        self.assertFalse(any("附件" in text for text in first))

    def test_a_note_stands_below_the_seal(self):
        date, note = (self.line_of("sealed_on_page_2", text) for text in ("2023年5月31日", "（联系人：（姓名））"))
        self.assertGreater(note[0].top - date[0].bottom, 8)  # the seal reaches 11 mm below the date

    def test_a_blank_form_prints_as_if_nothing_could_be_filled_in(self):
        controls, paper = ([[(word.text, round(word.left, 1), round(word.top, 1)) for word in page] for page in self.pages[name]]
                           for name in ("blank_forms", "blank_forms_on_paper"))
        self.assertEqual(controls, paper)
        self.assertGreater(sum(map(len, controls)), 20)

    def test_pictures_stand_beside_each_other_with_their_captions_below(self):
        page = next(words for words in self.pages["illustrated"] if any("丁县" in word.text for word in words))
        left = next(word for word in page if word.text.startswith("丁县"))
        right = next(word for word in page if word.text.startswith("戊县"))
        self.assertAlmostEqual((left.left + left.right) / 2, 28 + 38, delta=1)
        self.assertGreaterEqual(right.left, 28 + 80 - 0.5)
        self.assertAlmostEqual(left.top, right.top, delta=0.5)

    def test_a_joint_mark_leaves_room_for_text_on_the_first_page(self):  # 9704-7.2.4g
        self.assertTrue(any("深入贯彻" in word.text for word in self.pages["joint"][0]))

    def test_charts_say_their_labels_and_values(self):
        text = "".join(word.text for page in self.pages["illustrated"] for word in page)
        for part in ("甲街道", "乙街道", "30.5", "宣讲", "走访", "4月", "7月"):
            self.assertIn(part, text)

    def test_a_long_signature_and_its_date_take_one_line_each(self):
        words = [word.text for word in self.cover[0]]
        signature = next(word for word in self.cover[0] if word.text.endswith("协调小组办公室") and word.text.startswith("示例市"))
        self.assertLess(signature.right, 184.5)
        date = words.index("2021") if "2021" in words else next(i for i, text in enumerate(words) if text.startswith("2021年6月8日"))
        lines = {round(word.top) for word in self.cover[0][date:] if any(part in word.text for part in ("2021", "年6", "月8", "8日"))}
        self.assertEqual(len(lines), 1)

    def test_the_issued_text_begins_a_page(self):
        self.assertEqual(self.cover[1][0].text[:4], "2021")


    def test_the_names_of_a_roster_stand_below_each_other(self):
        names = [word.left for word in self.cover[1] if word.text[:1] in "甲乙丙丁"]
        self.assertEqual(len(names), 4)
        for left in names:
            self.assertAlmostEqual(left, 28 + 6.25 * 5.57, delta=1)


if __name__ == "__main__":
    unittest.main()
