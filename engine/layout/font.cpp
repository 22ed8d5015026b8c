#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>

#include <atomic>
#include <cstring>

#include "engine/layout/fonts.h"

namespace hongtou {

namespace {

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

// Big-endian numbers of a font file, 0 beyond its end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t number(std::size_t offset, std::size_t size) const {
    if (offset + size > bytes_.size()) return 0;
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(bytes_[offset + i]);
    return out;
  }
  int signed_number(std::size_t offset) const { return static_cast<std::int16_t>(number(offset, 2)); }

 private:
  std::string_view bytes_;
};

std::string table(hb_face_t* face, const char (&tag)[5]) {
  const Blob blob(hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3])));
  unsigned size = 0;
  const char* data = hb_blob_get_data(blob.get(), &size);
  return data ? std::string(data, size) : std::string();
}

// Offset just past a CFF INDEX (Adobe Technical Note 5176, 5).
std::size_t end_of_index(const Bytes& cff, std::size_t index) {
  const auto count = cff.number(index, 2), size = cff.number(index + 2, 1);
  return count == 0 ? index + 2 : index + 2 + (count + 1) * size + cff.number(index + 3 + count * size, size);
}

// The operand of an operator in the Top DICT (5176, 4), or 0; two-byte operators are 0x0C00 + the second.
std::uint32_t top_dict_operand(const Bytes& cff, std::uint32_t wanted) {
  const auto index = end_of_index(cff, cff.number(2, 1));
  const auto size = cff.number(index + 2, 1);
  const auto begin = index + 3 + 2 * size;
  const auto end = end_of_index(cff, index);
  std::uint32_t operand = 0;
  for (auto at = begin; at < end;) {
    const auto b = cff.number(at, 1);
    if (b <= 21) {
      const auto found = b == 12 ? 0x0C00 + cff.number(at + 1, 1) : b;
      if (found == wanted) return found == 0x0C1E ? 1 : operand;
      at += b == 12 ? 2 : 1;
    } else if (b == 28) {
      operand = cff.number(at + 1, 2);
      at += 3;
    } else if (b == 29) {
      operand = cff.number(at + 1, 4);
      at += 5;
    } else if (b == 30) {
      for (++at; (cff.number(at, 1) & 0x0F) != 0x0F && at < end; ++at) {
      }
      ++at;
    } else if (b <= 246) {
      operand = b - 139;
      ++at;
    } else {
      operand = b <= 250 ? (b - 247) * 256 + cff.number(at + 1, 1) + 108 : 0;
      at += 2;
    }
  }
  return 0;
}

// In a font with CIDs of its own, gives glyph n the CID n (5176, 13: charset format 2, one range).
void number_cids(std::string& program, std::size_t glyph_count) {
  constexpr std::uint32_t ros = 0x0C1E, charset = 15;
  const Bytes cff(program);
  if (top_dict_operand(cff, ros) == 0 || glyph_count < 2) return;
  const auto offset = top_dict_operand(cff, charset);
  if (offset <= 2 || offset + 5 > program.size()) return;
  const auto left = glyph_count - 2;
  const char range[] = {2, 0, 1, static_cast<char>(left >> 8), static_cast<char>(left & 0xFF)};
  std::memcpy(program.data() + offset, range, sizeof range);
}

// OS/2 fsType: neither restricted nor whole fonts only.
bool allows_subsets(hb_face_t* face) {
  constexpr std::uint32_t usage = 0x000F, restricted = 2, no_subset = 0x0100;
  const auto os2 = table(face, "OS/2");
  const auto type = Bytes(os2).number(8, 2);
  return (type & usage) != restricted && (type & no_subset) == 0;
}

}  // namespace

struct Font::Data {
  Blob file;
  FacePointer face;
  FontPointer font;
  double units_per_em = 1000;
  bool cff = false;
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
  data_->cff = !table(data_->face.get(), "CFF ").empty();
  data_->may_be_embedded = allows_subsets(data_->face.get());
  data_->glyphs = std::make_unique<std::atomic<std::uint32_t>[]>(cached_characters);
}

Font::~Font() = default;

bool Font::is_cff() const { return data_->cff; }

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
  const auto failed = Result<FontSubset>::failure({}, cannot_subset, {name_});
  const SubsetInput input(hb_subset_input_create_or_fail());
  if (!input) return failed;
  for (const auto id : glyphs) hb_set_add(hb_subset_input_glyph_set(input.get()), id);
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  auto* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* tag : {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "VDMX", "cmap", "name", "OS/2", "post"})
    hb_set_add(dropped, hb_tag_from_string(tag, -1));
  const SubsetPlan plan(hb_subset_plan_create_or_fail(data_->face.get(), input.get()));
  if (!plan) return failed;
  const FacePointer face(hb_subset_plan_execute_or_fail(plan.get()));
  if (!face) return failed;
  FontSubset out;
  const auto* numbers = hb_subset_plan_new_to_old_glyph_mapping(plan.get());
  for (hb_codepoint_t id = 0; hb_map_has(numbers, id); ++id) {
    out.glyphs.push_back(hb_map_get(numbers, id));
    out.advances.push_back(hb_font_get_glyph_h_advance(data_->font.get(), out.glyphs.back()) / data_->units_per_em);
  }
  if (data_->cff) {
    out.program = table(face.get(), "CFF ");
    number_cids(out.program, out.glyphs.size());
  } else {
    const Blob blob(hb_face_reference_blob(face.get()));
    unsigned size = 0;
    const char* bytes = hb_blob_get_data(blob.get(), &size);
    out.program.assign(bytes, size);
  }
  return out.program.empty() ? failed : Result<FontSubset>(std::move(out));
}

}  // namespace hongtou
