#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include <algorithm>
#include <atomic>
#include <optional>

#include "engine/layout/cff.h"
#include "engine/layout/fonts.h"
#include "engine/layout/open_type.h"

namespace hongtou {

namespace {

using layout::Bytes;

constexpr Message cannot_subset{"layout.subset", "字体“{0}”无法嵌入", "the font “{0}” cannot be embedded",
                                "请重新安装这种字体，或改用其他字体", "install this font again, or use another one"};

constexpr std::uint32_t cached_characters = 0x10000;  // the basic plane

template <class T, void (*destroy)(T*)>
struct Destroy {
  void operator()(T* object) const { destroy(object); }
};
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_t, hb_blob_destroy>>;
using FacePointer = std::unique_ptr<hb_face_t, Destroy<hb_face_t, hb_face_destroy>>;
using FontPointer = std::unique_ptr<hb_font_t, Destroy<hb_font_t, hb_font_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_t, hb_subset_input_destroy>>;
using SubsetPlan = std::unique_ptr<hb_subset_plan_t, Destroy<hb_subset_plan_t, hb_subset_plan_destroy>>;

Blob table_blob(hb_face_t* face, const char (&tag)[5]) {
  return Blob(hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3])));
}

std::string_view bytes_of(const Blob& blob) {
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob.get(), &size);
  return data ? std::string_view(data, size) : std::string_view();
}

std::string table(hb_face_t* face, const char (&tag)[5]) { return std::string(bytes_of(table_blob(face, tag))); }

// OS/2 fsType: neither restricted nor whole fonts only.
bool allows_subsets(hb_face_t* face) {
  constexpr std::uint32_t usage = 0x000F, restricted = 2, no_subset = 0x0100;
  const auto os2 = table(face, "OS/2");
  const auto type = Bytes(os2).number(8, 2);
  return (type & usage) != restricted && (type & no_subset) == 0;
}

constexpr const char* layout_tables[] = {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "VDMX"};
constexpr const char* naming_tables[] = {"cmap", "name", "OS/2", "post"};  // which a document has no need of

SubsetInput subset_input() {
  SubsetInput input(hb_subset_input_create_or_fail());
  if (!input) return input;
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  for (const char* tag : layout_tables)
    hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), hb_tag_from_string(tag, -1));
  return input;
}

}  // namespace

struct Font::Data {
  Blob file;
  FacePointer face;
  FontPointer font;
  double units_per_em = 1000;
  Blob cff;  // the table, empty in a TrueType font
  std::optional<layout::PlainCff> plain_cff;
  bool may_be_embedded = true;
  mutable std::unique_ptr<std::atomic<std::uint32_t>[]> glyphs;  // number + 1 of each character asked for so far
};

Font::Font(const std::string& path, unsigned face_index, std::string name)
    : data_(std::make_unique<Data>()), name_(std::move(name)) {
  data_->file.reset(hb_blob_create_from_file(path.c_str()));
  data_->face.reset(hb_face_create(data_->file.get(), face_index));
  data_->font.reset(hb_font_create(data_->face.get()));
  hb_font_make_immutable(data_->font.get());
  data_->units_per_em = hb_face_get_upem(data_->face.get());
  data_->cff = table_blob(data_->face.get(), "CFF ");
  data_->plain_cff = layout::PlainCff::read(bytes_of(data_->cff));
  data_->may_be_embedded = allows_subsets(data_->face.get());
  data_->glyphs = std::make_unique<std::atomic<std::uint32_t>[]>(cached_characters);
}

Font::~Font() = default;

bool Font::is_cff() const { return !bytes_of(data_->cff).empty(); }

bool Font::may_be_embedded() const { return data_->may_be_embedded; }

Font::Metrics Font::metrics() const {
  const auto head = table(data_->face.get(), "head"), os2 = table(data_->face.get(), "OS/2");
  const auto scaled = [&](const std::string& bytes, std::size_t offset) {
    return static_cast<int>(Bytes(bytes).signed_number(offset) * 1000 / data_->units_per_em);
  };
  Metrics out{.cap_height = scaled(os2, 88)};
  out.left = scaled(head, 36);
  out.bottom = scaled(head, 38);
  out.right = scaled(head, 40);
  out.top = scaled(head, 42);
  if (out.cap_height <= 0) out.cap_height = scaled(os2, 68);
  return out;
}

std::uint32_t Font::glyph(char32_t character) const {
  const auto find = [&] {
    hb_codepoint_t id = 0;
    return hb_font_get_nominal_glyph(data_->font.get(), character, &id) ? id : 0;
  };
  if (character >= cached_characters) return find();
  auto& known = data_->glyphs[character];
  auto number = known.load(std::memory_order_relaxed);
  if (number == 0) known.store(number = find() + 1, std::memory_order_relaxed);
  return number - 1;
}

