// Fills a Word template with each notice of DATA.json: node documents.mjs carbone|docxtemplater DATA.json TEMPLATE.docx
// Prints, by the processor's time, {"documents_per_second", "peak_mib", "mean_bytes"}.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [engine, dataFile, templateFile] = process.argv.slice(2);
const notices = JSON.parse(fs.readFileSync(dataFile, "utf8"));

const engines = {
  carbone() {
    const carbone = require("carbone");
    carbone.set({ templatePath: path.dirname(path.resolve(templateFile)) });
    const render = (data) =>
      new Promise((resolve, reject) =>
        carbone.render(path.basename(templateFile), data, (error, bytes) => (error ? reject(error) : resolve(bytes))),
      );
    return render;
  },
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    const template = fs.readFileSync(templateFile);
    return (data) => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
};

const make = engines[engine]();
const warmUp = Math.min(notices.length - 1, 10);
for (const notice of notices.slice(0, warmUp)) await make(notice);
const begin = process.cpuUsage();
let bytes = 0;
let last;
for (const notice of notices) {
  last = await make(notice);
  bytes += last.length;
}
const used = process.cpuUsage(begin);
const seconds = (used.user + used.system) / 1e6;
fs.writeFileSync(templateFile.replace(/\.docx$/, "-filled.docx"), last);
console.log(
  JSON.stringify({
    documents_per_second: notices.length / seconds,
    peak_mib: process.resourceUsage().maxRSS / 1024,
    mean_bytes: Math.round(bytes / notices.length),
  }),
);
process.exit(0);
