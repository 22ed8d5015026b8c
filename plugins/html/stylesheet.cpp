#include "plugins/html/stylesheet.h"

#include <sstream>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/document/page.h"

namespace hongtou::html {

namespace {

// Faces fall back to the office suites' own names, then to free fonts of the same kind. The Latin face serves Latin letters and
// digits only: “ ” … — are Chinese here.
constexpr const char* latin_face = R"(
@font-face { font-family: latin; src: local("{0}"), local("TimesNewRomanPSMT"), local("Liberation Serif"), local("LiberationSerif");
  unicode-range: U+0-B6, U+B8-24F; }
@font-face { font-family: small-biao-song; src: local("{1}"), local("FZXBSJW--GB1-0"), local("小标宋体"), local("FandolSong-Bold"),
  local("FandolSong Bold"), local("Noto Serif CJK SC Bold"), local("SimSun"); }
)";

constexpr const char* faces = R"(
  --fang-song: latin, "{0}", FangSong, 仿宋, STFangsong, FandolFang, serif;
  --kai: latin, "{1}", KaiTi, 楷体, STKaiti, FandolKai, serif;
  --hei: latin, "{2}", SimHei, STHeiti, FandolHei, "Noto Sans CJK SC", sans-serif;
  --small-biao-song: latin, small-biao-song, "{3}", SimSun, STSong, FandolSong, "Noto Serif CJK SC", serif;
)";

constexpr const char* rules = R"(
* { box-sizing: border-box; }
body { margin: 0; background: #e8e8e8; color: #000; font-family: var(--fang-song); font-size: var(--body); line-height: var(--pitch);
  letter-spacing: var(--tracking); }
p, h1, h2, h3, h4, h5, h6, ol, ul, table, figure, figcaption { margin: 0; padding: 0; font-size: inherit; font-weight: normal; }
.sheet { position: relative; width: var(--paper-width); min-height: var(--paper-height); margin: 8mm auto; padding: var(--margins);
  background: #fff; box-shadow: 0 0 2mm #0004; display: flex; flex-direction: column; }
.landscape { width: var(--paper-height); min-height: var(--paper-width); padding: var(--landscape-margins); }
p, .run-in { text-indent: 2em; text-align: justify; overflow-wrap: break-word; white-space: pre-line; }
.flush { text-indent: 0; }
.hei, h2 { font-family: var(--hei); }
.kai, h3 { font-family: var(--kai); }
h2, h3, h4, h5 { text-indent: 2em; break-after: avoid; }
.run-in b { font-weight: normal; }
.top-lines { height: 0; }
.second-line { padding-top: var(--pitch); }
.issuer-mark { margin-top: var(--mark-top); color: var(--red); font-family: var(--small-biao-song); text-align: center;
  line-height: 1.25; letter-spacing: 0; }
.joint { display: grid; grid-template-columns: max-content max-content; align-items: center; justify-content: center; column-gap: .5em; }
.joint .organs { text-align-last: justify; }
.document-number, .upward { margin-top: var(--two-lines); padding-bottom: var(--red-rule-gap); }
.document-number { text-align: center; }
.upward div { position: relative; height: var(--pitch); }
.upward span { position: absolute; white-space: nowrap; }
.red-rule { border: 0; border-top: var(--red-rule) solid var(--red); margin: 0 0 var(--two-lines); width: 100%; }
h1, .attachment-title { font: var(--title)/var(--title-pitch) var(--small-biao-song); text-align: center; text-indent: 0;
  letter-spacing: 0; margin-bottom: var(--one-line); }
.subtitle { font-family: var(--kai); text-align: center; text-indent: 0; margin-bottom: var(--one-line); }
h1:has(+ .subtitle) { margin-bottom: 0; }
.roster { display: grid; grid-template-columns: max-content max-content 1fr; padding-left: 2em; }
.roster span:nth-child(3n) { padding-left: 1em; }
.caption { font-family: var(--kai); font-size: var(--imprint); text-align: center; text-indent: 0; }
.byline { font-family: var(--kai); text-align: right; text-indent: 0; padding-right: 2em; }
.attachment-note, .contact { margin-top: var(--one-line); padding-left: 2em; }
.attachment-note { display: grid; grid-template-columns: max-content 1fr; }
.attachment-note ol { list-style: none; }
.attachment-note li { display: grid; grid-template-columns: max-content 1fr; }
.signature { margin-top: var(--one-line); break-inside: avoid; }
.signature p { text-indent: 0; text-align: right; }
.attachment-label { font-family: var(--hei); text-indent: 0; margin-bottom: var(--pitch); }
figcaption:not(.caption), .table-note { font-size: var(--table); line-height: 1.5; letter-spacing: 0; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; line-height: 1.3; letter-spacing: 0; }
td, th { border: .5pt solid #000; padding: 1mm .5mm; font-weight: normal; overflow-wrap: anywhere; white-space: pre-line; text-align: center; }
th { font-family: var(--hei); }
tr { break-inside: avoid; }
.left { text-align: left; }
.right { text-align: right; }
.order .issuer-mark { margin-top: var(--order-mark-top); }
.order .document-number { padding-bottom: 0; margin-bottom: var(--two-lines); }
.letter-head .issuer-mark { margin-top: calc(var(--letter-mark-top) - var(--top)); }
.letter-head, .letter-foot { position: relative; }
.letter-rules, .letter-foot { margin-left: calc((var(--paper-width) - var(--letter-width)) / 2 - var(--left)); width: var(--letter-width);
  height: var(--letter-rules); border: solid var(--red); border-width: var(--letter-thick) 0 var(--letter-thin); }
.letter-rules { margin-top: var(--letter-rule-gap); margin-bottom: calc(var(--letter-gap) - var(--half-leading)); }
.letter-foot { position: absolute; left: var(--left); bottom: var(--letter-foot);
  border-width: var(--letter-thin) 0 var(--letter-thick); }
.letter-lines { display: flex; justify-content: space-between; margin-bottom: var(--two-lines); }
.sealed { position: relative; }
.sealed p, .sealed img { position: absolute; margin: 0; text-indent: 0; white-space: nowrap; line-height: 1; }
.attendance { display: grid; grid-template-columns: max-content 1fr; margin: var(--one-line) 0 0; padding-left: 2em; }
.attendance dd { margin: 0; }
.picture { text-align: center; }
.pictures { display: flex; justify-content: center; gap: var(--picture-gap); break-inside: avoid; }
.picture img, .picture svg { display: block; margin: 0 auto; }
.imprint { margin-top: auto; font-size: var(--imprint); letter-spacing: 0; border-top: var(--thick) solid; border-bottom: var(--thick) solid; }
.imprint p { text-indent: -3em; padding: 0 1em 0 4em; }
.imprint .printing { display: flex; justify-content: space-between; text-indent: 0; padding: 0 1em; }
.unruled { border: 0; }
.imprint p + .printing { border-top: var(--thin) solid; }
)";

constexpr const char* print_rules = R"(
@page { size: A4; margin: {0}; }
@page landscape { size: A4 landscape; margin: {1}; }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: {2}pt "{3}", SimSun, FandolSong, serif; } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: {2}pt "{3}", SimSun, FandolSong, serif; } }
@media print {
  body { background: none; }
  .sheet { width: auto; min-height: 0; margin: 0; padding: 0; box-shadow: none; display: block; break-before: page; }
  .sheet:first-child { break-before: auto; }
  .sheet:last-child { display: flex; min-height: {4}; }
  .letter-foot { display: none; }
  .landscape { page: landscape; }
}
)";

