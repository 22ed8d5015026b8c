// What can go wrong with a SQLite file, as diagnostics.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/result.h"

namespace hongtou::sqlite {

inline constexpr Message store_missing{"store.missing", "找不到数据文件“{0}”", "there is no store “{0}”",
                                       "检查文件名；演练的流水账是输出文件夹中的 journal.db",
                                       "look at the name; a rehearsal's journal is journal.db in its output folder"};
inline constexpr Message not_a_store{"store.not_a_store", "“{0}”不是红头的数据文件", "“{0}” is no store of Hongtou",
                                     "请选择红头建立的 .db 文件，或换一个新文件名",
                                     "choose a .db file that Hongtou made, or a new name"};
inline constexpr Message newer_version{"store.newer_version", "“{0}”由更新版本的红头写成（格式 {1}，本程序只认到 {2}）",
                                       "“{0}” was written by a newer Hongtou (layout {1}, this program knows {2})",
                                       "升级红头后再打开", "upgrade Hongtou, then open it"};
inline constexpr Message busy{"store.busy", "“{0}”正被另一个红头进程使用", "“{0}” is in use by another process of Hongtou",
                              "等那个进程办完，或者关闭它；查看不受影响",
                              "wait for that process, or end it; looking is possible meanwhile"};
inline constexpr Message still_read{"store.busy", "“{0}”正被另一个进程读取，要删除的个人信息可能还留在文件中",
                                    "“{0}” is being read by another process; the erased value may still be in the file",
                                    "等读取结束后再删除一次", "erase it again when the reading has ended"};
inline constexpr Message full{"store.full", "“{0}”所在磁盘已满，没有写入任何内容",
                              "the disk of “{0}” is full; nothing was written", "腾出磁盘空间后重试",
                              "make room on the disk, then try again"};
inline constexpr Message read_only{
    "store.read_only", "“{0}”只能读取，不能写入", "“{0}” can be read but not written",
    "检查文件和所在文件夹的写入权限；如果是以只读方式打开的，请改用读写方式",
    "look at the permissions of the file and its folder; if it was opened read-only, open it for writing"};
inline constexpr Message archive_in_parts{
    "store.archive_in_parts", "“{0}”旁边的“-wal”文件里还有最近的记录，而这个文件夹不能写，无法合起来看",
    "the “-wal” file beside “{0}” holds its last records, and they cannot be put together in a folder without write permission",
    "把这两个文件一起复制到能写的文件夹，在那里看", "copy both files to a folder you may write to, and look there"};
inline constexpr Message damaged{"store.damaged", "数据文件“{0}”已损坏：{1}", "the store “{0}” is damaged: {1}",
                                 "不要再写入：从备份恢复，并检查磁盘", "write no more: restore a backup, and check the disk"};
inline constexpr Message failed{"store.failed", "无法读写数据文件“{0}”：{1}", "the store “{0}” cannot be read or written: {1}",
                                "检查磁盘后重新打开", "check the disk, then open it again"};

// A failed call of SQLite; it never leaves the plugin.
class Failure : public std::runtime_error {
 public:
  Failure(int extended_code, int system_error, const std::string& what)
      : std::runtime_error(what), code_(extended_code), system_error_(system_error) {}

  int code() const { return code_ & 0xff; }
  int extended_code() const { return code_; }
  int system_error() const { return system_error_; }

 private:
  int code_;
  int system_error_;
};

Status failure(const std::string& file, const Message& message, std::vector<std::string> more = {});
// What a caught exception means for `file`. To be called in a catch block.
Status failure_of_current_exception(const std::string& file);

// The value of `body`, or what its exception means.
template <class Body>
auto guarded(const std::string& file, Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (...) {
    return failure_of_current_exception(file).diagnostics();
  }
}

}  // namespace hongtou::sqlite
