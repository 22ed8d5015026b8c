#include "plugins/docx/footer.h"

#include <cmath>

#include "engine/diagnostic.h"
#include "plugins/docx/properties.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr const char* text_box_xml = R"(<w:ftr xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<w:p><w:pPr><w:pStyle w:val="Separator"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1"
 allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{0}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{1}</wp:posOffset></wp:positionV>
<wp:extent cx="{2}" cy="{3}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="1" name="页码"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{2}" cy="{3}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>
<a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:t/></mc:Fallback></mc:AlternateContent></w:r></w:p>
</w:ftr>)";

std::string emu(double mm) { return std::to_string(std::lround(mm * 36000)); }

void write_text(pugi::xml_node parent, const char* text) {
  auto run = add(parent, "w:r");
  RunProperties{.east_asian_hint = true}.write(add(run, "w:rPr"));
  auto node = add(run, "w:t");
  set(node, "xml:space", "preserve");
  node.text() = text;
}

void write_number(pugi::xml_node parent, bool even) {
  auto paragraph = add(parent, "w:p");
  const int one_character = twips_from_pt(page::page_number_pt);
  ParagraphProperties properties{
      .style = style::page_number, .exact_pitch = twips(page_number_pitch_mm), .edge = even ? Edge::left : Edge::right};
  (even ? properties.left : properties.right) = one_character;
  properties.write(add(paragraph, "w:pPr"));
  write_text(paragraph, "— ");
  auto field = add(paragraph, "w:fldSimple");
  set(field, "w:instr", " PAGE ");
  write_text(field, "1");
  write_text(paragraph, " —");
}

pugi::xml_document turned_number(bool even) {
  const auto left = emu(footer_distance_mm), top = emu(page::binding_margin_mm);
  const auto width = emu(page_number_pitch_mm), height = emu(page::type_area_width_mm);
  pugi::xml_document document;
  document.load_string(fill(text_box_xml, {left, top, width, height}).c_str());
  write_number(document.find_node([](const auto& node) { return std::string_view(node.name()) == "w:txbxContent"; }), even);
  return document;
}

pugi::xml_document plain_number(bool even) {
  pugi::xml_document document;
  auto root = add(document, "w:ftr");
  set(root, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
  write_number(root, even);
  return document;
}

std::string name(bool landscape, bool even) {
  return std::string(landscape ? "landscape_footer_" : "footer_") + (even ? "even" : "odd");
}

}  // namespace

std::string empty_footer_xml() {
  pugi::xml_document document;
  auto root = add(document, "w:ftr");
  set(root, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
  ParagraphProperties{.style = style::page_number}.write(add(add(root, "w:p"), "w:pPr"));
  return to_xml(document);
}

std::string footer_id(bool landscape, bool even) { return name(landscape, even); }
std::string footer_path(bool landscape, bool even) { return "word/" + name(landscape, even) + ".xml"; }

std::string footer_xml(bool landscape, bool even) { return to_xml(landscape ? turned_number(even) : plain_number(even)); }

}  // namespace hongtou::docx
