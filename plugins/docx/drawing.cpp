#include "plugins/docx/drawing.h"

#include <cmath>

#include "engine/diagnostic.h"
#include "engine/document/page.h"
#include "engine/document/template.h"
#include "plugins/docx/properties.h"

namespace hongtou::docx {

namespace {

constexpr const char* picture_xml =
    R"(<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="{3}" name="图片{3}" descr="{4}"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{0}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{1}" cy="{2}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic>)";

constexpr const char* chart_xml = R"(<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart r:id="{0}"/></a:graphicData></a:graphic>)";

constexpr const char* line_xml =
    R"(<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{0}" cy="0"/></a:xfrm>
<a:prstGeom prst="line"><a:avLst/></a:prstGeom>
<a:ln w="{1}"><a:solidFill><a:srgbClr val="{2}"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>)";

constexpr const char* inline_xml = R"(<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{0}" cy="{1}"/>
<wp:docPr id="{2}" name="{3}{2}" descr="{4}"/><wp:cNvGraphicFramePr/>{5}</wp:inline></w:drawing>)";

constexpr const char* anchor_xml = R"(<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"
 relativeHeight="{2}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="{5}"><wp:posOffset>{6}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="{7}"><wp:posOffset>{8}</wp:posOffset></wp:positionV>
<wp:extent cx="{0}" cy="{1}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{2}" name="{3}" descr="{4}"/><wp:cNvGraphicFramePr/>{9}</wp:anchor></w:drawing>)";

std::string emu(double mm) { return std::to_string(std::lround(mm * 36000)); }

std::string in_line(DrawingSize size, const char* kind, const DrawingName& name, const std::string& graphic) {
  return fill(inline_xml,
              {emu(size.width), emu(size.height), std::to_string(name.id), kind, escape_html(name.description), graphic});
}

std::string anchored(const Anchor& anchor, DrawingSize size, const std::string& kind, const DrawingName& name,
                     const std::string& graphic) {
  return fill(anchor_xml,
              {emu(size.width), emu(size.height), std::to_string(name.id), kind + std::to_string(name.id),
               escape_html(name.description), anchor.horizontal, emu(anchor.left), anchor.vertical, emu(anchor.top), graphic});
}

std::string picture(const std::string& relation, DrawingSize size, const DrawingName& name) {
  return fill(picture_xml, {relation, emu(size.width), emu(size.height), std::to_string(name.id), escape_html(name.description)});
}

}  // namespace

void declare_drawing_names(pugi::xml_node root) {
  set(root, "xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
  set(root, "xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
  set(root, "xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture");
  set(root, "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart");
  set(root, "xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape");
  set(root, "xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006");
}

void add_drawing(pugi::xml_node run, const std::string& xml) {
  const bool is_shape = xml.find("<wps:wsp>") != std::string::npos;
  if (!is_shape) {
    run.append_buffer(xml.data(), xml.size());
    return;
  }
  auto alternatives = add(run, "mc:AlternateContent");
  auto choice = add(alternatives, "mc:Choice");
  set(choice, "Requires", "wps");
  choice.append_buffer(xml.data(), xml.size());
  add(add(alternatives, "mc:Fallback"), "w:t");  // for readers that know no shapes
}

std::string inline_picture(const std::string& relation, DrawingSize size, const DrawingName& name) {
  return in_line(size, "图片", name, picture(relation, size, name));
}

std::string anchored_picture(const std::string& relation, const Anchor& anchor, DrawingSize size, const DrawingName& name) {
  return anchored(anchor, size, "印章", name, picture(relation, size, name));
}

std::string inline_chart(const std::string& relation, DrawingSize size, const DrawingName& name) {
  return in_line(size, "图表", name, fill(chart_xml, {relation}));
}

std::string anchored_line(const Anchor& anchor, double width, double thickness, const DrawingName& name) {
  return anchored(anchor, {width, 0}, "线条", name, fill(line_xml, {emu(width), emu(thickness), page::red}));
}

std::string image_relation(std::size_t index) { return "image" + std::to_string(index + 1); }
std::string chart_relation(std::size_t index) { return "chart" + std::to_string(index + 1); }

}  // namespace hongtou::docx
