// hongtou rehearse: the whole campaign on a virtual clock, written to a folder.
#include "engine/rehearsal/rehearsal.h"

#include <algorithm>

#include "bindings/cli/campaign_documents.h"
#include "bindings/cli/level_boards.h"
#include "bindings/cli/program.h"
#include "bindings/cli/rehearsal_folder.h"
#include "engine/board.h"
#include "engine/rehearsal/report.h"
#include "engine/text.h"
#include "engine/timeline.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Message bad_until{"rehearse.until", "--until 应写日期：“{0}”", "--until wants a day: “{0}”", "例如 2023-06-15",
                            "such as 2023-06-15"};
constexpr Words progress_line{"演练 {0}  {1}%  已记录 {2} 条", "rehearsing {0}  {1}%  {2} events"};
constexpr Words finished{"演练完成：{0}", "rehearsed: {0}"};
constexpr Words counted{"从 {0} 到 {1}，记录 {2} 条，文件 {3} 份", "from {0} to {1}: {2} events, {3} documents"};
constexpr Words levels_line{"下级活动 {0} 个，见 {1}", "{0} campaigns below, in {1}"};
constexpr Words nobody_missing{"各单位均已报送", "every unit has reported"};
constexpr Words missing_of_many{"未报送  {0}（共{2}次）：{1}", "missing in {0} ({2} in all): {1}"};
constexpr Words how_often{" {0}次", " {0} times"};
constexpr Words missing_line{"未报送  {0}：{1}", "missing in {0}: {1}"};
constexpr Words warned{"提醒 {0} 处（见上）", "{0} warnings (above)"};
constexpr Words documents_line{"文件：", "documents:"};
constexpr Words report_line{"给领导看的报告：{0}", "report for the leader who signs: {0}"};
constexpr Words open_first{"先打开：{0}", "open first: {0}"};

struct RehearseOptions {
  std::string file;
  std::string out;
  std::uint64_t seed = 1;
  std::string scenario;
  std::vector<std::string> formats{"docx", "html"};
  std::string until;
  bool json = false;
};

// A file's name as a browser looks for it.
std::string reference_to(const std::string& file) {
  return replace_all(replace_all(replace_all(file, "%", "%25"), "#", "%23"), "?", "%3F");
}

// Where a cell of the page names a file, it leads there.
std::string with_links(std::string page, const std::vector<ReportedDocument>& documents) {
  for (const auto& each : documents)
    page = replace_all(page, ">" + each.file + "<", "><a href=\"" + reference_to(each.file) + "\">" + each.file + "</a><");
  return page;
}

// The units that owe a report to a step and never gave it, of its running copies how often.
struct MissingUnits {
  std::size_t copies = 0;
  std::vector<std::pair<std::string, std::size_t>> units;
};

MissingUnits missing_units(const Campaign& campaign, const Step& step) {
  MissingUnits out;
  if (!step.collects() || step.flag("voluntary")) return out;
  for_each_step(campaign.definition(), campaign.state(), [&](const ScopePtr& scope, const Step& each) {
    if (&each != &step) return;
    ++out.copies;
    for (const auto& [id, item] : campaign.state().step(scope->address_of(step)).items) {
      if (item.status != ItemStatus::missing && item.status != ItemStatus::closed) continue;
      const auto known =
          std::find_if(out.units.begin(), out.units.end(), [&unit = id](const auto& other) { return other.first == unit; });
      if (known == out.units.end())
        out.units.emplace_back(id, 1);
      else
        ++known->second;
    }
  });
  return out;
}

ExitCode fail(Console& console, const RehearseOptions& options, const Diagnostics& diagnostics) {
  if (options.json) console.print_json(Map{{"diagnostics", to_value(diagnostics, console.language())}});
  return console.fail(diagnostics);
}

class Rehearse {
 public:
  Rehearse(Program& program, const RehearseOptions& options, RehearsalFolder& folder)
      : console_(program.console()), engine_(program.engine()), options_(options), folder_(folder) {}

  ExitCode run(Definition definition, Diagnostics warnings) {
    warnings_ = std::move(warnings);
    auto options = rehearsal_options();
    if (!options.ok()) return fail(console_, options_, options.diagnostics());
    auto tree = rehearse_tree(engine_, std::move(definition), *options, [this](const auto& progress) { show(progress); });
    console_.progress("");
    if (!tree.ok()) return fail(console_, options_, tree.diagnostics());
    take_warnings(tree.diagnostics());
    for (const auto& path : tree->paths())
      if (const auto written = write_all(*tree, path); !written.ok()) return fail(console_, options_, written.diagnostics());
    levels_ = tree->paths().size() - 1;
    const auto report = json_summary(tree->top());
    const auto text = summary(tree->top());
    {
      const auto closed = *std::move(tree);  // its store must not be open when it moves
    }
    if (const auto kept = folder_.keep(); !kept.ok()) return fail(console_, options_, kept.diagnostics());
    options_.json ? console_.print_json(report) : console_.print(text);
    return ExitCode::done;
  }

