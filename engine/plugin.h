// The one header of a plugin author. A plugin is one class and the line that adds it:
//
//   HONGTOU_PLUGIN(registry) { registry.add(std::make_unique<MyFormat>()); }
//
// Build it with the CMake function hongtou_add_plugin(NAME SOURCES…), which hides every symbol but the entry points,
// resolves all of them when the library is loaded, and stamps it with HONGTOU_PLUGIN_ABI.
// Objects handed to the registry live as long as the process and are used from many threads: const functions
// must not change anything.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/bpmn_model.h"
#include "engine/campaign/step_kind.h"
#include "engine/document/document.h"
#include "engine/environment.h"
#include "engine/journal/store.h"
#include "engine/lint/lint.h"
#include "engine/result.h"

#define HONGTOU_PLUGIN_ABI 1

namespace hongtou {

struct FormatInfo {
  std::string name;       // docx
  std::string extension;  // .docx
  std::string media_type;
  bool carries_files = false;  // takes along the files that go with a document
};

// Puts many documents into one file, such as the letters to all units for a print shop. Used from many threads.
class Binder {
 public:
  virtual ~Binder() = default;
  // They come in any order and stand in that of `place`; `name` is what a reader's list of contents calls it.
  // Errors: those of Format::write; the document is left out then.
  virtual Status add(std::size_t place, const std::string& name, const Document& document) = 0;
  // Each document begins on a right-hand page. The same documents give the same bytes, in whatever order they came.
  virtual Result<std::string> finish(const std::string& title) = 0;
};

// Writes a document. The same document gives the same bytes: no clock, no random numbers.
class Format {
 public:
  virtual ~Format() = default;
  virtual FormatInfo info() const = 0;
  virtual Result<std::string> write(const Document& document, const Environment& environment) const = 0;
  // It must not outlive the format. Null: a file of this format holds one document.
  virtual std::unique_ptr<Binder> bind() const { return nullptr; }
};

// Opens stores whose URL begins with `scheme()` and a colon: sqlite:campaign.db
class StoreDriver {
 public:
  virtual ~StoreDriver() = default;
  virtual std::string scheme() const = 0;
  // `location` is the URL without the scheme. Errors: store.*
  virtual Result<std::unique_ptr<Store>> open(const std::string& location, StoreMode mode) const = 0;
};

// Reads documents of one format, whoever wrote them, for lint; and mends what it found.
class ManuscriptReader {
 public:
  virtual ~ManuscriptReader() = default;
  virtual FormatInfo info() const = 0;
  // `file` names it in messages.
  virtual Result<lint::Manuscript> read(const std::string& bytes, const std::string& file) const = 0;
  // The same document with the edits made.
  virtual Result<std::string> mend(const std::string& bytes, const std::vector<lint::Edit>& edits,
                                   const std::string& file) const = 0;
};

// A directed graph to draw: boxes with labels and a state for colour, arrows with labels.
struct DiagramNode {
  std::string id;
  std::vector<std::string> lines;  // of its label
  std::string state;               // "", waiting, open, overdue, done, skipped, dead
  std::string kind;                // the step kind: issue, collect, compile, mark, decision, assess, …
  std::string within = {};         // the node whose flow it belongs to, or ""
};
struct DiagramEdge {
  std::string from, to, label;
  bool dashed = false;
  bool back = false;  // leads to what came before
};
struct DiagramLegend {
  std::string state;  // as a node's
  std::string text;
};
struct Diagram {
  std::string title;
  std::vector<DiagramNode> nodes;
  std::vector<DiagramEdge> edges;
  std::vector<DiagramLegend> legend = {};
};

// Draws a diagram as a complete file: svg, dot.
class DiagramWriter {
 public:
  virtual ~DiagramWriter() = default;
  virtual FormatInfo info() const = 0;
  virtual Result<std::string> write(const Diagram& diagram) const = 0;
};

// Writes a process as a complete file: bpmn.
class ProcessWriter {
 public:
  virtual ~ProcessWriter() = default;
  virtual FormatInfo info() const = 0;
  virtual Result<std::string> write(const Process& process) const = 0;
};

// Where a plugin hands in what it brings.
class PluginHost {
 public:
  virtual ~PluginHost() = default;
  virtual void add(std::unique_ptr<Format> format) = 0;
  virtual void add(std::unique_ptr<StoreDriver> driver) = 0;
  virtual void add(std::unique_ptr<DiagramWriter> writer) = 0;
  virtual void add(std::unique_ptr<StepKind> kind) = 0;
  virtual void add(std::unique_ptr<ProcessWriter> writer) = 0;
  virtual void add(std::unique_ptr<ManuscriptReader> reader) = 0;
};

// What the loader makes of a plugin's library; written by hongtou_add_plugin, not by hand.
class Plugin {
 public:
  virtual ~Plugin() = default;
  virtual void add_to(PluginHost& host) const = 0;
};

}  // namespace hongtou

// The body that follows adds the plugin's objects to `registry`.
#define HONGTOU_PLUGIN(registry) \
  void hongtou_register_plugin(::hongtou::PluginHost& registry)  // NOLINT(bugprone-macro-parentheses)
