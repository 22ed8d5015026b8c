#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>

#include "engine/layout/fonts.h"
#include "engine/layout/layout.h"

namespace hongtou {

namespace {

constexpr Message font_missing{
    "layout.font_missing", "没有找到可代替“{0}”的字体", "no font can stand for “{0}”",
    "请安装公文字体，或 Debian 软件包 fonts-noto-cjk、fonts-lxgw-wenkai、fonts-liberation",
    "install the fonts of official documents, or the Debian packages fonts-noto-cjk, fonts-lxgw-wenkai and "
    "fonts-liberation"};
constexpr Message stand_in{"layout.stand_in", "没有安装公文字体，代用字体为：{0}",
                           "the fonts of official documents are not installed; others stand for them: {0}",
                           "正式印发前请安装公文字体", "install them before printing"};

// In order of preference, by family or PostScript name; the first `real` are what official documents ask for.
struct Candidates {
  Face face;
  const char* name;
  std::size_t real;
  std::vector<const char*> fonts;
};

const std::vector<Candidates>& candidates() {
  static const std::vector<Candidates> list{
      {Face::fang_song,
       "仿宋_GB2312",
       4,
       {"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang-Regular", "LXGWWenKai-Light", "NotoSerifCJKsc-Light",
        "NotoSerifCJKsc-Regular"}},
      {Face::kai,
       "楷体_GB2312",
       4,
       {"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai-Regular", "LXGWWenKai-Regular", "NotoSerifCJKsc-Regular"}},
      {Face::hei,
       "黑体",
       2,
       {"黑体", "SimHei", "FandolHei-Regular", "NotoSansCJKsc-Medium", "NotoSansCJKsc-Bold", "NotoSansCJKsc-Regular"}},
      {Face::song, "宋体", 2, {"宋体", "SimSun", "FandolSong-Regular", "NotoSerifCJKsc-Regular", "LXGWWenKai-Regular"}},
      {Face::small_biao_song,
       "方正小标宋简体",
       3,
       {"方正小标宋简体", "FZXBSJW--GB1-0", "FZXiaoBiaoSong-B05S", "FandolSong-Bold", "NotoSerifCJKsc-Bold",
        "NotoSerifCJKsc-Regular", "LXGWWenKai-Bold"}},
      {Face::latin,
       "Times New Roman",
       2,
       {"Times New Roman", "TimesNewRomanPSMT", "LiberationSerif", "NotoSerifCJKsc-Regular", "FandolSong-Regular"}}};
  return list;
}

// Where TeX Live puts the Fandol fonts, which fontconfig does not look into.
constexpr const char* fandol_folder = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";

struct FontFile {
  std::string path;
  unsigned index = 0;
  std::string name;
};

std::string text_of(FcPattern* pattern, const char* object, int number) {
  FcChar8* value = nullptr;
  return FcPatternGetString(pattern, object, number, &value) == FcResultMatch ? reinterpret_cast<const char*>(value) : "";
}

// Font files by family and PostScript names.
std::map<std::string, FontFile> installed_fonts() {
  std::map<std::string, FontFile> found;
  const std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)> config(FcInitLoadConfigAndFonts(), FcConfigDestroy);
  if (!config) return found;
  if (std::filesystem::is_directory(fandol_folder))
    FcConfigAppFontAddDir(config.get(), reinterpret_cast<const FcChar8*>(fandol_folder));
  for (const auto set : {FcSetSystem, FcSetApplication}) {
    const auto* fonts = FcConfigGetFonts(config.get(), set);
    for (int i = 0; fonts && i < fonts->nfont; ++i) {
      auto* pattern = fonts->fonts[i];
      int index = 0;
      FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
      if (index > 0xFFFF) continue;  // an instance of a variable font
      const FontFile file{text_of(pattern, FC_FILE, 0), static_cast<unsigned>(index), text_of(pattern, FC_POSTSCRIPT_NAME, 0)};
      if (!file.name.empty()) found.try_emplace(file.name, file);
      for (int n = 0; !text_of(pattern, FC_FAMILY, n).empty(); ++n) found.try_emplace(text_of(pattern, FC_FAMILY, n), file);
    }
  }
  return found;
}

// A font that is opened when it is first asked.
struct LazyFont {
  FontFile file;
  mutable std::once_flag once;
  mutable std::unique_ptr<Font> font;

