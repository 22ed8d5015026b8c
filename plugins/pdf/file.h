// A PDF file: numbered objects, those without a stream packed into object streams (ISO 32000-1, 7.5.7), and a cross-reference
// stream (7.5.8).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hongtou::pdf {

// Writes zlib's format; keeps its memory from one stream to the next.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  // What it returns holds until the next call.
  std::string_view compress(std::string_view data);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
  std::string out_;
};

std::uint32_t checksum(std::string_view data);  // CRC-32

class File {
 public:
  File();

  int reserve();  // the number of an object that is written later
  void set(int number, std::string object);
  int add(std::string object);
  // `entries` of the stream's dictionary besides its length and filter.
  void set_stream(int number, std::string_view entries, std::string_view data);
  int add_stream(std::string_view entries, std::string_view data);
  int add_plain_stream(std::string_view entries, std::string_view data);  // not compressed

  std::string finish(int catalog, int information);

 private:
  struct Place {
    std::uint8_t kind = 0;  // 1: at an offset, 2: in an object stream
    std::uint64_t where = 0;
    std::uint32_t index = 0;
  };

  void write_stream(int number, std::string_view entries, std::string_view data);
  void pack();

  Compressor compressor_;
  std::string out_;
  std::string checksums_;             // of the streams
  std::vector<Place> places_;         // by object number
  std::vector<std::string> objects_;  // without streams, by object number
};

// Pieces of the syntax.
std::string reference(int number);
void append_number(std::string& out, double value, int decimals);
std::string text_string(std::string_view utf8);  // UTF-16 with a byte order mark, hexadecimal
std::string utf16_hex(char32_t character);

}  // namespace hongtou::pdf
