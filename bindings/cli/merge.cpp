// hongtou merge: a document for each row of a list.
#include <algorithm>
#include <map>
#include <set>

#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "bindings/cli/text_context.h"
#include "engine/mail_merge.h"

namespace hongtou::cli {

namespace {

constexpr Message not_made{"merge.not_made", "{2}份没有生成：第{0}份", "{2} not made: number {1}", "", ""};
constexpr std::size_t most_listed = 20;
constexpr Words making{"正在生成 {0}/{1}", "making {0} of {1}"};
constexpr Words made{"在“{2}”生成了 {0} 份，共 {1} 份", "{0} of {1} made in “{2}”"};

struct MergeOptions {
  TextFiles files;
  std::string rows;
  std::string name = "{{row}}";
  std::string out;
  std::vector<std::string> formats{"docx"};
  unsigned threads = 0;
};

Result<std::vector<MergeRow>> read_rows(const Environment& environment, const std::string& file) {
  const auto bytes = environment.read_file(file);
  return bytes.ok() ? read_merge_rows(*bytes, file) : Result<std::vector<MergeRow>>(bytes.diagnostics());
}

// --name may be written with an extension of one of the formats: each gets its own.
std::string without_extension(std::string name, const Registry& registry) {
  for (const auto& format : registry.formats())
    if (const auto extension = format->info().extension; name.ends_with(extension)) name.resize(name.size() - extension.size());
  return name;
}

Diagnostics unknown_formats(const Engine& engine, const std::vector<std::string>& formats) {
  Diagnostics told;
  for (const auto& format : formats)
    if (engine.registry().format(format) == nullptr) {
      const auto refused = engine.write({}, format).diagnostics();
      told.insert(told.end(), refused.begin(), refused.end());
    }
  return told;
}

// Rows that failed for the same reason.
struct Failure {
  Diagnostics why;
  std::vector<std::size_t> rows;
};

std::vector<Failure> failures_of(const std::vector<Status>& outcomes) {
  std::vector<Failure> failures;
  std::map<std::string, std::size_t> known;  // by what is told
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    if (outcomes[row].ok()) continue;
    const auto& why = outcomes[row].diagnostics();
    const auto [found, is_new] = known.emplace(to_text(why, Language::en), failures.size());
    if (is_new) failures.push_back({why, {}});
    failures[found->second].rows.push_back(row);
  }
  return failures;
}

// What is no error is told once, however many rows it is said of.
Diagnostics remarks_of(const std::vector<Status>& outcomes) {
  Diagnostics remarks;
  std::set<std::string> said;
  for (const auto& outcome : outcomes)
    for (const auto& one : outcome.diagnostics())
      if (one.severity != Severity::error && said.insert(to_text(one, Language::en)).second) remarks.push_back(one);
  return remarks;
}

// 2、5、9…
std::string numbers(const std::vector<std::size_t>& rows, const char* between) {
  std::string out;
  for (std::size_t i = 0; i < std::min(rows.size(), most_listed); ++i)
    out += (i == 0 ? "" : between) + std::to_string(rows[i] + 1);
  return out + (rows.size() > most_listed ? "…" : "");
}

void complain(Console& console, const Failure& failure, const std::vector<MergeRow>& rows) {
  const auto& position = rows[failure.rows.front()].position;
  const std::vector<std::string> arguments{numbers(failure.rows, "、"), numbers(failure.rows, ", "),
                                           std::to_string(failure.rows.size())};
  console.complain({{Severity::error, position, not_made, arguments}});
  console.complain(failure.why);
}

ExitCode merge(Program& program, const MergeOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  if (const auto unknown = unknown_formats(engine, options.formats); !unknown.empty()) return console.fail(unknown);
  const auto context = TextContext::read(engine, options.files);
  if (!context.ok()) return console.fail(context.diagnostics());
  const auto rows = read_rows(engine.environment(), options.rows);
  if (!rows.ok()) return console.fail(rows.diagnostics());
  const auto name = Template::parse(without_extension(options.name, engine.registry()), "--name");
  if (!name.ok()) return console.fail(name.diagnostics());
  if (const auto folder = make_folder(options.out); !folder.ok()) return console.fail(folder.diagnostics());
  console.complain(context.diagnostics());

  const auto names = merge_names(*name, *rows);
  const auto write = [&](std::size_t row, const std::vector<MergedFile>& files) -> Status {
    if (!names[row].ok()) return names[row].diagnostics();
    for (const auto& [format, bytes] : files) {
      const auto path = options.out + "/" + *names[row] + engine.registry().format(format)->info().extension;
      if (auto written = write_file(path, bytes); !written.ok()) return written;
    }
    return success;
  };
  const MailMerge job{context->text(), *rows,          context->data(), [&](const Value& data) { return context->blocks(data); },
                      options.formats, options.threads};
  const auto count = std::to_string(rows->size());
  const auto outcomes = run_mail_merge(engine, job, write, [&](std::size_t done) {
    console.progress(fill(making.in(console.language()), {std::to_string(done), count}));
  });
  console.progress("");
  console.complain(remarks_of(outcomes));
  const auto failures = failures_of(outcomes);
  for (const auto& failure : failures) complain(console, failure, *rows);
  const auto succeeded = std::count_if(outcomes.begin(), outcomes.end(), [](const Status& outcome) { return outcome.ok(); });
  console.say(made, {std::to_string(succeeded), count, options.out});
  return failures.empty() ? ExitCode::done : exit_code(failures.front().why);
}

}  // namespace

void add_merge(Program& program) {
  auto options = std::make_shared<MergeOptions>();
  auto& command =
      program.add_command("merge", {"邮件合并：名单上一行生成一份文件", "mail merge: a document for each row of a list"});
  add_text_files(program, command, options->files);
  program
      .add_option(
          command, "--each", options->rows, "FILE",
          {"名单：CSV 首行写变量的名称，或 JSON 列表", "the list: CSV with the variables in its first line, or a JSON list"})
      ->required();
  program.add_option(command, "--out", options->out, "DIR", {"生成到的文件夹", "the folder for the documents"})->required();
  program.add_option(command, "--name", options->name, "NAME",
                     {"文件名，可用变量，如 {{unit}}；默认 {{row}}，即序号",
                      "what each file is called, such as {{unit}}; {{row}}, its number, by default"});
  program.add_option(command, "--formats", options->formats, "LIST", {"格式，默认 docx", "formats, docx by default"})
      ->delimiter(',');
  program.add_option(command, "--threads", options->threads, "N",
                     {"同时生成几份；默认与处理器核数相同", "how many at a time; as many as there are processors by default"});
  program.on(command, [&program, options] { return merge(program, *options); });
}

}  // namespace hongtou::cli
