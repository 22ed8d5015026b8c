#include "plugins/pdf/file.h"

#include <libdeflate.h>

#include <charconv>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "engine/hash.h"
#include "engine/text.h"

namespace hongtou::pdf {

namespace {

constexpr int compression_level = 4;
constexpr std::size_t objects_a_stream = 200;

void append_integer(std::string& out, std::uint64_t value) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_hex(std::string& out, std::uint32_t value, int digits) {
  constexpr const char* hex = "0123456789ABCDEF";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += hex[value >> shift & 0xF];
}

void append_utf16(std::string& out, char32_t character) {
  auto code = static_cast<std::uint32_t>(character);
  if (code < 0x10000) return append_hex(out, code, 4);
  code -= 0x10000;
  append_hex(out, 0xD800 + (code >> 10), 4);
  append_hex(out, 0xDC00 + (code & 0x3FF), 4);
}

}  // namespace

struct Compressor::Library {
  std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor{
      libdeflate_alloc_compressor(compression_level), libdeflate_free_compressor};
};

Compressor::Compressor() : library_(std::make_unique<Library>()) {
  if (!library_->compressor) throw std::bad_alloc();
}
Compressor::~Compressor() = default;

std::string_view Compressor::compress(std::string_view data) {
  auto* compressor = library_->compressor.get();
  const auto most = libdeflate_zlib_compress_bound(compressor, data.size());
  if (out_.size() < most) out_.resize(most);
  return {out_.data(), libdeflate_zlib_compress(compressor, data.data(), data.size(), out_.data(), out_.size())};
}

std::uint32_t checksum(std::string_view data) { return libdeflate_crc32(0, data.data(), data.size()); }

File::File() : out_("%PDF-1.7\n%\xE7\xBA\xA2\xE5\xA4\xB4\n"), places_(1), objects_(1) {}

int File::reserve() {
  places_.emplace_back();
  objects_.emplace_back();
  return static_cast<int>(places_.size()) - 1;
}

void File::set(int number, std::string object) { objects_[static_cast<std::size_t>(number)] = std::move(object); }

int File::add(std::string object) {
  const int number = reserve();
  set(number, std::move(object));
  return number;
}

void File::write_stream(int number, std::string_view entries, std::string_view data) {
  places_[static_cast<std::size_t>(number)] = {1, out_.size(), 0};
  append_integer(out_, static_cast<std::uint64_t>(number));
  out_ += " 0 obj\n<<";
  out_ += entries;
  out_ += "/Length ";
  append_integer(out_, data.size());
  out_ += ">>\nstream\n";
  out_ += data;
  out_ += "\nendstream\nendobj\n";
  append_big_endian(checksums_, checksum(data), 4);
}

void File::set_stream(int number, std::string_view entries, std::string_view data) {
  write_stream(number, std::string(entries) + "/Filter/FlateDecode", compressor_.compress(data));
}

int File::add_stream(std::string_view entries, std::string_view data) {
  const int number = reserve();
  set_stream(number, entries, data);
  return number;
}

int File::add_plain_stream(std::string_view entries, std::string_view data) {
  const int number = reserve();
  write_stream(number, entries, data);
  return number;
}

void File::pack() {
  std::vector<std::size_t> waiting;
  for (std::size_t number = 1; number < objects_.size(); ++number)
    if (!objects_[number].empty()) waiting.push_back(number);
  for (std::size_t first = 0; first < waiting.size(); first += objects_a_stream) {
    const auto count = std::min(objects_a_stream, waiting.size() - first);
    const int stream = reserve();
    std::string directory, bodies;
    for (std::size_t i = 0; i < count; ++i) {
      const auto number = waiting[first + i];
      append_integer(directory, number);
      directory += ' ';
      append_integer(directory, bodies.size());
      directory += ' ';
      bodies += objects_[number];
      bodies += '\n';
      places_[number] = {2, static_cast<std::uint64_t>(stream), static_cast<std::uint32_t>(i)};
    }
    set_stream(stream, "/Type/ObjStm/N " + std::to_string(count) + "/First " + std::to_string(directory.size()),
               directory + bodies);
  }
}

std::string File::finish(int catalog, int information) {
  pack();
  const int number = reserve();
  const auto offset = out_.size();
  places_[static_cast<std::size_t>(number)] = {1, offset, 0};
  std::string table;
  for (const auto& place : places_) {
    table += static_cast<char>(place.kind);
    append_big_endian(table, place.where, 4);
    append_big_endian(table, place.kind == 0 ? 0xFFFF : place.index, 2);
  }
  const auto id = "<" + sm3(checksums_).substr(0, 32) + ">";
  set_stream(number,
             "/Type/XRef/W[1 4 2]/Size " + std::to_string(places_.size()) + "/Root " + reference(catalog) + "/Info " +
                 reference(information) + "/ID[" + id + id + "]",
             table);
  out_ += "startxref\n" + std::to_string(offset) + "\n%%EOF\n";
  return std::move(out_);
}

std::string reference(int number) { return std::to_string(number) + " 0 R"; }

void append_number(std::string& out, double value, int decimals) {
  double scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  auto units = std::llround(value * scale);
  if (units < 0) {
    out += '-';
    units = -units;
  }
  const auto one = static_cast<long long>(scale);
  append_integer(out, static_cast<std::uint64_t>(units / one));
  auto rest = units % one;
  if (rest == 0) return;
  out += '.';
  for (auto digit = one / 10; rest > 0; digit /= 10) {
    out += static_cast<char>('0' + rest / digit);
    rest %= digit;
  }
}

std::string utf16_hex(char32_t character) {
  std::string out;
  append_utf16(out, character);
  return out;
}

std::string text_string(std::string_view utf8) {
  std::string out = "<FEFF";
  for (const char32_t character : to_utf32(utf8)) append_utf16(out, character);
  return out + ">";
}

}  // namespace hongtou::pdf
