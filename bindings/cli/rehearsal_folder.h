// The folder a rehearsal is written to. It is filled beside what is there and changes all at once at the end; a former rehearsal
// is replaced, anything else in the folder is somebody's and makes it refuse.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace hongtou::cli {

class RehearsalFolder {
 public:
  // Makes the folder and locks it. Errors: rehearsal.foreign_file (a file that no rehearsal wrote), rehearsal.changed_file (one
  // that was changed since), output.busy, output.*
  static Result<RehearsalFolder> open(const std::string& path);

  RehearsalFolder(RehearsalFolder&& other) noexcept;
  RehearsalFolder& operator=(RehearsalFolder&&) = delete;
  ~RehearsalFolder();  // what was not kept is removed

  std::string path_of(const std::string& name) const { return path_ + "/" + name; }        // once it is kept
  std::string work_path_of(const std::string& name) const { return part() + "/" + name; }  // until then

  Status write(const std::string& name, const std::string& bytes);
  // The former rehearsal gives way to this one.
  Status keep();

 private:
  RehearsalFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string part() const { return path_ + "/.part"; }
  std::string marker() const { return path_ + "/.hongtou-rehearsal"; }
  Status check() const;
  std::vector<std::string> former_files() const;

  std::string path_;
  int lock_ = -1;
};

}  // namespace hongtou::cli
