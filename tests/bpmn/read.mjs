// Reads BPMN files with bpmn-moddle. usage: read.mjs FILE...
// Prints a JSON line a file: {file, warnings, elements: {type: how many}, undrawn: ids without shape or edge}
import { readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';

function walk(elements, visit) {
  for (const element of elements ?? []) {
    visit(element);
    walk(element.flowElements, visit);
  }
}

for (const file of process.argv.slice(2)) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(file, 'utf8'));
  const drawn = new Set(rootElement.diagrams.flatMap((diagram) => diagram.plane.planeElement.map((each) => each.bpmnElement?.id)));
  const elements = {};
  const undrawn = [];
  walk(rootElement.rootElements, (element) => {
    elements[element.$type] = (elements[element.$type] ?? 0) + 1;
    const isDrawn = element.$instanceOf('bpmn:FlowElement');
    if (isDrawn && !drawn.has(element.id)) undrawn.push(element.id);
  });
  console.log(JSON.stringify({ file, warnings: warnings.map((each) => each.message), elements, undrawn }));
}
