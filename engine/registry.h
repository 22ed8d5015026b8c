// The one list of what is loaded: formats, stores, diagram and process writers, step kinds.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plugin.h"
#include "engine/result.h"

namespace hongtou {

struct PluginInfo {
  std::string name;     // docx
  std::string file;     // full path
  std::string version;  // of the engine it was built with
  int abi = 0;
};

// Filled once, before threads start; read-only afterwards. Never unloads a library (an object may still live).
class Registry final : public PluginHost {
 public:
  Registry();  // holds the built-in step kinds

  // A second thing of the same name is a std::logic_error; load() turns it into a diagnostic.
  void add(std::unique_ptr<Format> format) override;
  void add(std::unique_ptr<StoreDriver> driver) override;
  void add(std::unique_ptr<DiagramWriter> writer) override;
  void add(std::unique_ptr<StepKind> kind) override;
  void add(std::unique_ptr<ProcessWriter> writer) override;
  void add(std::unique_ptr<ManuscriptReader> reader) override;

  // Null when there is none of that name.
  const Format* format(std::string_view name) const;
  const StoreDriver* store(std::string_view scheme) const;
  const DiagramWriter* diagram_writer(std::string_view name) const;
  const StepKind* step_kind(std::string_view name) const;
  const ProcessWriter* process_writer(std::string_view name) const;

  const std::vector<std::unique_ptr<Format>>& formats() const { return formats_; }
  const std::vector<std::unique_ptr<StoreDriver>>& stores() const { return stores_; }
  const std::vector<std::unique_ptr<DiagramWriter>>& diagram_writers() const { return diagram_writers_; }
  const std::vector<std::unique_ptr<StepKind>>& step_kinds() const { return step_kinds_; }
  const std::vector<std::unique_ptr<ProcessWriter>>& process_writers() const { return process_writers_; }
  const std::vector<std::unique_ptr<ManuscriptReader>>& manuscript_readers() const { return manuscript_readers_; }
  const std::vector<PluginInfo>& plugins() const { return plugins_; }

  // Loads `folder`/hongtou_`name`.so. Names are [a-z0-9_-]+ only.
  // Errors, each naming the file and the cure: plugin.name, plugin.missing, plugin.not_a_library, plugin.not_a_plugin,
  // plugin.wrong_abi, plugin.failed. What was loaded before keeps working; nothing of a failed plugin stays.
  Status load(const std::string& folder, const std::string& name);
  // Every hongtou_*.so of the folder, by name; a bad one is reported, the rest is loaded.
  Status load_all(const std::string& folder);

 private:
  std::vector<std::unique_ptr<Format>> formats_;
  std::vector<std::unique_ptr<StoreDriver>> stores_;
  std::vector<std::unique_ptr<DiagramWriter>> diagram_writers_;
  std::vector<std::unique_ptr<StepKind>> step_kinds_;
  std::vector<std::unique_ptr<ProcessWriter>> process_writers_;
  std::vector<std::unique_ptr<ManuscriptReader>> manuscript_readers_;
  std::vector<PluginInfo> plugins_;
};

}  // namespace hongtou
