// hongtou eval: an expression with data, to try it out.
#include "bindings/cli/program.h"
#include "engine/expression.h"

namespace hongtou::cli {

namespace {

// What complaints name as the file.
const Position in_expression{"EXPR", 1, 1};
const Position in_input{"INPUT", 1, 1};

struct EvalOptions {
  std::string expression;
  std::string data;
  std::vector<std::string> inputs;
  bool json = false;
};

std::string shown(const Value& value) { return value.is_null() ? "null" : value.print(); }

class Eval {
 public:
  Eval(Console& console, const EvalOptions& options, EvaluationContext context, Value data)
      : console_(console), options_(options), context_(context), data_(std::move(data)) {}

  ExitCode run() {
    if (options_.inputs.empty()) {
      const auto expression = Expression::parse(options_.expression, in_expression);
      return expression.ok() ? tell({expression->explain(data_, context_)}) : console_.fail(expression.diagnostics());
    }
    const auto tests = Expression::parse_unary_tests(options_.expression, in_expression);
    if (!tests.ok()) return console_.fail(tests.diagnostics());
    std::vector<Evaluation> all;
    for (const auto& text : options_.inputs) {
      const auto input = Expression::parse(text, in_input);
      if (!input.ok()) return console_.fail(input.diagnostics());
      all.push_back(tests->explain_unary(*input, data_, context_));
    }
    return tell(all);
  }

 private:
  // A null that has a reason is the fault of the expression or of the data.
  ExitCode tell(const std::vector<Evaluation>& all) {
    auto code = ExitCode::done;
    List values;
    for (const auto& [value, reasons] : all) {
      const bool failed = value.is_null() && !reasons.empty();
      if (failed) code = ExitCode::input_at_fault;
      if (options_.json) {
        values.emplace_back(Map{{"value", value}, {"reasons", to_value(failed ? reasons : Diagnostics{}, console_.language())}});
        continue;
      }
      console_.print(shown(value) + "\n");
      if (failed) console_.complain(reasons);
    }
    if (options_.json) console_.print_json(options_.inputs.empty() ? values.front() : Value(std::move(values)));
    return code;
  }

  Console& console_;
  const EvalOptions& options_;
  EvaluationContext context_;
  Value data_;
};

Result<Value> read_data(const Engine& engine, const std::string& file) {
  if (file.empty()) return Value(Map{});
  const auto bytes = engine.environment().read_file(file);
  return bytes.ok() ? parse_json(*bytes, file) : Result<Value>(bytes.diagnostics());
}

ExitCode eval(Program& program, const EvalOptions& options) {
  const auto& engine = program.engine();
  auto data = read_data(engine, options.data);
  if (!data.ok()) return report_failure(program.console(), data.diagnostics(), options.json);
  const auto calendar = engine.calendar();
  if (!calendar.ok()) return report_failure(program.console(), calendar.diagnostics(), options.json);
  const EvaluationContext context{&*calendar, engine.environment().now()};
  return Eval(program.console(), options, context, *std::move(data)).run();
}

}  // namespace

void add_eval(Program& program) {
  auto options = std::make_shared<EvalOptions>();
  auto& command = program.add_command("eval", {"计算一个 FEEL 表达式", "evaluate an expression (FEEL)"});
  program.add_option(command, "EXPR", options->expression, "", {"表达式", "the expression"})->required();
  program.add_option(command, "--data", options->data, "FILE", {"名称的值（JSON）", "the values of its names (JSON)"});
  program.add_option(
      command, "--unary", options->inputs, "INPUT",
      {"把 EXPR 当作决策表的单元格，判断这些值（可写多个）", "EXPR is a cell of a decision table: does it hold for these"});
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return eval(program, *options); });
}

}  // namespace hongtou::cli
