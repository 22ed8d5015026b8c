// Prints in the campaign's formats, and keeps what people hand in. The bytes wait here until events that refer to them are
// written. Private to the engine.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/campaign/decide.h"
#include "engine/environment.h"
#include "engine/journal/store.h"
#include "engine/plugin.h"

namespace hongtou {

class BlobPress final : public Press {
 public:
  BlobPress(std::vector<const Format*> formats, const Store& store, const Environment& environment);

  // Prints them at once in several threads; `print` then has them ready. What was prepared before is forgotten.
  void prepare(std::vector<Document> documents);
  Result<std::map<std::string, Value>> print(const std::string& name, const Document& document) override;
  Result<std::string> bytes(const Value& reference) const override;

  // The reference to them.
  Value keep(std::string bytes, std::string media_type);
  std::vector<Blob> blobs_of(const std::vector<Event>& events) const;
  void forget(const std::vector<Blob>& written);

 private:
  using Copies = std::vector<Result<std::string>>;  // one a format
  struct Prepared {
    Document document;
    Copies copies;
  };

  Copies copies_of(const Document& document) const;
  Copies take(const Document& document);  // prepared, or made now

  std::vector<const Format*> formats_;
  const Store& store_;
  const Environment& environment_;
  std::map<std::string, Blob> blobs_;
  std::vector<Prepared> prepared_;
  std::size_t taken_ = 0;  // of them, from the first
};

}  // namespace hongtou
