#include "bindings/cli/live/campaign_choice.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <set>
#include <thread>

#include "engine/text.h"

namespace hongtou::cli {

namespace {

constexpr Message which_store{"usage.which_store", "没有写明是哪个数据文件{0}", "it is not said which store{1}",
                              "用 --store 文件名，或设置 HONGTOU_STORE", "write --store FILE, or set HONGTOU_STORE"};
constexpr Message no_stream{"journal.no_stream", "存储“{0}”里没有“{1}”", "the store “{0}” holds no “{1}”", "已有的：{2}",
                            "it holds: {2}"};
constexpr Message empty_store{"journal.empty_store", "存储“{0}”里还没有活动", "the store “{0}” holds no campaign yet",
                              "先用 hongtou start 启动，或用 hongtou rehearse 演练一次",
                              "start one with hongtou start, or rehearse one with hongtou rehearse"};
constexpr Message which_stream{"usage.which_stream", "存储中有多个活动：{0}", "the store holds several campaigns: {0}",
                               "用 --stream 选一个", "choose one with --stream"};

constexpr auto patience = std::chrono::seconds(10);
constexpr auto pause = std::chrono::milliseconds(20);

std::vector<std::string> stores_here(const Environment& environment) {
  std::vector<std::string> names;
  for (const auto& name : environment.list_folder("."))
    if (name.ends_with(".db")) names.push_back(name);
  return names;
}

// sqlite:… is a URL, as whatever has a word and a colon in front; the rest is a file.
bool is_url(const std::string& written) {
  const auto end = std::find_if(written.begin(), written.end(), [](char c) { return c < 'a' || c > 'z'; });
  return end - written.begin() > 1 && end != written.end() && *end == ':';
}

bool is_busy(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& each) { return each.message.code == "store.busy"; });
}

// Without those of lower levels, drive[hefei] of drive.
std::vector<std::string> without_levels(const std::vector<std::string>& campaigns) {
  const std::set<std::string> all(campaigns.begin(), campaigns.end());
  const auto is_level = [&](const std::string& name) {
    for (auto end = name.find('['); end != std::string::npos; end = name.find('[', end + 1))
      if (all.contains(name.substr(0, end))) return true;
    return false;
  };
  std::vector<std::string> top;
  std::copy_if(campaigns.begin(), campaigns.end(), std::back_inserter(top), [&](const auto& name) { return !is_level(name); });
  return top;
}

// The stream that was asked for, or the only campaign; refused commands lie in streams of their own, NAME/audit.
Result<std::string> choose_stream(const Store& store, const std::string& url, const std::string& stream) {
  auto streams = store.streams();
  if (!streams.ok()) return streams.diagnostics();
  std::vector<std::string> campaigns;
  std::copy_if(streams->begin(), streams->end(), std::back_inserter(campaigns),
               [](const auto& name) { return !name.ends_with("/audit"); });
  const Position where{url, 0, 0};
  if (campaigns.empty()) return Result<std::string>::failure(where, empty_store, {url});
  if (stream.empty()) {
    campaigns = without_levels(campaigns);
    if (campaigns.size() > 1) return Result<std::string>::failure(where, which_stream, {join(campaigns, " ")});
    return campaigns.front();
  }
  if (std::find(streams->begin(), streams->end(), stream) == streams->end())
    return Result<std::string>::failure(where, no_stream, {url, stream, join(*streams, " ")});
  return stream;
}

}  // namespace

void add_choice(Program& program, CLI::App& command, CampaignChoice& choice) {
  program.add_option(command, "--store", choice.store, "FILE",
                     {"数据文件；不写则取 HONGTOU_STORE，或文件夹里唯一的 .db 文件",
                      "the campaign's file; HONGTOU_STORE or the only *.db of the folder if left out"});
  program.add_option(command, "--stream", choice.stream, "ID",
                     {"活动编号；只有一个活动时可以不写", "the campaign's id; not needed if there is one only"});
  program.add_option(command, "--level", choice.level, "UNITS",
                     {"下级活动：自上而下的单位，如 甲市/东区；不写则是最上级的",
                      "the campaign of a lower level: units from the top down with / between; the top one if left out"});
}

Result<std::string> store_url(const CampaignChoice& choice, const Environment& environment) {
  auto written = choice.store;
  if (const char* set = std::getenv("HONGTOU_STORE"); written.empty() && set != nullptr) written = set;
  if (!written.empty()) return is_url(written) ? written : "sqlite:" + written;
  const auto stores = stores_here(environment);
  if (stores.size() == 1) return "sqlite:" + stores.front();
  const auto names = join(stores, " ");
  return Result<std::string>::failure({}, which_store,
                                      {stores.empty() ? "" : "，这里有：" + names, stores.empty() ? "" : "; here are: " + names});
}

