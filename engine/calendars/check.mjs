// Compares the calendars day by day with two independent npm packages. See README.md.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

process.env.TZ = "Asia/Shanghai"; // chinese-days reads dates in local time

const [packages = process.cwd()] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const chineseDays = require("chinese-days");
const { HolidayUtil } = require("lunar-javascript");

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => /^\d{4}\.csv$/.test(name)).sort();
const entries = new Map();
for (const file of files)
  for (const line of readFileSync(join(folder, file), "utf8").split("\n"))
    if (line && !line.startsWith("#")) entries.set(line.slice(0, 10), line.split(",")[1]);

const weekend = (date) => [0, 6].includes(new Date(date).getUTCDay());
const byRule = (listedAsWork, date) => listedAsWork ?? !weekend(date);
const witnesses = {
  ours: (date) => byRule(entries.has(date) ? entries.get(date) === "work" : undefined, date),
  "chinese-days": (date) => chineseDays.isWorkday(date),
  "lunar-javascript": (date) => byRule(HolidayUtil.getHoliday(date)?.isWork(), date),
};

let days = 0;
let differences = 0;
const first = Date.parse(`${files[0].slice(0, 4)}-01-01`);
const last = Date.parse(`${files.at(-1).slice(0, 4)}-12-31`);
for (let time = first; time <= last; time += 86_400_000, ++days) {
  const date = new Date(time).toISOString().slice(0, 10);
  const says = Object.entries(witnesses).map(([name, isWork]) => [name, isWork(date) ? "work" : "off"]);
  if (new Set(says.map(([, answer]) => answer)).size === 1) continue;
  ++differences;
  console.log(date, says.map(([name, answer]) => `${name}: ${answer}`).join(", "));
}
console.log(`${days} days compared, ${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
