#include "bindings/cli/campaign_documents.h"

#include <algorithm>
#include <stdexcept>

#include "engine/wording.h"

namespace hongtou::cli {

namespace {

struct MadeDocument {
  std::string step;
  std::string label;
  const IssuedDocument* document = nullptr;
};

std::vector<MadeDocument> documents_of(const Campaign& campaign) {
  std::vector<MadeDocument> documents;
  for_each_step(campaign.definition(), campaign.state(), [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    for (const auto& document : campaign.state().step(address).documents)
      documents.push_back({address, label_of(campaign.definition(), address, Language::zh), &document});
  });
  std::stable_sort(documents.begin(), documents.end(),
                   [](const auto& a, const auto& b) { return a.document->at < b.document->at; });
  return documents;
}

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string file_name(const std::string& label) {
  std::string name;
  for (const char c : label) name += c == '/' || static_cast<unsigned char>(c) < ' ' ? '-' : c;
  return name;
}

std::size_t count_documents(const Campaign& campaign) { return documents_of(campaign).size(); }

Result<std::vector<WrittenDocument>> write_documents(
    const Engine& engine, const Campaign& campaign, const Store& store,
    const std::function<Status(const std::string& name, const std::string& bytes)>& write) {
  std::vector<WrittenDocument> written;
  std::size_t number = 0;
  for (const auto& one : documents_of(campaign)) {
    const auto stem = two_digits(++number) + "-" + file_name(one.label);
    for (const auto& [format, hash] : one.document->renditions) {
      const auto blob = store.blob(hash);
      if (!blob.ok()) return blob.diagnostics();
      if (!blob->has_value()) throw std::logic_error("the store lost the blob " + hash);
      const auto name = stem + engine.registry().format(format)->info().extension;
      if (const auto done = write(name, (*blob)->bytes); !done.ok()) return done.diagnostics();
      written.push_back({one.step, format, name, one.document});
    }
  }
  return written;
}

}  // namespace hongtou::cli
