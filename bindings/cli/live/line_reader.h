// Lines of a file or a pipe, as they come.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace hongtou::cli {

class LineReader {
 public:
  explicit LineReader(int descriptor) : descriptor_(descriptor) {}  // a file's; it is closed in the end
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // Waits for a line, and gives it with those that are there already, at most `most`; none at the end. The last one may lack its
  // line break.
  std::vector<std::string> next(std::size_t most);
  // Whether there is anything to read, or the end of it, within that time.
  bool is_ready(std::chrono::milliseconds within = std::chrono::milliseconds(0)) const;
  bool has_failed() const { return failed_; }

 private:
  bool take(std::vector<std::string>& lines);
  void read();

  int descriptor_;
  std::string text_;  // that was read
  std::size_t taken_ = 0;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace hongtou::cli
