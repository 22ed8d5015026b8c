// The frozen documents of a campaign as files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace hongtou::cli {

struct WrittenDocument {
  std::string step;  // its address
  std::string format;
  std::string name;                          // 01-印发通知.docx
  const IssuedDocument* document = nullptr;  // of the campaign's state
};

// A label as a part of a file's name.
std::string file_name(const std::string& label);

std::size_t count_documents(const Campaign& campaign);

// Every one that was made, in the order of time, as it stands in the store; `write` takes a file's name and bytes.
Result<std::vector<WrittenDocument>> write_documents(
    const Engine& engine, const Campaign& campaign, const Store& store,
    const std::function<Status(const std::string& name, const std::string& bytes)>& write);

}  // namespace hongtou::cli
