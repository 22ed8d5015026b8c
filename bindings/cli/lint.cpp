// hongtou lint: holds documents against GB/T 9704, and mends what is safe to mend.
#include <filesystem>

#include "bindings/cli/extension.h"
#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "bindings/cli/text_pictures.h"
#include "engine/document/official_text.h"
#include "engine/lint/lint.h"
#include "engine/text.h"

namespace hongtou::cli {

namespace {

constexpr Message no_reader{"lint.no_reader", "不能检查“{0}”这种文件", "files such as “{0}” cannot be checked",
                            "可检查的：.gw {1}；.doc、.wps 请先另存为 .docx",
                            "it can be .gw {1}; save a .doc or .wps as .docx first"};
constexpr Message one_at_a_time{"lint.one_file", "用 --out 时只能写一个文件", "--out goes with one file only", "", ""};

constexpr Message onto_original{"lint.onto_original", "“{0}”就是原件，改好的不能盖掉它", "“{0}” is the original, which is kept",
                                "--out 换一个文件名；不写 --out 就另存为“原名-改”",
                                "give --out another name, or leave it out: what was mended is written beside the file"};

constexpr Words clean{"{0}：没有发现问题", "{0}: nothing found"};
constexpr Words counted{"{0}：{1} 处应改，{2} 处宜改，{3} 处供参考", "{0}: {1} to mend, {2} better mended, {3} to consider"};
constexpr Words mended{"{0}：改了 {1} 处，另存为 {2}", "{0}: {1} mended, written to {2}"};
constexpr Words paragraph{"第{0}段", "paragraph {0}"};
constexpr Words page{"第{0}面", "page {0}"};
constexpr Words row{"第{0}面第{1}行", "page {0} row {1}"};
constexpr Words severities[] = {{"应改", "error"}, {"宜改", "warning"}, {"参考", "note"}};

struct LintOptions {
  std::vector<std::string> files;
  std::string out;
  bool fix = false;
  bool json = false;
  bool rules = false;
};

// A document with the reader that understands it.
struct Opened {
  std::string path;
  std::string bytes;
  lint::Manuscript manuscript;
  const ManuscriptReader* reader = nullptr;  // null: a .gw text
  Diagnostics told = {};                     // what keeps a .gw text from being composed

