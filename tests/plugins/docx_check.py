"""Reads a written notice with python-docx: elements in order, styles, fonts, margins, footers, tables.

Usage: docx_check.py WRITE_FIXTURE"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt
except ImportError:
    sys.exit(77)

WRITE_FIXTURE = sys.argv.pop(1)
TOLERANCE = Mm(0.1)

ORDER = [
    ("发文机关标志", "示例市矿区处置非法集资领导组办公室文件"),
    ("发文字号", "示处非办发〔2023〕5号"),
    ("公文标题", "关于组织开展2023年示例市矿区防范\n非法集资宣传月活动的通知"),
    ("主送机关", "区处非领导组各成员单位："),
    ("公文正文", "为深入贯彻"),
    ("一级标题", "一、总体要求"),
    ("公文正文", "坚持预防为主"),
    ("一级标题", "二、重点任务"),
    ("公文正文", "（一）深入开展普法宣传。各街道要以案说法"),
    ("二级标题", "（二）广泛开展线下“七进”宣传"),
    ("公文正文", "1.明确范围。进机关"),
    ("公文正文", "2.落实场次。各街道"),
    ("四级标题", "（1）每场活动应有记录。"),
    ("四级标题", "（2）每场活动应有影像资料。"),
    ("一级标题", "三、工作要求"),
    ("二级标题", "（一）加强组织领导"),
    ("公文正文", "各单位要制定活动方案"),
    ("二级标题", "（二）强化考核评价"),
    ("公文正文", "各单位于6月25日前"),
    ("附件说明", "附件：1.线上活动参与指引"),
    ("附件说明", "2.2023年防范非法集资宣传月活动联络人名单"),
    ("附件说明", "3.2023年示例市矿区"),
    ("联系方式", "联系人："),
    ("联系方式", "联系电话："),
    ("发文机关署名", "示例市矿区处置非法集资领导组办公室"),
    ("发文机关署名", "（矿区金融事务服务中心代章）"),
    ("成文日期", "2023年5月31日"),
    ("附注", "（此件公开发布）"),
    ("附件标识", "附件1"),
    ("附件标题", "示例省防范非法集资知识有奖竞答\n参与指引"),
    ("一级标题", "一、活动时间"),
    ("公文正文", "2023年6月12日"),
    ("一级标题", "二、参与方式"),
    ("公文正文", "通过“学习平台”"),
    ("附件标识", "附件2"),
    ("附件标题", "2023年防范非法集资宣传月活动联络人名单"),
    ("表格说明", "填报单位（盖章）："),
    ("附件标识", "附件3"),
    ("附件标题", "2023年防范非法集资宣传月活动情况统计表"),
    ("表格说明", "填报单位（盖章）："),
    ("表格附注", "填表说明：1."),
    ("表格附注", "2.没有发生的项目填0。"),
]


def load(name):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.docx"
        subprocess.run([WRITE_FIXTURE, name, str(file)], check=True)
        return docx.Document(str(file))


def property_of(control, name):
    return control.find(qn("w:sdtPr")).find(qn(name)).get(qn("w:val"))


def property_of(control, name):
    return control.find(qn("w:sdtPr")).find(qn(name)).get(qn("w:val"))


class Notice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.document = load("notice")

    def style(self, name):
        return self.document.styles[name]

    def test_elements_stand_in_order_with_their_styles(self):
        found = [(p.style.name, p.text) for p in self.document.paragraphs if p.text]
        self.assertEqual(len(found), len(ORDER))
        for (style, text), (wanted_style, beginning) in zip(found, ORDER):
            self.assertEqual(style, wanted_style)
            self.assertTrue(text.startswith(beginning), f"{text} does not begin with {beginning}")

    def test_every_run_asks_for_chinese_punctuation(self):
        runs = [run for paragraph in self.document.paragraphs for run in paragraph.runs]
        self.assertGreater(len(runs), 40)
        for run in runs:
            self.assertEqual(run._r.rPr.find(qn("w:rFonts")).get(qn("w:hint")), "eastAsia", run.text)

    def test_faces_and_sizes(self):
        faces = {"Normal": "仿宋_GB2312", "公文标题": "方正小标宋简体", "一级标题": "黑体", "二级标题": "楷体_GB2312",
                 "三级标题": "仿宋_GB2312", "附件标识": "黑体", "页码": "宋体"}
        for style, face in faces.items():
            fonts = self.style(style).element.rPr.find(qn("w:rFonts"))
            self.assertEqual(fonts.get(qn("w:eastAsia")), face, style)
        self.assertEqual(self.style("Normal").font.name, "Times New Roman")
        self.assertEqual(self.style("Normal").font.size, Pt(16))
        self.assertEqual(self.style("公文标题").font.size, Pt(22))
        self.assertIsNone(self.style("公文标题").font.bold)
        self.assertEqual(self.style("页码").font.size, Pt(14))

    def test_lines_and_characters_of_the_body(self):
        normal = self.style("Normal")
        self.assertEqual(normal.paragraph_format.line_spacing, Pt(29.6))
        self.assertEqual(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")), "-5")
        indent = self.style("公文正文").element.pPr.find(qn("w:ind"))
        self.assertEqual(indent.get(qn("w:firstLineChars")), "200")
        self.assertEqual(indent.get(qn("w:firstLine")), "640")
        for name in ("autoSpaceDE", "autoSpaceDN"):
            self.assertEqual(normal.element.pPr.find(qn(f"w:{name}")).get(qn("w:val")), "0")

    def test_headings_have_outline_levels(self):
        for level, name in enumerate(["一级标题", "二级标题", "三级标题", "四级标题"]):
            self.assertEqual(self.style(name).element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")), str(level))

    def test_sections_and_margins(self):
        upright, wide, imprint = self.document.sections
        for section in (upright, imprint):
            self.assertEqual((round(section.page_width.mm), round(section.page_height.mm)), (210, 297))
            for side, wanted in {"top": 34.58, "bottom": 32.58, "left": 28, "right": 26}.items():
                self.assertAlmostEqual(getattr(section, f"{side}_margin"), Mm(wanted), delta=TOLERANCE)
        self.assertEqual((round(wide.page_width.mm), round(wide.page_height.mm)), (297, 210))
        self.assertEqual(wide.orientation, docx.enum.section.WD_ORIENT.LANDSCAPE)
        self.assertAlmostEqual(wide.left_margin, Mm(35), delta=TOLERANCE)

    def test_page_numbers_are_outside_in_every_section(self):
        self.assertTrue(self.document.settings.odd_and_even_pages_header_footer)
        *numbered, imprint = self.document.sections  # 9704-7.5e: the last one is behind a blank page
        self.assertFalse(any(True for footer in (imprint.footer, imprint.even_page_footer)
                             for _ in footer._element.iter(qn("w:fldSimple"))))
        for section in numbered:
            for footer, edge in ((section.footer, "right"), (section.even_page_footer, "left")):
                self.assertFalse(footer.is_linked_to_previous)
                number = [p for p in footer._element.iter(qn("w:p")) if p.find(qn("w:fldSimple")) is not None]
                self.assertEqual(len(number), 1)
                self.assertEqual("".join(t.text for t in number[0].iter(qn("w:t"))), "— 1 —")
                self.assertEqual(number[0].pPr.find(qn("w:jc")).get(qn("w:val")), edge)

    def test_tables_fill_the_type_area_and_repeat_their_head(self):
        form, statistics, imprint = self.document.tables
        for table, width in ((form, 156), (statistics, 225), (imprint, 156)):
            columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
            self.assertAlmostEqual(sum(columns) * 25.4 / 1440, width, delta=0.05)
            self.assertEqual(table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")), "fixed")
        heads = [row for row in statistics._tbl.tr_lst if row.trPr.find(qn("w:tblHeader")) is not None]
        self.assertEqual(len(heads), 2)
        self.assertEqual(statistics.cell(0, 0).text, "“七进”宣传活动")
        self.assertEqual(statistics.cell(0, 2).text, "“七进”宣传活动")
        self.assertEqual(statistics.cell(1, 9).text, "备注")
        self.assertEqual(statistics.cell(2, 9).text, "<含线上> & \"线下\"")
        self.assertEqual(form.cell(1, 0).paragraphs[0].style.name, "表格文字")
        self.assertEqual(form.cell(0, 1).paragraphs[0].style.name, "表头文字")

    def test_the_imprint_floats_at_the_foot(self):
        imprint = self.document.tables[-1]
        place = imprint._tbl.tblPr.find(qn("w:tblpPr"))
        self.assertEqual(place.get(qn("w:tblpYSpec")), "bottom")
        self.assertTrue(imprint.cell(0, 0).text.startswith("抄送：市处非办"))
        self.assertTrue(imprint.cell(0, 0).text.endswith("。"))
        self.assertEqual(imprint.cell(1, 1).text, "2023年5月31日印发")

    def test_the_document_has_a_title(self):
        self.assertEqual(self.document.core_properties.title, "关于组织开展2023年示例市矿区防范非法集资宣传月活动的通知")


class CoverNotice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.document = load("cover_notice")
        cls.paragraphs = [(p.style.name, p.text) for p in cls.document.paragraphs if p.text]

    def test_the_issued_text_follows_the_note_on_a_page_of_its_own(self):
        titles = [p for p in self.document.paragraphs if p.style.name == "公文标题"]
        self.assertEqual(len(titles), 2)
        self.assertEqual(titles[1].text, "2021年示例区防范非法集资\n宣传教育工作方案")
        self.assertTrue(titles[1].paragraph_format.page_break_before)
        self.assertEqual(self.paragraphs[self.paragraphs.index(("公文标题", titles[1].text)) - 1], ("附注", "（此件公开发布）"))

    def test_only_what_is_attached_to_the_issued_text_is_an_attachment(self):
        self.assertEqual([text for style, text in self.paragraphs if style == "附件说明"], ["附件：1.联络人名单", "2.统计表"])
        self.assertEqual([text for style, text in self.paragraphs if style == "附件标识"], ["附件1", "附件2"])

    def test_the_roster_stands_in_columns(self):
        rows = [p for p in self.document.paragraphs if p.style.name == "名单"]
        self.assertEqual([p.text for p in rows][:2], ["组　长：\t甲　某\t区委常委、副区长", "副组长：\t乙某某\t区政府办公室主任"])
        self.assertEqual(rows[3].text, "丁某某某\t区教委副主任")
        self.assertEqual(len({p.paragraph_format.left_indent for p in rows}), 1)

    def test_the_imprint_is_last(self):
        self.assertTrue(self.document.tables[-1].cell(0, 0).text.startswith("示例市示例区打非"))


class BlankForms(unittest.TestCase):
    PROPERTIES = ("rPr", "alias", "tag", "id", "showingPlcHdr")  # in the order of the schema, before what says the kind

    @classmethod
    def setUpClass(cls):
        cls.document = load("blank_forms")
        cls.controls = list(cls.document.element.body.iter(qn("w:sdt")))

    def test_every_control_names_its_field_in_the_order_of_the_schema(self):
        self.assertEqual(len(self.controls), 18)
        for each in self.controls:
            names = [child.tag.split("}")[1] for child in each.find(qn("w:sdtPr"))]
            self.assertEqual(tuple(names[:-1]), self.PROPERTIES)
            self.assertIn(names[-1], ("text", "date", "dropDownList", "comboBox", "richText"))
        ids = [property_of(each, "w:id") for each in self.controls]
        self.assertEqual(len(set(ids)), len(ids))

    def test_an_empty_control_shows_nothing(self):
        for each in self.controls:
            self.assertEqual("".join(text.text for text in each.iter(qn("w:t"))).strip(), "")

    def test_a_form_that_is_filled_in_is_read_by_its_tags(self):
        form = load("blank_forms")
        place = next(each for each in form.element.body.iter(qn("w:sdt")) if property_of(each, "w:tag") == "liaison.leader.phone")
        place.find(".//" + qn("w:t")).text = "0353-0000000"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "returned.docx"
            form.save(str(file))
            body = docx.Document(str(file)).element.body
        read = {property_of(each, "w:tag"): "".join(text.text for text in each.iter(qn("w:t"))).strip()
                for each in body.iter(qn("w:sdt"))}
        self.assertEqual({tag: text for tag, text in read.items() if text}, {"liaison.leader.phone": "0353-0000000"})
        self.assertIn("report.played", read)


class Article(unittest.TestCase):
    def test_it_has_a_subtitle_captions_and_an_author(self):
        found = [(p.style.name, p.text) for p in load("article").paragraphs if p.text]
        self.assertEqual(found[1], ("副标题", "——示例省开展防范非法集资宣传月活动综述"))
        self.assertEqual(found[-2:], [("作者", "（示例省金融监管局）"), ("图片说明", "乙县防范非法集资宣传月活动")])


if __name__ == "__main__":
    unittest.main()
