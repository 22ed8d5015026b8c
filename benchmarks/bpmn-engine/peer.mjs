// Runs the processes that engine_benchmark measures, on bpmn-engine. Reads lines "CASE INSTANCES" and answers each with the
// seconds it took: of CPU or of the clock, whichever is less, so that helping threads and waiting do not count against it.
// A process is parsed once; an instance is run from its start event to its end event.
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import BpmnModdle from 'bpmn-moddle';
import { Engine } from 'bpmn-engine';
import * as elements from 'bpmn-elements';
import { Serializer, TypeResolver } from 'moddle-context-serializer';

const units = 1000;

function chain(count) {
  const names = ['start', ...Array.from({ length: count }, (_, i) => `step${i + 1}`), 'end'];
  const nodes = names.slice(1, -1).map((name) => `<task id="${name}"/>`);
  const flows = names.slice(1).map((name, i) => `<sequenceFlow id="to_${name}" sourceRef="${names[i]}" targetRef="${name}"/>`);
  return `<startEvent id="start"/>${nodes.join('')}<endEvent id="end"/>${flows.join('')}`;
}

function forEachUnit(tag) {
  const loop = `<multiInstanceLoopCharacteristics isSequential="false">
    <loopCardinality xsi:type="tFormalExpression">${units}</loopCardinality></multiInstanceLoopCharacteristics>`;
  return `<startEvent id="start"/><${tag} id="report">${loop}</${tag}><endEvent id="end"/>
    <sequenceFlow id="ask" sourceRef="start" targetRef="report"/><sequenceFlow id="close" sourceRef="report" targetRef="end"/>`;
}

const processes = {
  ten_steps: chain(10),
  asked: forEachUnit('task'),
  reports: forEachUnit('userTask'),
};

async function parsed(body) {
  const { rootElement, references, elementsById } = await new BpmnModdle().fromXML(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
       id="definitions" targetNamespace="urn:benchmark"><process id="campaign" isExecutable="true">${body}</process></definitions>`,
  );
  return Serializer({ rootElement, references, elementsById }, TypeResolver(elements));
}

async function run(sourceContext) {
  const listener = new EventEmitter();
  listener.on('activity.wait', (task) => task.signal({ events: 3, people: 1200 }));
  const engine = new Engine({ name: 'peer', sourceContext });
  const ended = engine.waitFor('end');
  await engine.execute({ listener });
  await ended;
}

const contexts = {};
for await (const line of createInterface({ input: process.stdin })) {
  const [name, instances] = line.split(' ');
  contexts[name] ??= await parsed(processes[name]);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  for (let i = 0; i < Number(instances); ++i) await run(contexts[name]);
  const used = process.cpuUsage(cpu);
  console.log(Math.min((performance.now() - begin) / 1e3, (used.user + used.system) / 1e6));
}
