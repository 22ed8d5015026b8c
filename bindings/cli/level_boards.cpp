#include "bindings/cli/level_boards.h"

#include "bindings/cli/campaign_documents.h"
#include "engine/text.h"

namespace hongtou::cli {

std::string folder_of_level(const CampaignTree& tree, const std::string& path) {
  if (path.empty()) return {};
  std::string folder = "levels/";
  for (const auto& name : split(names_of_level(tree, path), {"/"})) folder += file_name(name) + "/";
  return folder;
}

Result<BoardLevels> boards_around(CampaignTree& tree, const std::string& path, Instant now, bool linked,
                                  const std::string& top_file) {
  auto below = levels_below(tree, path, now);
  if (!below.ok()) return below.diagnostics();
  BoardLevels around;
  around.below = *std::move(below);
  if (linked)
    for (const auto& level : around.below)
      around.links.push_back((path.empty() ? "levels/" : "") + file_name(level.name) + "/board.html");
  if (path.empty()) return around;
  const auto end = path.rfind('/');
  const auto& top = tree.top().definition();
  const auto names = names_of_level(tree, end == std::string::npos ? "" : path.substr(0, end));
  around.above = names.empty() ? top.unit_name(top.lead) : names.substr(names.rfind('/') + 1);
  if (linked) around.above_link = end == std::string::npos ? "../../" + top_file : "../board.html";
  return around;
}

}  // namespace hongtou::cli