Result<std::shared_ptr<Store>> open_when_free(const Engine& engine, const std::string& url, StoreMode mode) {
  const auto until = std::chrono::steady_clock::now() + patience;
  auto store = engine.open_store(url, mode);
  while (!store.ok() && is_busy(store.diagnostics()) && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(pause);
    store = engine.open_store(url, mode);
  }
  return store;
}

Result<OpenedStream> open_stream(const Engine& engine, const CampaignChoice& choice, StoreMode mode) {
  auto url = store_url(choice, engine.environment());
  if (!url.ok()) return url.diagnostics();
  auto store = open_when_free(engine, *url, mode);
  if (!store.ok()) return store.diagnostics();
  auto stream = choose_stream(**store, *url, choice.stream);
  if (!stream.ok()) return stream.diagnostics();
  if (!choice.level.empty()) {
    const auto tree = CampaignTree::look(engine, *store, *stream);
    if (!tree.ok()) return tree.diagnostics();
    const auto path = tree->path_of(choice.level);
    if (!path.ok()) return path.diagnostics();
    *stream += "[" + replace_all(*path, "/", "][") + "]";
  }
  return OpenedStream{*std::move(store), *std::move(url), *std::move(stream)};
}

Result<Campaign> open_campaign(const Engine& engine, const CampaignChoice& choice, StoreMode mode) {
  auto opened = open_stream(engine, choice, mode);
  if (!opened.ok()) return opened.diagnostics();
  return engine.open(std::move(opened->store), opened->stream);
}

Result<std::string> path_of_level(CampaignTree& tree, const std::string& names, Instant by) {
  if (auto known = tree.path_of(names); known.ok()) return known;
  const auto passed = tree.advance_to(by, !tree.top().goes_by_itself());
  return passed.ok() ? tree.path_of(names) : Result<std::string>(passed.diagnostics());
}

namespace {

using PathOf = std::function<Result<std::string>(CampaignTree&, const std::string& names)>;
using OpenTree = std::function<Result<CampaignTree>(std::shared_ptr<Store>, const std::string& stream)>;

Result<OpenedTree> open_tree(const Engine& engine, const CampaignChoice& choice, StoreMode mode, const OpenTree& open,
                             const PathOf& path_of) {
  auto of_top = choice;
  of_top.level.clear();
  auto opened = open_stream(engine, of_top, mode);
  if (!opened.ok()) return opened.diagnostics();
  auto tree = open(std::move(opened->store), opened->stream);
  if (!tree.ok()) return tree.diagnostics();
  if (choice.level.empty()) return OpenedTree{*std::move(tree), ""};
  auto path = path_of(*tree, choice.level);
  if (!path.ok()) return path.diagnostics();
  if (const auto found = tree->find(*path); !found.ok()) return found.diagnostics();
  return OpenedTree{*std::move(tree), *std::move(path)};
}

Result<std::string> path_by_now(CampaignTree& tree, const std::string& names) { return path_of_level(tree, names, tree.now()); }

}  // namespace

Result<OpenedTree> open_tree(const Engine& engine, const CampaignChoice& choice) {
  return open_tree(
      engine, choice, StoreMode::read_write,
      [&](std::shared_ptr<Store> store, const std::string& stream) {
        return CampaignTree::open(engine, std::move(store), stream);
      },
      path_by_now);
}

Result<OpenedTree> look_at_tree(const Engine& engine, const CampaignChoice& choice) {
  return open_tree(
      engine, choice, StoreMode::read_only,
      [&](std::shared_ptr<Store> store, const std::string& stream) {
        return CampaignTree::look(engine, std::move(store), stream);
      },
      [](const CampaignTree& tree, const std::string& names) { return tree.path_of(names); });
}

Result<OpenedTree> try_out_tree(const Engine& engine, const CampaignChoice& choice) {
  return open_tree(
      engine, choice, StoreMode::read_only,
      [&](std::shared_ptr<Store> store, const std::string& stream) {
        const auto real = CampaignTree::look(engine, std::move(store), stream);
        return real.ok() ? real->trial() : Result<CampaignTree>(real.diagnostics());
      },
      path_by_now);
}

}  // namespace hongtou::cli
