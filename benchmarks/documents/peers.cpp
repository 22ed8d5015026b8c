#include "benchmarks/documents/peers.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "benchmarks/documents/measure.h"
#include "benchmarks/documents/notice.h"
#include "engine/environment.h"
#include "plugins/docx/docx.h"

namespace hongtou::benchmarks {

namespace {

const std::string peers = HONGTOU_SOURCE_DIR "/benchmarks/peers/";

void write(const std::filesystem::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// What the command prints; empty if it fails.
std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>/dev/null").c_str(), "r"), pclose);
  std::string out;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) out += buffer;
  return out;
}

std::string command_of(const std::string& engine) {
  return engine == "docxtpl" ? "/usr/bin/python3 " + peers + "docxtpl_peer.py" : "node " + peers + "documents.mjs " + engine;
}

}  // namespace

std::optional<PeerFigures> fill_templates(const std::string& engine, int count, int rows, const std::filesystem::path& folder) {
  List data;
  for (int seed = 0; seed < count; ++seed) data.push_back(data_of(notice(seed, rows)));
  const auto data_file = folder / "data.json", template_file = folder / (engine + ".docx");
  write(data_file, to_json(data));
  write(template_file, *docx::make_docx_format()->write(template_of(tags_of(engine)), {}));
  const auto told = parse_json(output_of(command_of(engine) + " " + data_file.string() + " " + template_file.string()));
  if (!told.ok() || told->map() == nullptr) return std::nullopt;
  const auto number = [&](const char* name) { return std::strtod(told->at(name).print().c_str(), nullptr); };
  return PeerFigures{number("documents_per_second"), number("peak_mib")};
}

std::optional<double> convert(const std::string& files, const std::filesystem::path& folder) {
  const auto command = "soffice --headless -env:UserInstallation=file://" +
                       std::filesystem::absolute(folder / "profile").string() + " --convert-to pdf --outdir " +
                       (folder / "peer").string() + " " + files + " >/dev/null 2>&1";
  const auto run = [&] { return std::system(command.c_str()) == 0; };
  if (!std::filesystem::exists(folder / "profile") && !run()) return std::nullopt;
  bool done = false;
  const double time = seconds_of_programs([&] { done = run(); });
  return done ? std::optional(time) : std::nullopt;
}

}  // namespace hongtou::benchmarks
