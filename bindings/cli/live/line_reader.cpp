#include "bindings/cli/live/line_reader.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace hongtou::cli {

LineReader::~LineReader() { ::close(descriptor_); }

std::vector<std::string> LineReader::next(std::size_t most) {
  std::vector<std::string> lines;
  while (lines.size() < most) {
    if (take(lines)) continue;
    if (ended_ || (!lines.empty() && !is_ready())) break;
    read();
  }
  return lines;
}

bool LineReader::take(std::vector<std::string>& lines) {
  const auto end = text_.find('\n', taken_);
  if (end == std::string::npos && (!ended_ || taken_ == text_.size())) return false;
  lines.push_back(text_.substr(taken_, end - taken_));
  taken_ = end == std::string::npos ? text_.size() : end + 1;
  return true;
}

bool LineReader::is_ready(std::chrono::milliseconds within) const {
  pollfd waiting{descriptor_, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(within.count())) > 0;
}

void LineReader::read() {
  text_.erase(0, taken_);
  taken_ = 0;
  std::array<char, 65536> bytes{};
  const auto count = ::read(descriptor_, bytes.data(), bytes.size());
  if (count < 0 && errno == EINTR) return;
  if (count > 0) text_.append(bytes.data(), static_cast<std::size_t>(count));
  ended_ = count <= 0;
  failed_ = count < 0;
}

}  // namespace hongtou::cli