 private:
  Result<RehearsalOptions> rehearsal_options() const {
    RehearsalOptions options;
    options.seed = options_.seed;
    options.formats = options_.formats;
    options.store = "sqlite:" + folder_.work_path_of("journal.db");
    options.scenario_file = options_.scenario;
    if (!options_.until.empty()) {
      options.until = parse_instant(options_.until);
      if (!options.until) return Result<RehearsalOptions>::failure({}, bad_until, {options_.until});
    }
    if (options_.scenario.empty()) return options;
    const auto bytes = engine_.environment().read_file(options_.scenario);
    if (!bytes.ok()) return bytes.diagnostics();
    auto scenario = parse_json(*bytes, options_.scenario);
    if (!scenario.ok()) return scenario.diagnostics();
    options.scenario = *std::move(scenario);
    return options;
  }

  void show(const RehearsalProgress& progress) {
    const auto whole = std::max(1, days_between(progress.period.first, progress.period.last));
    const auto gone = std::clamp(days_between(progress.period.first, date_of(progress.now)), 0, whole);
    console_.progress(
        fill(progress_line.in(console_.language()),
             {to_text(date_of(progress.now)), std::to_string(100 * gone / whole), std::to_string(progress.events)}));
  }

  void take_warnings(const Diagnostics& more) {
    warnings_.insert(warnings_.end(), more.begin(), more.end());
    if (!options_.json) console_.complain(more);
  }

  Status write_all(CampaignTree& tree, const std::string& path) {
    const auto level = folder_of_level(tree, path);
    auto around = boards_around(tree, path, end_of(tree.top()), true);
    if (!around.ok()) return around.diagnostics();
    const auto& campaign = *tree.at(path);
    if (const auto written = write_frozen(campaign, level); !written.ok()) return written;
    const auto events = campaign.events();
    if (!events.ok()) return events.diagnostics();
    const auto page = board(engine_, campaign, end_of(campaign), console_.language(), *around);
    if (!page.ok()) return page.diagnostics();
    take_warnings(page.diagnostics());
    const auto& definition = campaign.definition();
    const std::vector<std::pair<std::string, std::string>> files{
        {"timeline.txt", timeline_text(definition, *events, console_.language(), campaign.state().joined)},
        {"timeline.json", to_json(timeline_data(definition, *events, console_.language(), campaign.state().joined), 2) + "\n"},
        {"board.html", *page}};
    for (const auto& [name, bytes] : files)
      if (const auto written = folder_.write(level + name, bytes); !written.ok()) return written;
    return level.empty() ? write_report(campaign) : success;
  }

  Status write_report(const Campaign& campaign) {
    RehearsalFindings findings{warnings_, {}};
    const IssuedDocument* last = nullptr;  // its formats follow each other
    for (const auto& one : written_)
      if (std::exchange(last, one.document) != one.document)
        findings.documents.push_back({one.step, one.document->title, one.document->at, "documents/" + one.name});
    const auto report = rehearsal_report(engine_, campaign, findings, console_.language());
    if (!report.ok()) return report.diagnostics();
    for (const auto* name : {"docx", "html"}) {
      const auto* format = engine_.registry().format(name);
      if (format == nullptr) continue;
      auto bytes = format->write(*report, engine_.environment());
      if (!bytes.ok()) return bytes.diagnostics();
      if (format->info().extension == ".html") *bytes = with_links(*std::move(bytes), findings.documents);
      reports_.push_back("report" + format->info().extension);
      if (const auto written = folder_.write(reports_.back(), *bytes); !written.ok()) return written;
    }
    return success;
  }

  Instant end_of(const Campaign& campaign) const {
    const auto until = parse_instant(options_.until);
    return until && !campaign.state().closed ? *until : campaign.state().time;
  }

  // The frozen bytes, as they stand in the store.
  Status write_frozen(const Campaign& campaign, const std::string& level) {
    const auto store = engine_.open_store("sqlite:" + folder_.work_path_of("journal.db"), StoreMode::read_only);
    if (!store.ok()) return store.diagnostics();
    auto written = write_documents(engine_, campaign, **store, [&](const std::string& name, const std::string& bytes) {
      return folder_.write(level + "documents/" + name, bytes);
    });
    if (!written.ok()) return written.diagnostics();
    if (level.empty()) written_ = *std::move(written);
    return success;
  }

