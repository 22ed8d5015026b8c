#include "plugins/package/package.h"

#include <libdeflate.h>
#include <zlib.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <set>
#include <string_view>

namespace hongtou::package {

namespace {

// The fastest: slower ones make a Word file smaller by a sixth, and take ten times as long.
constexpr int level = 1;
constexpr std::size_t whole_size = 1 << 20;
constexpr std::size_t buffer_size = 1 << 16;

constexpr std::uint16_t stored = 0, deflated = 8;   // APPNOTE 4.4.5
constexpr std::uint16_t version = 20;               // 4.4.3: deflate and folders
constexpr std::uint16_t utf8_names = 1 << 11;       // 4.4.4
constexpr std::uint16_t first_date = (1 << 5) | 1;  // 1980-01-01
constexpr std::uint32_t local_header = 0x04034B50, central_header = 0x02014B50, end_of_directory = 0x06054B50;

void append(std::string& out, std::uint64_t number, int bytes) {
  for (; bytes > 0; --bytes, number >>= 8) out += static_cast<char>(number & 0xFF);
}

struct Entry {
  std::string_view path;
  std::uint16_t method = stored;
  std::uint32_t checksum = 0;
  std::uint64_t packed = 0, size = 0, offset = 0;
};

// What local and central header have in common.
std::string description(const Entry& entry) {
  std::string out;
  append(out, version, 2);
  append(out, utf8_names, 2);
  append(out, entry.method, 2);
  append(out, 0, 2);
  append(out, first_date, 2);
  append(out, entry.checksum, 4);
  append(out, entry.packed, 4);
  append(out, entry.size, 4);
  append(out, entry.path.size(), 2);
  append(out, 0, 2);
  return out;
}

class Deflater {
 public:
  Deflater() : compressor_(libdeflate_alloc_compressor(level), libdeflate_free_compressor) {
    if (!compressor_) throw std::bad_alloc();
  }

  // Nothing if that would make it no shorter.
  std::string_view deflate(const std::string& content) {
    if (buffer_.size() < content.size()) buffer_.resize(content.size());
    return {buffer_.data(),
            libdeflate_deflate_compress(compressor_.get(), content.data(), content.size(), buffer_.data(), content.size())};
  }

 private:
  std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor_;
  std::string buffer_;
};

// What comes in pieces, appended to a text.
class DeflateStream {
 public:
  explicit DeflateStream(std::string& out) : out_(out) {
    if (deflateInit2(&stream_, level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  ~DeflateStream() { deflateEnd(&stream_); }
  DeflateStream(const DeflateStream&) = delete;
  DeflateStream& operator=(const DeflateStream&) = delete;

  void write(std::string_view piece) { run(piece, Z_NO_FLUSH); }
  void finish() { run({}, Z_FINISH); }

 private:
  void run(std::string_view piece, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    stream_.avail_in = static_cast<uInt>(piece.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      ::deflate(&stream_, flush);
      out_.append(buffer_.data(), buffer_.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  std::string& out_;
  z_stream stream_{};
  std::string buffer_ = std::string(buffer_size, '\0');
};

class Archive {
 public:
  void add(const Part& part) {
    Entry entry{part.path};
    entry.offset = out_.size();
    append(out_, local_header, 4);
    const auto place = out_.size();
    out_ += description(entry);
    out_ += part.path;
    const auto begin = out_.size();
    write(part, entry);
    entry.packed = out_.size() - begin;
    const auto known = description(entry);
    out_.replace(place, known.size(), known);
    entries_.push_back(entry);
  }

  std::string finish() {
    const auto begin = out_.size();
    for (const auto& entry : entries_) {
      append(out_, central_header, 4);
      append(out_, version, 2);
      out_ += description(entry);
      append(out_, 0, 10);  // no comment, first disk, no attributes
      append(out_, entry.offset, 4);
      out_ += entry.path;
    }
    const auto size = out_.size() - begin;
    append(out_, end_of_directory, 4);
    append(out_, 0, 4);
    append(out_, entries_.size(), 2);
    append(out_, entries_.size(), 2);
    append(out_, size, 4);
    append(out_, begin, 4);
    append(out_, 0, 2);
    return std::move(out_);
  }

  bool too_large() const {
    constexpr std::uint64_t limit = std::numeric_limits<std::uint32_t>::max();
    return out_.size() >= limit || (!entries_.empty() && entries_.back().size >= limit);
  }

 private:
  void write(const Part& part, Entry& entry) {
    if (part.packed)
      write(*part.packed, entry);
    else if (part.pieces)
      write(part.pieces, entry);
    else
      write(part.content, part.compact, entry);
  }

  void write(const Packed& packed, Entry& entry) {
    entry.method = packed.deflated ? deflated : stored;
    entry.checksum = packed.checksum;
    entry.size = packed.size;
    out_ += packed.bytes;
  }

  void write(const std::string& content, bool compact, Entry& entry) {
    const auto shorter = compact ? std::string_view() : deflater_.deflate(content);
    entry.method = shorter.empty() ? stored : deflated;
    entry.checksum = libdeflate_crc32(0, content.data(), content.size());
    entry.size = content.size();
    out_ += shorter.empty() ? std::string_view(content) : shorter;
  }

  // As a whole if they turn out to be few.
  void write(const Pieces& pieces, Entry& entry) {
    std::string content, piece;
    bool more = true;
    while (content.size() < whole_size && (more = pieces(piece))) content += piece;
    if (!more) return write(content, false, entry);
    entry.method = deflated;
    DeflateStream stream(out_);
    do {
      entry.size += content.size();
      entry.checksum = libdeflate_crc32(entry.checksum, content.data(), content.size());
      stream.write(content);
    } while (pieces(content));
    stream.finish();
  }

  Deflater deflater_;
  std::string out_;
  std::vector<Entry> entries_;
};

}  // namespace

std::shared_ptr<const Packed> pack(const std::string& content) {
  Deflater deflater;
  const auto shorter = deflater.deflate(content);
  return std::make_shared<const Packed>(Packed{std::string(shorter.empty() ? std::string_view(content) : shorter),
                                               !shorter.empty(), libdeflate_crc32(0, content.data(), content.size()),
                                               content.size()});
}

Result<std::string> zip(const std::vector<Part>& parts, Message failed) {
  const auto failure = [&](const char* why) { return Result<std::string>::failure({}, failed, {why}); };
  Archive archive;
  std::set<std::string_view> paths;
  for (const auto& part : parts) {
    if (!paths.insert(part.path).second) return failure("File already exists");
    archive.add(part);
    if (archive.too_large()) return failure("File too large");
  }
  return archive.finish();
}

}  // namespace hongtou::package
