// Made-up answers to forms, for rehearsals: plausible figures, and never anything that could be taken for a person.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/rehearsal/random.h"

namespace hongtou {

// Filled in so that the form's rules hold if that can be found within a few tries.
Value made_up_report(const Definition& definition, const Form& form, const std::string& unit, Random& random);
// Names of files for the form's attachments, as many as each wants at least.
std::vector<AttachedFile> made_up_files(const Form& form);
// 〔label〕 for each value that the definition asks for.
Value made_up_supplied(const Definition& definition);

}  // namespace hongtou
