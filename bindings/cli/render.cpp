// hongtou render: a text with its data as a document.
#include <filesystem>

#include "bindings/cli/extension.h"
#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "bindings/cli/text_context.h"
#include "engine/layout/glyph_check.h"

namespace hongtou::cli {

namespace {

constexpr Message no_writer{"plugin.no_format", "没有能写“{0}”的插件", "no plugin writes “{0}”",
                            "可写的扩展名：{1}；缺少的请安装插件",
                            "extensions that can be written: {1}; install the plugin for others"};

struct RenderOptions {
  TextFiles files;
  std::string out;
  std::vector<std::string> attached;
};

Result<Document> compose(const Engine& engine, const TextFiles& files) {
  const auto context = TextContext::read(engine, files);
  if (!context.ok()) return context.diagnostics();
  auto document = context->text().compose(context->data(), context->blocks(context->data()));
  document.add(context.diagnostics());
  return document;
}

Result<std::vector<EnclosedFile>> read_attached(const Environment& environment, const std::vector<std::string>& paths) {
  std::vector<EnclosedFile> files;
  for (const auto& path : paths) {
    auto bytes = environment.read_file(path);
    if (!bytes.ok()) return bytes.diagnostics();
    files.push_back({std::filesystem::path(path).filename().string(), std::make_shared<const std::string>(*std::move(bytes))});
  }
  return files;
}

ExitCode render(Program& program, const RenderOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto extension = std::filesystem::path(options.out).extension().string();
  const auto* format = by_extension(engine.registry().formats(), extension);
  if (format == nullptr)
    return console.fail(no_writer, {extension.empty() ? options.out : extension, known_extensions(engine.registry().formats())});

  auto document = compose(engine, options.files);
  if (!document.ok()) return console.fail(document.diagnostics());
  auto attached = read_attached(engine.environment(), options.attached);
  if (!attached.ok()) return console.fail(attached.diagnostics());
  document->files = *std::move(attached);
  auto printed = engine.write(*document, format->info().name);
  auto told = printed.diagnostics();
  if (const auto text = engine.environment().read_file(options.files.text); text.ok())
    place_in_text(told, *text, options.files.text);
  console.complain(document.diagnostics());
  console.complain(told);
  if (!printed.ok()) return exit_code(printed.diagnostics());
  return console.fail(write_file(options.out, *printed).diagnostics());
}

}  // namespace

void add_render(Program& program) {
  auto options = std::make_shared<RenderOptions>();
  auto& command = program.add_command("render", {"用数据填好文稿，写成文件", "fill a text with data and write it as a document"});
  add_text_files(program, command, options->files);
  program
      .add_option(command, "-o,--output", options->out, "FILE",
                  {"写成的文件，扩展名定格式（.docx、.pdf、.ofd、.svg、.html、.txt）",
                   "the document, its format by extension (.docx, .pdf, .ofd, .svg, .html, .txt)"})
      ->required();
  program
      .add_option(
          command, "--attach", options->attached, "FILE",
          {"随文附送的文件，原样放进 .ofd 里，可写几个", "a file to go along in the .ofd as it is; may be given more than once"})
      ->allow_extra_args(false);
  program.on(command, [&program, options] { return render(program, *options); });
}

}  // namespace hongtou::cli