float Font::advance(std::uint32_t glyph) const {
  return static_cast<float>(hb_font_get_glyph_h_advance(data_->font.get(), glyph) / data_->units_per_em);
}

Result<FontSubset> Font::subset(const std::vector<std::uint32_t>& glyphs) const {
  auto out = data_->plain_cff ? plain_subset(glyphs) : shaper_subset(glyphs);
  if (!out.ok()) return out;
  out->advances.reserve(out->glyphs.size());
  for (const auto glyph : out->glyphs) out->advances.push_back(static_cast<double>(advance(glyph)));
  return out;
}

Result<FontSubset> Font::plain_subset(const std::vector<std::uint32_t>& glyphs) const {
  FontSubset out;
  out.glyphs = glyphs;
  out.glyphs.push_back(0);
  std::sort(out.glyphs.begin(), out.glyphs.end());
  out.glyphs.erase(std::unique(out.glyphs.begin(), out.glyphs.end()), out.glyphs.end());
  out.program = data_->plain_cff->subset(out.glyphs);
  return out;
}

Result<FontSubset> Font::shaper_subset(const std::vector<std::uint32_t>& glyphs) const {
  const auto failed = Result<FontSubset>::failure({}, cannot_subset, {name_});
  const auto input = subset_input();
  if (!input) return failed;
  for (const auto id : glyphs) hb_set_add(hb_subset_input_glyph_set(input.get()), id);
  for (const char* tag : naming_tables)
    hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), hb_tag_from_string(tag, -1));
  const SubsetPlan plan(hb_subset_plan_create_or_fail(data_->face.get(), input.get()));
  if (!plan) return failed;
  const FacePointer face(hb_subset_plan_execute_or_fail(plan.get()));
  if (!face) return failed;
  FontSubset out;
  const auto* numbers = hb_subset_plan_new_to_old_glyph_mapping(plan.get());
  for (hb_codepoint_t id = 0; hb_map_has(numbers, id); ++id) out.glyphs.push_back(hb_map_get(numbers, id));
  if (is_cff()) {
    out.program = table(face.get(), "CFF ");
    layout::number_cids(out.program);
  } else {
    out.program = bytes_of(Blob(hb_face_reference_blob(face.get())));
  }
  return out.program.empty() ? failed : Result<FontSubset>(std::move(out));
}

Result<std::string> Font::subset_file(const std::vector<char32_t>& characters) const {
  return data_->plain_cff ? plain_subset_file(characters) : shaper_subset_file(characters);
}

Result<std::string> Font::plain_subset_file(const std::vector<char32_t>& characters) const {
  std::vector<std::uint32_t> glyphs;
  for (const auto character : characters) glyphs.push_back(glyph(character));
  const auto subset = plain_subset(glyphs);
  if (!subset.ok()) return subset.diagnostics();
  const auto& kept = subset->glyphs;
  std::vector<std::pair<char32_t, std::uint16_t>> map;
  for (std::size_t i = 0; i < characters.size(); ++i)
    if (const auto at = std::lower_bound(kept.begin(), kept.end(), glyphs[i]); glyphs[i] != 0)
      map.emplace_back(characters[i], static_cast<std::uint16_t>(at - kept.begin()));
  std::sort(map.begin(), map.end());
  auto* face = data_->face.get();
  const auto hhea = table(face, "hhea");
  return layout::open_type_file({{"CFF ", subset->program},
                                 {"OS/2", table(face, "OS/2")},
                                 {"cmap", layout::character_map(map)},
                                 {"head", table(face, "head")},
                                 {"hhea", layout::horizontal_header(hhea, kept.size())},
                                 {"hmtx", layout::horizontal_metrics(hhea, bytes_of(table_blob(face, "hmtx")), kept)},
                                 {"maxp", layout::glyph_counts(kept.size())},
                                 {"name", table(face, "name")},
                                 {"post", layout::postscript_facts(table(face, "post"))}});
}

Result<std::string> Font::shaper_subset_file(const std::vector<char32_t>& characters) const {
  const auto failed = Result<std::string>::failure({}, cannot_subset, {name_});
  const auto input = subset_input();
  if (!input) return failed;
  for (const auto character : characters) hb_set_add(hb_subset_input_unicode_set(input.get()), character);
  const FacePointer face(hb_subset_or_fail(data_->face.get(), input.get()));
  if (!face) return failed;
  return std::string(bytes_of(Blob(hb_face_reference_blob(face.get()))));
}

}  // namespace hongtou
