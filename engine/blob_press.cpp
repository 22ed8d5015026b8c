#include "engine/blob_press.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/hash.h"
#include "engine/journal/journal.h"
#include "engine/journal/references.h"
#include "engine/parallel.h"

namespace hongtou {

BlobPress::BlobPress(std::vector<const Format*> formats, const Store& store, const Environment& environment)
    : formats_(std::move(formats)), store_(store), environment_(environment) {}

void BlobPress::prepare(std::vector<Document> documents) {
  prepared_.clear();
  taken_ = 0;
  for (auto& document : documents) prepared_.push_back({std::move(document), {}});
  for_each_index(prepared_.size(), [this](std::size_t i) { prepared_[i].copies = copies_of(prepared_[i].document); });
}

BlobPress::Copies BlobPress::copies_of(const Document& document) const {
  Copies copies;
  for (const auto* format : formats_) copies.push_back(format->write(document, environment_));
  return copies;
}

BlobPress::Copies BlobPress::take(const Document& document) {
  const auto found = std::find_if(prepared_.begin() + static_cast<std::ptrdiff_t>(taken_), prepared_.end(),
                                  [&](const Prepared& each) { return each.document == document; });
  if (found == prepared_.end()) return copies_of(document);
  taken_ = static_cast<std::size_t>(found - prepared_.begin()) + 1;
  return std::move(found->copies);
}

Result<std::map<std::string, Value>> BlobPress::print(const std::string&, const Document& document) {
  Result<std::map<std::string, Value>> renditions(std::map<std::string, Value>{});
  auto copies = take(document);
  for (std::size_t i = 0; i < formats_.size(); ++i) {
    auto& bytes = copies[i];
    renditions.add(bytes.diagnostics());
    const auto info = formats_[i]->info();
    if (bytes.ok()) (*renditions)[info.name] = keep(*std::move(bytes), info.media_type);
  }
  return renditions;
}

Result<std::string> BlobPress::bytes(const Value& reference) const {
  const auto hash = reference.at("$blob").text_or("");
  if (const auto waiting = blobs_.find(hash); waiting != blobs_.end()) return waiting->second.bytes;
  auto blob = store_.blob(hash);
  if (!blob.ok()) return blob.diagnostics();
  if (!blob->has_value()) throw std::logic_error("the store lost the blob " + hash);
  return std::move((*blob)->bytes);
}

Value BlobPress::keep(std::string bytes, std::string media_type) {
  Blob blob{sm3(bytes), std::move(media_type), std::move(bytes)};
  auto reference = blob_reference(blob);
  blobs_.insert_or_assign(blob.hash, std::move(blob));
  return reference;
}

std::vector<Blob> BlobPress::blobs_of(const std::vector<Event>& events) const {
  std::set<std::string> hashes;
  for (const auto& event : events) hashes.merge(references_in(event.data, blob_key));
  std::vector<Blob> blobs;
  for (const auto& hash : hashes)
    if (const auto blob = blobs_.find(hash); blob != blobs_.end()) blobs.push_back(blob->second);
  return blobs;
}

void BlobPress::forget(const std::vector<Blob>& written) {
  for (const auto& blob : written) blobs_.erase(blob.hash);
}

}  // namespace hongtou
