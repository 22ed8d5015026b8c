// Reads Word files with mammoth. usage: read.mjs FILE...
// Prints a JSON line a file: {file, text, tables, images, errors}
import mammoth from 'mammoth';

const count = (html, tag) => html.split(`<${tag}`).length - 1;

for (const file of process.argv.slice(2)) {
  const [raw, page] = await Promise.all([mammoth.extractRawText({ path: file }), mammoth.convertToHtml({ path: file })]);
  const errors = [...raw.messages, ...page.messages].filter((each) => each.type === 'error').map((each) => each.message);
  console.log(JSON.stringify({ file, text: raw.value, tables: count(page.value, 'table'), images: count(page.value, 'img'), errors }));
}