  std::string summary(const Campaign& campaign) const {
    const auto& definition = campaign.definition();
    std::string out;
    const auto line = [&](const Words& words, const std::vector<std::string>& arguments = {}) {
      out += fill(words.in(console_.language()), arguments) + "\n";
    };
    line(finished, {definition.title});
    line(counted, {to_text(definition.period.first), to_text(date_of(end_of(campaign))), std::to_string(campaign.state().events),
                   std::to_string(count_documents(campaign))});
    bool complete = true;
    for (const auto& place : definition.places()) {
      const auto& step = *place.step;
      const auto missing = missing_units(campaign, step);
      if (missing.units.empty()) continue;
      complete = false;
      line(missing.copies > 1 ? missing_of_many : missing_line,
           {step.label, names_of(definition, missing), std::to_string(missing.copies)});
    }
    if (complete && campaign.state().closed) line(nobody_missing);
    if (levels_ > 0) line(levels_line, {std::to_string(levels_), folder_.path_of("levels")});
    if (!warnings_.empty()) line(warned, {std::to_string(warnings_.size())});
    if (!written_.empty()) line(documents_line);
    for (const auto& document : written_) out += "  " + folder_.path_of("documents/" + document.name) + "\n";
    if (!reports_.empty()) line(report_line, {folder_.path_of(reports_.front())});
    line(open_first, {folder_.path_of("board.html")});
    return out;
  }

  std::string names_of(const Definition& definition, const MissingUnits& missing) const {
    std::string names;
    for (const auto& [unit, times] : missing.units)
      names += (names.empty() ? "" : "、") + definition.unit_name(unit) +
               (missing.copies > 1 ? fill(how_often.in(console_.language()), {std::to_string(times)}) : "");
    return names;
  }

  Value json_summary(const Campaign& campaign) const {
    const auto& definition = campaign.definition();
    List missing;
    List documents;
    for (const auto& place : definition.places())
      for (const auto& [unit, times] : missing_units(campaign, *place.step).units)
        missing.push_back(
            Map{{"step", place.step->id}, {"unit", unit}, {"unit_name", definition.unit_name(unit)}, {"times", times}});
    List reports;
    for (const auto& name : reports_) reports.push_back(folder_.path_of(name));
    for (const auto& document : written_)
      documents.push_back(
          Map{{"step", document.step}, {"format", document.format}, {"file", folder_.path_of("documents/" + document.name)}});
    return Map{{"campaign", definition.id},
               {"events", static_cast<std::int64_t>(campaign.state().events)},
               {"ended", to_text(campaign.state().time)},
               {"documents", std::move(documents)},
               {"missing", std::move(missing)},
               {"levels", levels_},
               {"board", folder_.path_of("board.html")},
               {"reports", std::move(reports)},
               {"journal", "sqlite:" + folder_.path_of("journal.db")},
               {"diagnostics", to_value(warnings_, console_.language())}};
  }

  Console& console_;
  const Engine& engine_;
  const RehearseOptions& options_;
  RehearsalFolder& folder_;
  Diagnostics warnings_;
  std::vector<WrittenDocument> written_;
  std::size_t levels_ = 0;
  std::vector<std::string> reports_;  // names, one a format
};

ExitCode rehearse_into(Program& program, const RehearseOptions& options) {
  auto& console = program.console();
  auto definition = program.engine().load(options.file);
  if (!definition.ok()) return fail(console, options, definition.diagnostics());
  if (!options.json) console.complain(definition.diagnostics());
  auto folder = RehearsalFolder::open(options.out);
  if (!folder.ok()) return fail(console, options, folder.diagnostics());
  auto warnings = definition.diagnostics();
  return Rehearse(program, options, *folder).run(*std::move(definition), std::move(warnings));
}

}  // namespace

void add_rehearse(Program& program) {
  auto options = std::make_shared<RehearseOptions>();
  auto& command = program.add_command("rehearse", {"用虚拟时钟演练整个活动：全部文件、时间线、看板、日志",
                                                   "the whole campaign on a virtual clock: documents, timeline, board, journal"});
  program.add_option(command, "FILE", options->file, "", {"活动文件（campaign.info）", "the workflow file (campaign.info)"})
      ->required();
  program
      .add_option(command, "--out", options->out, "DIR",
                  {"输出文件夹；以前的演练会被替换，别的文件不会动",
                   "the folder to write to; a former rehearsal there is replaced, nothing else"})
      ->required();
  program.add_option(
      command, "--seed", options->seed, "N",
      {"随机种子，默认 1；同一种子结果相同", "of what units do, 1 by default; the same seed gives the same campaign"});
  program.add_option(command, "--scenario", options->scenario, "FILE",
                     {"情景（JSON）：各单位只做其中写明的事", "a scenario (JSON): what the units do instead"});
  program.add_option(
      command, "--until", options->until, "DATE",
      {"演练到这一天为止，看活动进行中的看板", "stop on this day, to see the board in the middle of the campaign"});
  program
      .add_option(command, "--formats", options->formats, "LIST",
                  {"文件格式，默认 docx,html", "formats of the documents, docx,html by default"})
      ->delimiter(',');
  program.add_flag(command, "--json", options->json, {"以 JSON 输出小结", "the summary as JSON"});
  program.on(command, [&program, options] { return rehearse_into(program, *options); });
}

}  // namespace hongtou::cli
