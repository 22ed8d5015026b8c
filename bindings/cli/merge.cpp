// hongtou merge: a document for each row of a list.
#include <algorithm>
#include <filesystem>

#include "bindings/cli/extension.h"
#include "bindings/cli/merge_outcomes.h"
#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "bindings/cli/text_context.h"
#include "engine/document/elements.h"
#include "engine/mail_merge.h"
#include "engine/text.h"

namespace hongtou::cli {

namespace {

constexpr Message no_target{"merge.no_target", "没有写生成到哪里", "it is not said where the documents go",
                            "写 --out 文件夹，一行一个文件；或者写 --together 文件.pdf，合成一份",
                            "write --out FOLDER for a file of each row, or --together FILE.pdf for one of them all"};
constexpr Message not_together{"merge.not_together", "“{0}”这种文件不能把许多份合成一份",
                               "many documents cannot be one file like “{0}”", "合成一份的文件名以 {1} 结尾",
                               "give the file a name that ends with {1}"};
constexpr Words making{"正在生成 {0}/{1}", "making {0} of {1}"};
constexpr Words made{"在“{2}”生成了 {0} 份，共 {1} 份", "{0} of {1} made in “{2}”"};
constexpr Words bound{"“{2}”合成了 {0} 份，共 {1} 份", "{0} of {1} put together in “{2}”"};

struct MergeOptions {
  TextFiles files;
  std::string rows;
  std::string name;
  std::string out;       // a folder, or ""
  std::string together;  // a file, or ""
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

// Extensions of the formats that hold many documents.
std::string binding_extensions(const Registry& registry) {
  std::vector<std::string> extensions;
  for (const auto& format : registry.formats())
    if (format->bind() != nullptr) extensions.push_back(format->info().extension);
  return join(extensions, "、");
}

// Null when all is not to be put together. Errors: merge.not_together.
Result<std::unique_ptr<Binder>> binder_for(const std::string& file, const Registry& registry) {
  if (file.empty()) return std::unique_ptr<Binder>();
  const auto* format = by_extension(registry.formats(), std::filesystem::path(file).extension().string());
  auto binder = format == nullptr ? nullptr : format->bind();
  if (binder == nullptr) return Result<std::unique_ptr<Binder>>::failure({}, not_together, {file, binding_extensions(registry)});
  return binder;
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

// What the options ask for, read.
struct Job {
  TextContext context;
  std::vector<MergeRow> rows;
  Template name;
  std::unique_ptr<Binder> binder;  // null: nothing is put together
};

Result<Job> read_job(const Engine& engine, const MergeOptions& options) {
  if (options.out.empty() && options.together.empty()) return Result<Job>::failure({}, no_target);
  if (auto unknown = unknown_formats(engine, options.formats); !unknown.empty()) return unknown;
  auto binder = binder_for(options.together, engine.registry());
  if (!binder.ok()) return binder.diagnostics();
  auto context = TextContext::read(engine, options.files);
  if (!context.ok()) return context.diagnostics();
  auto rows = read_rows(engine.environment(), options.rows);
  if (!rows.ok()) return rows.diagnostics();
  const auto written = options.name.empty() ? std::string("{{row}}") : without_extension(options.name, engine.registry());
  auto name = Template::parse(written, "--name");
  if (!name.ok()) return name.diagnostics();
  if (!options.out.empty())
    if (const auto folder = make_folder(options.out); !folder.ok()) return folder.diagnostics();
  Result<Job> job(Job{*std::move(context), *std::move(rows), *std::move(name), *std::move(binder)});
  job.add(context.diagnostics());
  return job;
}

// Each row as a file of its own, or as a part of the one file, or both.
std::vector<Status> run(Program& program, const MergeOptions& options, const Job& job) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto names = options.out.empty() ? merge_titles(job.name, job.rows) : merge_names(job.name, job.rows);
  const auto take = [&](std::size_t row, const Document& document, const std::vector<MergedFile>& files) -> Status {
    if (!names[row].ok()) return names[row].diagnostics();
    for (const auto& [format, bytes] : files) {
      const auto path = options.out + "/" + *names[row] + engine.registry().format(format)->info().extension;
      if (auto written = write_file(path, bytes); !written.ok()) return written;
    }
    if (job.binder == nullptr) return success;
    const auto title = name_of(document);
    return job.binder->add(row, options.name.empty() && !title.empty() ? title : *names[row], document);
  };
  const MailMerge merge{job.context.text(),
                        job.rows,
                        job.context.data(),
                        [&](const Value& data) { return job.context.blocks(data); },
                        options.out.empty() ? std::vector<std::string>() : options.formats,
                        options.threads};
  const auto count = std::to_string(job.rows.size());
  auto outcomes = run_mail_merge(engine, merge, take, [&](std::size_t done) {
    console.progress(fill(making.in(console.language()), {std::to_string(done), count}));
  });
  console.progress("");
  return outcomes;
}

Status write_together(const std::string& file, Binder& binder) {
  const auto bytes = binder.finish(std::filesystem::path(file).stem().string());
  return bytes.ok() ? write_file(file, *bytes) : Status(bytes.diagnostics());
}

ExitCode merge(Program& program, const MergeOptions& options) {
  auto& console = program.console();
  const auto job = read_job(program.engine(), options);
  if (!job.ok()) return console.fail(job.diagnostics());
  console.complain(job.diagnostics());
  const auto outcomes = run(program, options, *job);
  const auto code = tell_outcomes(console, outcomes, job->rows);
  const auto succeeded = std::count_if(outcomes.begin(), outcomes.end(), [](const Status& outcome) { return outcome.ok(); });
  const std::vector<std::string> counts{std::to_string(succeeded), std::to_string(outcomes.size())};
  if (!options.out.empty()) console.say(made, {counts[0], counts[1], options.out});
  if (job->binder != nullptr && succeeded > 0) {
    if (const auto written = write_together(options.together, *job->binder); !written.ok())
      return console.fail(written.diagnostics());
    console.say(bound, {counts[0], counts[1], options.together});
  }
  return code;
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
  program.add_option(command, "--out", options->out, "DIR",
                     {"生成到的文件夹，一行一个文件", "the folder for the documents, a file for each row"});
  program.add_option(
      command, "--together", options->together, "FILE",
      {"合成一份（.pdf、.ofd），供成批印刷：每份从单页起，书签是 --name 的名称，不写则是标题",
       "all in one file (.pdf, .ofd) for the print shop, each from a right-hand page, bookmarks by --name or title"});
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
