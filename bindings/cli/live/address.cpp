#include "bindings/cli/live/address.h"

#include <algorithm>

#include "engine/campaign/act_reader.h"
#include "engine/campaign/scope.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Message which_address{"refused.which_address", "步骤“{0}”有好几处，要写明是哪一处",
                                "there are several “{0}”; say which one", "写全：{1}", "write one in full: {2}"};
constexpr Message no_address{"refused.no_address", "没有“{0}”这一处", "there is no “{0}”", "现有：{1}", "there are: {2}"};

constexpr std::size_t listed = 12;

bool names_scope(const Campaign& campaign, const Step& holder, const std::string& key, const ScopeState& scope,
                 const std::string& word) {
  const auto unit = Names{campaign.definition(), campaign.state().joined}.unit(word);
  return key == word || scope.title == word || (unit && scope.unit == *unit && holder.kind != "case") ||
         scope_label(campaign.definition(), holder, key, Language::zh) == word;
}

// The key of the one scope that a word names, or the word.
std::string key_of(const Campaign& campaign, const Step& holder, const std::string& address, const std::string& word) {
  std::vector<std::string> keys;
  for (const auto& [key, scope] : campaign.state().step(address).scopes)
    if (names_scope(campaign, holder, key, scope, word)) keys.push_back(key);
  return keys.size() == 1 ? keys.front() : word;
}

std::string with_keys(const Campaign& campaign, const std::string& written) {
  std::string address;
  const auto parts = parts_of(written);
  for (const auto& part : parts) {
    address += part.step;
    const auto* holder = campaign.definition().step(part.step);
    if (!part.key.empty())
      address +=
          "[" + (holder == nullptr ? std::string(part.key) : key_of(campaign, *holder, address, std::string(part.key))) + "]";
    if (&part != &parts.back()) address += "/";
  }
  return address;
}

std::vector<std::string> addresses_of(const Campaign& campaign, std::string_view step) {
  std::vector<std::string> all;
  for_each_step(campaign.definition(), campaign.state(), [&](const ScopePtr& scope, const Step& each) {
    if (each.id == step) all.push_back(scope->address_of(each));
  });
  return all;
}

template <class Wanted>
std::vector<std::string> those_that(const std::vector<std::string>& addresses, const Wanted& wanted) {
  std::vector<std::string> out;
  std::copy_if(addresses.begin(), addresses.end(), std::back_inserter(out), wanted);
  return out;
}

const Operation* operation_named(const std::string& name) {
  const auto& table = operations();
  const auto found = std::find_if(table.begin(), table.end(), [&](const Operation& each) { return each.name == name; });
  return found == table.end() ? nullptr : &*found;
}

// Those in which it can be done, else those that are open, else all.
std::vector<std::string> likely(const Campaign& campaign, const std::vector<std::string>& all, const Errand& errand) {
  const auto* operation = operation_named(errand.act);
  auto found = those_that(all, [&](const std::string& address) {
    return operation != nullptr && is_possible(*operation, subject_of(*campaign.place(address), errand.unit));
  });
  if (found.empty())
    found = those_that(all, [&](const auto& address) { return campaign.state().step(address).status == StepStatus::open; });
  return found.empty() ? all : found;
}

bool is_done_to(const Operation& operation, const Step& step) {
  const auto& kinds = operation.kinds;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), step.kind) != kinds.end();
}

// The running steps inside of one that holds others, when what is to be done is done to such: reports of a `repeat`.
std::vector<std::string> meant_within(const Campaign& campaign, const std::string& address, const Errand& errand) {
  const auto holder = campaign.place(address);
  const auto* operation = operation_named(errand.act);
  std::vector<std::string> inside;
  if (holder->step().flow == nullptr || operation == nullptr || is_done_to(*operation, holder->step())) return inside;
  for_each_step(campaign.definition(), campaign.state(), [&](const ScopePtr& scope, const Step& each) {
    const auto inner = scope->address_of(each);
    if (inner.starts_with(address + "[") && is_done_to(*operation, each)) inside.push_back(inner);
  });
  return likely(campaign, inside, errand);
}

// weekly[2026-W23]/report（2026年第23周 周报）
std::string told(const Campaign& campaign, const std::vector<std::string>& addresses, Language language) {
  const bool zh = language == Language::zh;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(addresses.size(), listed); ++i) {
    const auto label = label_of(campaign.definition(), addresses[i], language);
    names.push_back(addresses[i] + (zh ? "（" + label + "）" : " (" + label + ")"));
  }
  return join(names, zh ? "、" : ", ") + (addresses.size() > listed ? "…" : "");
}

Result<std::string> failure(const Campaign& campaign, const Message& message, const std::string& written,
                            const std::vector<std::string>& addresses) {
  return Result<std::string>::failure(
      {}, message, {written, told(campaign, addresses, Language::zh), told(campaign, addresses, Language::en)});
}

}  // namespace

Result<std::string> meant_step(const Campaign& campaign, const std::string& written, const Errand& errand) {
  const auto address = with_keys(campaign, written);
  std::vector<std::string> meant;
  if (locate(campaign.definition(), campaign.state(), address)) {
    meant = meant_within(campaign, address, errand);
    if (meant.empty()) return address;
  } else {
    const auto all = addresses_of(campaign, step_name_of(address));
    if (all.empty()) return written;
    if (address != step_name_of(address)) return failure(campaign, no_address, written, all);
    meant = likely(campaign, all, errand);
  }
  return meant.size() == 1 ? Result<std::string>(meant.front()) : failure(campaign, which_address, written, meant);
}

}  // namespace hongtou::cli
