// docs/generated/events.md: who says and who hears what.
import { eventsOf } from './model.mjs';
import { parties } from './registry.mjs';
import { topicsOf } from './asyncapi.mjs';

const cell = (names) => (names.length === 0 ? '–' : names.join(', '));

export function writeEventsTable(model) {
  const topics = topicsOf(eventsOf(model));
  const { departments, outside } = parties(model);
  const of = (...visibilities) => topics.filter((topic) => visibilities.includes(topic.visibility));
  return `<!-- Generated from proto/ by tools/generate; do not edit. -->

# Who says what, and who hears it

One topic per department between departments; public topics of their own for each outside system. The same, with every field, as AsyncAPI: [asyncapi.yaml](asyncapi.yaml).

## Between departments

${table(of('inner'))}
## Public: what outside systems tell Huiliu

Validated in full; what fails goes to \`<topic>.dead-letters\` with the reason.

${table(of('incoming'))}
## Public: what Huiliu tells outside systems

${table(of('outgoing'))}
## By party

| party | says | hears |
|---|---|---|
${[...departments, ...outside].map((party) => partyRow(party, eventsOf(model))).join('')}`;
}

function table(topics) {
  const rows = topics.flatMap((topic) => topic.events.map((event) => eventRow(topic, event)));
  return `| topic | event | key | says | hears | meaning |\n|---|---|---|---|---|---|\n${rows.join('')}`;
}

function eventRow(topic, event) {
  const personal = event.personal ? ' ⚠ personal data' : '';
  const meaning = event.comment.join(' ').replaceAll('|', '\\|');
  return `| \`${topic.name}\` | ${event.name}${personal} | \`${event.event.key}\` | ${cell(event.event.saidBy)} | ${cell(event.event.heardBy)} | ${meaning} |\n`;
}

function partyRow(party, events) {
  const names = (side) => cell(events.filter((event) => event.event[side].includes(party)).map((event) => event.name));
  return `| **${party}** | ${names('saidBy')} | ${names('heardBy')} |\n`;
}