  Result<std::string> mended(const std::vector<lint::Edit>& edits) const {
    return reader == nullptr ? Result<std::string>(lint::mend_text(bytes, edits)) : reader->mend(bytes, edits, path);
  }
};

// Its own mistakes, and those of its pictures.
Diagnostics mistakes_in(const Environment& environment, const std::string& bytes, const std::string& path) {
  const auto text = OfficialText::read(bytes, path);
  auto told = text.diagnostics();
  if (!text.ok()) return told;
  for (const auto& request : text->pictures()) {
    const auto picture = read_picture(environment, path, request);
    told.insert(told.end(), picture.diagnostics().begin(), picture.diagnostics().end());
  }
  return told;
}

Result<Opened> open(const Engine& engine, const std::string& path, std::string bytes) {
  Opened opened{path, std::move(bytes), {}};
  const auto extension = std::filesystem::path(path).extension().string();
  if (extension == ".gw") {
    opened.manuscript = lint::manuscript_of_text(opened.bytes, path);
    opened.told = mistakes_in(engine.environment(), opened.bytes, path);
    return opened;
  }
  const auto& readers = engine.registry().manuscript_readers();
  opened.reader = by_extension(readers, extension);
  if (opened.reader == nullptr) return Result<Opened>::failure({path, 0, 0}, no_reader, {extension, known_extensions(readers)});
  auto manuscript = opened.reader->read(opened.bytes, path);
  if (!manuscript.ok()) return manuscript.diagnostics();
  opened.manuscript = *std::move(manuscript);
  return opened;
}

std::string place_of(const Opened& opened, const lint::Finding& finding, Language language) {
  const auto number = std::to_string(finding.page);
  if (finding.page > 0 && finding.line == nullptr) return opened.path + ":" + fill(page.in(language), {number});
  if (finding.line == nullptr) return opened.path;
  if (finding.page > 0) return opened.path + ":" + fill(row.in(language), {number, std::to_string(finding.line->number)});
  if (opened.reader != nullptr) return opened.path + ":" + fill(paragraph.in(language), {std::to_string(finding.line->number)});
  const auto at = line_column(opened.bytes, finding.line->offset + finding.begin);
  return opened.path + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

Value to_value(const Opened& opened, const lint::Finding& finding) {
  Map value{{"file", opened.path},
            {"rule", finding.rule->id},
            {"severity", severities[static_cast<int>(lint::severity_of(finding.rule->level))].en},
            {"element", finding.line == nullptr ? Value() : Value(name_of(finding.line->role, Language::zh))},
            {"found", finding.found},
            {"wanted", finding.wanted},
            {"can_be_mended", finding.mended.has_value() && opened.manuscript.printout == nullptr},
            {"zh", lint::to_text(finding, Language::zh)},
            {"en", lint::to_text(finding, Language::en)}};
  if (finding.page > 0) value["page"] = finding.page;
  if (finding.line != nullptr && opened.reader != nullptr) value[finding.page > 0 ? "row" : "paragraph"] = finding.line->number;
  if (finding.line != nullptr && opened.reader == nullptr) value["line"] = finding.line->number;
  return value;
}

Value to_value(const Opened& opened, const Diagnostic& mistake) {
  return Map{{"file", opened.path},
             {"rule", mistake.message.code},
             {"severity", severities[static_cast<int>(mistake.severity)].en},
             {"element", Value()},
             {"found", ""},
             {"wanted", ""},
             {"can_be_mended", false},
             {"zh", mistake.text(Language::zh)},
             {"en", mistake.text(Language::en)},
             {"line", mistake.position.line}};
}

// What one round of mending brings to light, the next one mends.
Result<std::string> mend(const Engine& engine, Opened opened, int& count) {
  constexpr int rounds = 8;
  for (int round = 0; round < rounds; ++round) {
    const auto findings = lint::mendable(lint::check(opened.manuscript));
    if (findings.empty()) break;
    auto bytes = opened.mended(lint::edits_of(findings));
    if (!bytes.ok()) return bytes;
    count += static_cast<int>(findings.size());
    auto next = open(engine, opened.path, *std::move(bytes));
    if (!next.ok()) return next.diagnostics();
    opened = *std::move(next);
  }
  return opened.bytes;
}

class Lint {
 public:
  Lint(Program& program, const LintOptions& options)
      : console_(program.console()), engine_(program.engine()), options_(options) {}

  ExitCode run() {
    auto code = ExitCode::done;
    for (const auto& path : options_.files)
      if (const auto one = file(path); code == ExitCode::done) code = one;
    if (options_.json) console_.print_json(std::move(list_));
    return code;
  }

 private:
  ExitCode file(const std::string& path) {
    const auto bytes = engine_.environment().read_file(path);
    if (!bytes.ok()) return console_.fail(bytes.diagnostics());
    const auto opened = open(engine_, path, *bytes);
    if (!opened.ok()) return console_.fail(opened.diagnostics());
    return options_.fix ? fix(*opened) : tell(*opened);
  }

  ExitCode tell(const Opened& opened) {
    const auto findings = lint::check(opened.manuscript);
    int counts[3] = {0, 0, 0};
    for (const auto& mistake : opened.told) {
      ++counts[static_cast<int>(mistake.severity)];
      if (options_.json)
        list_.push_back(to_value(opened, mistake));
      else
        console_.print(to_text(mistake, console_.language()));
    }
    for (const auto& finding : findings) {
      const auto severity = static_cast<int>(lint::severity_of(finding.rule->level));
      ++counts[severity];
      if (options_.json)
        list_.push_back(to_value(opened, finding));
      else
        console_.print(place_of(opened, finding, console_.language()) + ": " + severities[severity].in(console_.language()) +
                       " [" + std::string(finding.rule->id) + "] " + lint::to_text(finding, console_.language()) + "\n");
    }
    const bool in_order = findings.empty() && opened.told.empty();
    if (!options_.json && in_order) console_.say(clean, {opened.path});
    if (!options_.json && !in_order)
      console_.say(counted, {opened.path, std::to_string(counts[0]), std::to_string(counts[1]), std::to_string(counts[2])});
    return counts[0] > 0 ? ExitCode::input_at_fault : ExitCode::done;
  }

  std::string mended_path(const std::filesystem::path& original) const {
    if (!options_.out.empty()) return options_.out;
    return (original.parent_path() / (original.stem().string() + "-改" + original.extension().string())).string();
  }

  ExitCode fix(const Opened& opened) {
    if (opened.manuscript.printout) return console_.fail(opened.mended({}).diagnostics());
    const auto out = mended_path(opened.path);
    if (std::error_code error; std::filesystem::equivalent(opened.path, out, error))
      return console_.fail(onto_original, {out}, opened.path);
    int count = 0;
    const auto bytes = mend(engine_, opened, count);
    if (!bytes.ok()) return console_.fail(bytes.diagnostics());
    if (const auto written = write_file(out, *bytes); !written.ok()) return console_.fail(written.diagnostics());
    console_.say(mended, {opened.path, std::to_string(count), out});
    const auto again = open(engine_, out, *bytes);
    return again.ok() ? tell(*again) : console_.fail(again.diagnostics());
  }

  Console& console_;
  const Engine& engine_;
  const LintOptions& options_;
  List list_;
};

void print_rules(Console& console) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& rule : lint::rules())
    rows.push_back({std::string(rule.id), severities[static_cast<int>(lint::severity_of(rule.level))].in(console.language()),
                    Words{rule.zh, rule.en}.in(console.language())});
  console.print(columns(rows));
}

ExitCode run(Program& program, const LintOptions& options) {
  if (options.rules) print_rules(program.console());
  if (!options.out.empty() && options.files.size() != 1) return program.console().fail(one_at_a_time);
  return Lint(program, options).run();
}

}  // namespace

void add_lint(Program& program) {
  auto options = std::make_shared<LintOptions>();
  auto& command = program.add_command("lint", {"按 GB/T 9704 检查公文格式", "hold documents against GB/T 9704"});
  program.add_option(command, "FILE", options->files, "",
                     {"Word 文件（.docx）、文稿（.gw）或版式文件（.pdf、.ofd），可写多个",
                      "Word files (.docx), texts (.gw) or files with fixed pages (.pdf, .ofd)"});
  program.add_flag(command, "--fix", options->fix,
                   {"改掉可以放心改的，另存为“原名-改”", "mend what is safe to mend, written beside the file"});
  program.add_option(command, "--out", options->out, "FILE", {"改好的存到哪里", "where to write what was mended"});
  program.add_flag(command, "--json", options->json, {"以 JSON 列出问题", "list what is found as JSON"});
  program.add_flag(command, "--rules", options->rules, {"列出所有规则", "list every rule"});
  program.on(command, [&program, options] { return run(program, *options); });
}

}  // namespace hongtou::cli
