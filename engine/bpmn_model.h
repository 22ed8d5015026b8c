// Process: a process as BPMN 2.0 (ISO/IEC 19510) sees it: activities, events and gateways, and the sequence between them. A
// ProcessWriter (plugin.h) writes it as a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace hongtou {

enum class ProcessNodeKind {
  start,
  end,
  message_end,
  timer,      // waits for a day
  message,    // waits for an announcement
  condition,  // waits for what happens in a flow around
  milestone,
  send_task,
  user_task,
  service_task,
  rule_task,
  task,
  sub_process,
  call_activity,
  exclusive,
  parallel,
  inclusive,
  complex,
};

enum class Repetition { once, loop, parallel, sequential };

// A day on an activity: who is behind then hears of it, and the activity goes on.
struct ProcessDeadline {
  std::string name;      // 截止 6月25日
  std::string rule;      // as a timer's
  std::string end_name;  // 催报
  bool sends = false;    // a message
};

struct ProcessNode;

struct SequenceFlow {
  std::string from, to;
  std::string name = {};
  std::string condition = {};
  bool otherwise = false;  // the default of an exclusive gateway
};

// Every id is an XML name without a colon (NCName), unique in the whole process.
struct ProcessFlow {
  std::vector<ProcessNode> nodes;
  std::vector<SequenceFlow> flows;
};

struct ProcessNode {
  ProcessNodeKind kind = ProcessNodeKind::task;
  std::string id;
  std::string name = {};
  std::string documentation = {};
  std::string rule = {};  // of a timer an ISO 8601 moment or a date rule, of a condition or a gateway what has to hold
  Repetition repetition = Repetition::once;
  std::string repeats = {};  // of a loop how long, of several instances for how many
  std::optional<ProcessDeadline> deadline = {};
  std::string calls = {};  // of a call activity: the process
  ProcessFlow inner = {};  // of a sub-process
};

struct Process {
  std::string id;
  std::string name;
  ProcessFlow flow;
  std::vector<Process> called;  // by call activities
};

}  // namespace hongtou