std::string number(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string mm(double value) { return number(value) + "mm"; }
std::string pt(double value) { return number(value) + "pt"; }

std::string margins(double top, double right, double bottom, double left) {
  return mm(top) + " " + mm(right) + " " + mm(bottom) + " " + mm(left);
}

std::string upright_margins() {
  return margins(page::top_margin_mm, page::right_margin_mm, page::bottom_margin_mm, page::binding_margin_mm);
}
// The head of the page is the binding edge of the upright sheet (9704-8b).
std::string landscape_margins() {
  return margins(page::binding_margin_mm, page::top_margin_mm, page::right_margin_mm, page::bottom_margin_mm);
}

// White between two lines is half a leading of each less than the gap between their glyphs.
std::string gap(double between_glyphs_mm) { return mm(between_glyphs_mm - 2 * page::half_leading_mm); }

std::string numbers() {
  const std::vector<std::pair<const char*, std::string>> values{
      {"paper-width", mm(page::paper_width_mm)},
      {"paper-height", mm(page::paper_height_mm)},
      {"margins", upright_margins()},
      {"landscape-margins", landscape_margins()},
      {"body", pt(page::body_pt)},
      {"tracking", pt(page::character_spacing_twips / 20.0)},
      {"pitch", pt(page::line_pitch_twips / 20.0)},
      {"title", pt(page::title_pt)},
      {"title-pitch", pt(page::title_pitch_pt)},
      {"table", pt(page::table_pt[1])},
      {"imprint", pt(page::imprint_pt)},
      {"mark-top", mm(page::issuer_mark_top_mm)},
      {"order-mark-top", mm(page::order_mark_top_mm)},
      {"top", mm(page::top_margin_mm)},
      {"left", mm(page::binding_margin_mm)},
      {"half-leading", mm(page::half_leading_mm)},
      {"letter-mark-top", mm(page::letter_mark_top_mm)},
      {"letter-width", mm(page::letter_rule_width_mm)},
      {"letter-rules", mm(page::letter_rules_mm)},
      {"letter-thick", mm(page::letter_thick_rule_mm)},
      {"letter-thin", mm(page::letter_thin_rule_mm)},
      {"letter-rule-gap", mm(page::letter_rule_gap_mm)},
      {"letter-gap", mm(page::letter_gap_mm)},
      {"letter-foot", mm(page::letter_foot_mm)},
      {"one-line", gap(page::one_line_gap_mm)},
      {"two-lines", gap(page::two_lines_gap_mm)},
      {"red", std::string("#") + page::red},
      {"red-rule", mm(page::red_rule_mm)},
      {"red-rule-gap", mm(page::red_rule_gap_mm - page::half_leading_mm)},
      {"thick", mm(page::imprint_thick_rule_mm)},
      {"thin", mm(page::imprint_thin_rule_mm)},
      {"picture-gap", mm(page::picture_gap_mm)},
  };
  std::string out;
  for (const auto& [name, value] : values) out += "  --" + std::string(name) + ": " + value + ";\n";
  return out;
}

}  // namespace

std::string stylesheet() {
  // A hair less than the type area, so that a full page does not spill over.
  const auto last_sheet = mm(page::type_area_height_mm - 1);
  return fill(latin_face, {page::latin, page::small_biao_song}).substr(1) + ":root {\n" + numbers() +
         fill(faces, {page::fang_song, page::kai, page::hei, page::small_biao_song}).substr(1) + "}" + rules +
         fill(print_rules, {upright_margins(), landscape_margins(), number(page::page_number_pt), page::song, last_sheet})
             .substr(1);
}

}  // namespace hongtou::html