  const Font& get() const {
    std::call_once(once, [this] { font = std::make_unique<Font>(file.path, file.index, file.name); });
    return *font;
  }
};

}  // namespace

struct SystemFonts::Parts {
  std::vector<std::unique_ptr<LazyFont>> fonts;
  std::map<Face, std::vector<FontId>> chains;

  FontId add(const FontFile& file) {
    for (std::size_t i = 0; i < fonts.size(); ++i)
      if (fonts[i]->file.name == file.name) return static_cast<FontId>(i);
    auto font = std::make_unique<LazyFont>();
    font->file = file;
    fonts.push_back(std::move(font));
    return static_cast<FontId>(fonts.size() - 1);
  }
};

SystemFonts::SystemFonts(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SystemFonts::~SystemFonts() = default;

Result<std::shared_ptr<const SystemFonts>> SystemFonts::find() {
  const auto installed = installed_fonts();
  auto parts = std::make_unique<Parts>();
  Diagnostics diagnostics;
  std::string stand_ins;
  for (const auto& [face, name, real, names] : candidates()) {
    auto& chain = parts->chains[face];
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto file = installed.find(names[i]);
      if (file == installed.end()) continue;
      const auto id = parts->add(file->second);
      if (std::find(chain.begin(), chain.end(), id) != chain.end()) continue;
      if (chain.empty() && !parts->fonts[id]->get().may_be_embedded()) continue;
      if (chain.empty() && i >= real)
        stand_ins += (stand_ins.empty() ? "" : ", ") + std::string(name) + " → " + file->second.name;
      chain.push_back(id);
    }
    if (chain.empty()) diagnostics.push_back({Severity::error, {}, font_missing, {name}});
  }
  if (has_errors(diagnostics)) return diagnostics;
  if (!stand_ins.empty()) diagnostics.push_back({Severity::note, {}, stand_in, {stand_ins}});
  return {std::shared_ptr<const SystemFonts>(new SystemFonts(std::move(parts))), std::move(diagnostics)};
}

FoundGlyph SystemFonts::glyph(Face face, char32_t character) const {
  const auto& chain = parts_->chains.at(face);
  for (const auto id : chain) {
    const auto& font = parts_->fonts[id]->get();
    if (!font.may_be_embedded()) continue;
    if (const auto glyph = font.glyph(character); glyph != 0) return {glyph, font.advance(glyph), id, id != chain.front()};
  }
  return {};
}

std::string SystemFonts::font_name(FontId font) const { return parts_->fonts[font]->file.name; }

const Font& SystemFonts::font(FontId font) const { return parts_->fonts[font]->get(); }

std::size_t SystemFonts::font_count() const { return parts_->fonts.size(); }

const Result<std::shared_ptr<const SystemFonts>>& SystemFontsOnDemand::get() const {
  std::call_once(once_, [this] { fonts_ = std::make_unique<Result<std::shared_ptr<const SystemFonts>>>(SystemFonts::find()); });
  return *fonts_;
}

Result<Pages> SystemFontsOnDemand::lay_out(const Document& document) const {
  const auto& fonts = get();
  if (!fonts.ok()) return fonts.diagnostics();
  auto pages = hongtou::lay_out(document, **fonts);
  pages.add(fonts.diagnostics());
  return pages;
}

Result<std::string> SystemFontsOnDemand::print(const Document& document, const Printer& printer) const {
  auto pages = lay_out(document);
  if (!pages.ok()) return pages.diagnostics();
  auto out = printer(*pages, **get());
  out.add(pages.diagnostics());
  return out;
}

}  // namespace hongtou
