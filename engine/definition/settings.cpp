#include "engine/definition/settings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/definition/reading/language.h"
#include "engine/definition/tree/tree.h"
#include "engine/text.h"

namespace hongtou {

namespace {

struct Setting {
  std::string name;
  std::string text;
  Position position;
};

// What is compared elsewhere.
bool is_left_out(std::string_view key) {
  static constexpr std::array<Word, 4> blocks{
      {{"steps", "步骤"}, {"units", "单位"}, {"fields", "字段"}, {"supply", "启动时填写"}}};
  return std::any_of(blocks.begin(), blocks.end(), [&](const auto& block) { return block.is(key); });
}

// Every key of the file with its value, in order.
class Reading {
 public:
  explicit Reading(const Tree& tree) : tree_(tree) {
    for (const auto& [outermost, block] : tree.root)
      for (const auto& [key, node] : block) take(key, node);
  }

  std::vector<Setting> settings;

 private:
  void take(const std::string& name, const Node& node) {
    if (is_left_out(name.substr(name.rfind('.') + 1))) return;
    add(name, node);
    for (const auto& [key, child] : node) take(name + "." + key, child);
  }

  // Of an included file it is told there.
  void add(const std::string& name, const Node& node) {
    const auto& place = tree_.place(node);
    if (place.key.file == tree_.file) settings.push_back({name, node.data(), place.value});
  }

  const Tree& tree_;
};

bool is_tree(const std::string& path) { return path.ends_with(".info") || path.ends_with(".json"); }

// By their path from the campaign's folder, which may lie elsewhere by now.
std::map<std::string, std::string> trees_of(const Definition& definition) {
  const auto folder = folder_of(definition.file);
  std::map<std::string, std::string> paths;
  for (const auto& [path, text] : definition.files)
    if (is_tree(path)) paths[!folder.empty() && path.starts_with(folder + "/") ? path.substr(folder.size() + 1) : path] = path;
  return paths;
}

std::vector<Setting> settings_of(const Definition& definition, const std::string& path) {
  const auto environment = Environment::in_memory(definition.files, Instant{});
  const auto tree = read_tree(path, folder_of(definition.file), environment);
  return tree.ok() ? Reading(**tree).settings : std::vector<Setting>{};
}

bool stands_within(const std::string& name, const std::string& block) { return name.starts_with(block + "."); }

// Those of `some` whose names `others` lack; what stands within such a block goes with it.
std::vector<Setting> lacking(const std::vector<Setting>& some, const std::vector<Setting>& others) {
  std::set<std::string_view> known;
  for (const auto& other : others) known.insert(other.name);
  std::vector<Setting> out;
  for (const auto& each : some)
    if (!known.contains(each.name) && (out.empty() || !stands_within(each.name, out.back().name))) out.push_back(each);
  return out;
}

void compare(const std::vector<Setting>& before, const std::vector<Setting>& after, const std::string& file,
             std::vector<ChangedSetting>& changes) {
  std::multimap<std::string, const Setting*> known;
  for (const auto& each : before) known.emplace(each.name, &each);
  for (const auto& each : after) {
    const auto old = known.find(each.name);
    if (old == known.end()) continue;
    if (old->second->text != each.text) changes.push_back({each.position, each.name, old->second->text, each.text});
    known.erase(old);
  }
  for (auto& each : lacking(after, before)) changes.push_back({each.position, each.name, {}, each.text});
  for (auto& each : lacking(before, after)) changes.push_back({{file, 0, 0}, each.name, each.text, {}});
}

}  // namespace

std::vector<ChangedSetting> changed_settings(const Definition& from, const Definition& to) {
  const auto before = trees_of(from);
  std::vector<ChangedSetting> changes;
  for (const auto& [name, path] : trees_of(to)) {
    const auto old = before.find(name);
    if (old == before.end() || from.files.at(old->second) == to.files.at(path)) continue;
    compare(settings_of(from, old->second), settings_of(to, path), path, changes);
  }
  return changes;
}

}  // namespace hongtou
