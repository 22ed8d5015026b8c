// Made-up answers to forms, for rehearsals: plausible figures, and never anything that could be taken for a person.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/rehearsal/random.h"

namespace hongtou {

// As the unit would fill it in on a day: numbers of a plausible size that go together, dates about that day. The form's rules
// hold if that can be found within a few tries.
Value made_up_report(const Definition& definition, const Form& form, const std::string& unit, Date day, Random& random);
// Names of files for the form's attachments, as many as each wants at least.
std::vector<AttachedFile> made_up_files(const Form& form);
// 〔label〕 for each value that the definition asks for.
Value made_up_supplied(const Definition& definition);

}  // namespace hongtou
