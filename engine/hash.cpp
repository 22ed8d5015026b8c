#include "engine/hash.h"

#include <gcrypt.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace hongtou {

namespace {

constexpr std::size_t digest_size = 32;
constexpr std::size_t most_parts = 4;

// Once in a process, unless the program that uses us has done so.
void set_up_library() {
  if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) == 0) {
    gcry_check_version(nullptr);
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
  }
  if (gcry_md_test_algo(GCRY_MD_SM3) != 0) throw std::runtime_error("libgcrypt offers no SM3");
}

gcry_buffer_t buffer(std::string_view bytes) { return {0, 0, bytes.size(), const_cast<char*>(bytes.data())}; }

std::string to_hex(const std::array<unsigned char, digest_size>& digest) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out(digest_size * 2, '0');
  for (std::size_t i = 0; i < digest_size; ++i) {
    out[2 * i] = hex[digest[i] >> 4];
    out[2 * i + 1] = hex[digest[i] & 15];
  }
  return out;
}

}  // namespace

std::string sm3(std::string_view bytes) { return sm3({bytes}); }

std::string sm3(std::initializer_list<std::string_view> parts) {
  [[maybe_unused]] static const bool ready = (set_up_library(), true);
  if (parts.size() > most_parts) throw std::invalid_argument("sm3: too many parts");
  std::array<gcry_buffer_t, most_parts> buffers{};
  std::transform(parts.begin(), parts.end(), buffers.begin(), buffer);
  std::array<unsigned char, digest_size> digest{};
  if (gcry_md_hash_buffers(GCRY_MD_SM3, 0, digest.data(), buffers.data(), static_cast<int>(parts.size())) != 0)
    throw std::runtime_error("libgcrypt cannot make an SM3");
  return to_hex(digest);
}

}  // namespace hongtou
