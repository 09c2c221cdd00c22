/**
 * Checks the drafts in this folder: one form for all, unique ids and codes, bodies that parse, https sources, short texts, fixtures that name
 * an entry which exists and that read to it by the draft's own envelopes, healthy ones that read to nothing. Prints one line a service and every fault; exits 1 where there is one.
 *
 *   node check.mjs [--quiet]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read } from './read.mjs';

/** Longest text of a draft, in characters. */
const MAX_TEXT = 300;
const FAMILY = ['id', 'title', 'chip', 'source', 'licence', 'date', 'hosts', 'notHosts', 'hostsNote', 'headers', 'envelope', 'closes', 'entries', 'fixtures'];
const ENVELOPE = ['id', 'channel', 'says', 'code', 'text', 'members', 'inSuccess'];
const ENVELOPE_MAY = ['decode', 'absent', 'retryAfter', 'codeAfter', 'codeBefore', 'needs', 'status', 'paths', 'headers', 'healthy'];
const ENTRY = ['id', 'codes', 'channel', 'name', 'meaning', 'action', 'permanence', 'basis'];
const ENTRY_MAY = ['status', 'envelope', 'source', 'texts'];
const FIXTURE = ['id', 'kind', 'source', 'failure', 'request'];
const FIXTURE_MAY = ['expect', 'response', 'message', 'close'];
const DECODERS = ['json', 'xml-error', 'text'];
const TYPES = /^(string|text|number|integer|boolean|object|array)\??$|^(list|null|any)$/;
const ID = /^[a-z][a-z0-9-]{0,79}$/;

const folder = fileURLToPath(new URL('.', import.meta.url));
const quiet = process.argv.includes('--quiet');
const faults = [];
const families = new Set();
const totals = { services: 0, entries: 0, codes: 0, fixtures: 0, unproven: 0 };

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  const fault = (text) => faults.push(`${file}: ${text}`);
  let draft;
  try {
    draft = JSON.parse(readFileSync(folder + file, 'utf8'));
  } catch (error) {
    fault(`is no JSON: ${error.message}`);
    continue;
  }
  checkDraft(draft, file, fault);
}

for (const text of faults) console.error(text);
console.log(
  `${totals.services} services, ${totals.entries} entries, ${totals.codes} codes, ${totals.fixtures} fixtures, ${totals.unproven} entries without a fixture, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);

function checkDraft(draft, file, fault) {
  members(draft, FAMILY, [], 'the draft', fault);
  if (file !== `${draft.id}.json`) fault(`its id is ${draft.id}`);
  if (families.has(draft.id)) fault('its id is taken');
  families.add(draft.id);
  if (!ID.test(draft.id)) fault('its id has a wrong form');
  https(draft.source, 'source', fault);
  if (!/^\d{4}-\d\d-\d\d$/.test(draft.date)) fault('date is no date');
  for (const host of [...draft.hosts, ...draft.notHosts]) {
    if (!/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host)) fault(`host ${host} has a wrong form`);
  }
  if (draft.hosts.length === 0 && draft.hostsNote === '') fault('no host and no word why');
  texts(draft, '', fault);

  const envelopes = new Set();
  for (const envelope of draft.envelope) {
    const where = `envelope ${envelope.id}`;
    members(envelope, ENVELOPE, ENVELOPE_MAY, where, fault);
    if (envelopes.has(envelope.id)) fault(`${where} stands twice`);
    envelopes.add(envelope.id);
    if (!['http', 'websocket', 'close'].includes(envelope.channel)) fault(`${where}: channel ${envelope.channel}`);
    if (!DECODERS.includes(envelope.decode ?? 'json')) fault(`${where}: decode ${envelope.decode}`);
    if (envelope.code.length === 0) fault(`${where} reads no code`);
    for (const [path, test] of Object.entries(envelope.members)) {
      const fine = typeof test === 'string' ? TYPES.test(test) : Object.keys(test).every((key) => ['is', 'oneOf', 'from', 'to', 'equals'].includes(key));
      if (!fine) fault(`${where}: member ${path} has an unknown test`);
    }
  }

  const ids = new Set();
  const seen = new Map();
  const entries = [...draft.entries, ...draft.closes];
  for (const entry of entries) {
    const where = `entry ${entry.id}`;
    members(entry, ENTRY, ENTRY_MAY, where, fault);
    if (!ID.test(entry.id)) fault(`${where}: the id has a wrong form`);
    if (ids.has(entry.id)) fault(`${where} stands twice`);
    ids.add(entry.id);
    if (!['http', 'websocket', 'close', 'any'].includes(entry.channel)) fault(`${where}: channel ${entry.channel}`);
    if (!['temporary', 'permanent', 'unknown'].includes(entry.permanence)) fault(`${where}: permanence`);
    if (!['documented', 'inferred'].includes(entry.basis)) fault(`${where}: basis`);
    if (entry.envelope !== undefined && !envelopes.has(entry.envelope)) fault(`${where}: envelope ${entry.envelope} is unknown`);
    if (entry.source !== undefined) https(entry.source, where, fault);
    if (!/[.!?)`"]$/.test(entry.meaning) || !/[.!?)`"]$/.test(entry.action)) fault(`${where}: a sentence without an end`);
    for (const code of entry.codes) {
      if (typeof code !== 'string' || code === '' || code.length > 200) fault(`${where}: code ${code}`);
      const key = [entry.channel, entry.envelope ?? '', code].join(' ');
      for (const text of entry.texts ?? ['']) {
        const whole = `${key} ${text} ${(entry.status ?? []).join()}`;
        if (seen.has(whole)) fault(`${where}: code ${code} is also in ${seen.get(whole)}`);
        seen.set(whole, entry.id);
      }
    }
  }

  const fixtures = new Set();
  const proven = new Set();
  for (const fixture of draft.fixtures) {
    const where = `fixture ${fixture.id}`;
    members(fixture, FIXTURE, FIXTURE_MAY, where, fault);
    if (!ID.test(fixture.id) || !fixture.id.startsWith(`${draft.id}-`)) fault(`${where}: the id has a wrong form`);
    if (fixtures.has(fixture.id)) fault(`${where} stands twice`);
    fixtures.add(fixture.id);
    if (!['exact', 'adapted', 'constructed'].includes(fixture.kind)) fault(`${where}: kind`);
    https(fixture.source, where, fault);
    if (!fixture.failure && fixture.response?.status >= 400) fault(`${where} is healthy with status ${fixture.response.status}`);
    if ([fixture.response, fixture.message, fixture.close].filter((part) => part !== undefined).length !== 1) fault(`${where} needs one of response, message, close`);
    checkPayload(fixture, where, fault);
    const found = read(draft, fixture);
    if (!fixture.failure) {
      if (found !== undefined) fault(`${where} is healthy and reads as ${found.code} (${found.envelope})`);
      continue;
    }
    if (found?.code !== fixture.expect?.code || found?.entry?.id !== fixture.expect?.entry) {
      fault(`${where} reads as ${found?.code} (${found?.envelope}, ${found?.entry?.id}), not as ${fixture.expect?.code} (${fixture.expect?.entry})`);
    }
    const entry = entries.find((candidate) => candidate.id === fixture.expect?.entry);
    if (fixture.expect?.entry === undefined) fault(`${where} expects no entry`);
    else if (entry === undefined) fault(`${where}: entry ${fixture.expect.entry} is unknown`);
    else {
      proven.add(entry.id);
      if (!entry.codes.includes(fixture.expect.code)) fault(`${where}: code ${fixture.expect.code} is not of ${entry.id}`);
      if (entry.permanence !== fixture.expect.permanence) fault(`${where}: permanence differs from ${entry.id}`);
    }
  }
  if (!draft.fixtures.some((fixture) => !fixture.failure)) fault('no success look-alike');

  totals.services += 1;
  totals.entries += entries.length;
  totals.codes += entries.reduce((sum, entry) => sum + entry.codes.length, 0);
  totals.fixtures += draft.fixtures.length;
  const unproven = entries.filter((entry) => !proven.has(entry.id)).length;
  totals.unproven += unproven;
  if (!quiet) console.log(`${draft.id}: ${entries.length} entries, ${draft.fixtures.length} fixtures, ${unproven} without`);
}

/** A JSON or XML body must be what its media type says; a socket message needs no form. */
function checkPayload(fixture, where, fault) {
  if (fixture.close !== undefined) {
    const { code } = fixture.close;
    if (!Number.isInteger(code) || code < 1000 || code > 4999) fault(`${where}: close code ${code}`);
  }
  if (fixture.response === undefined) return;
  const { status, headers, body } = fixture.response;
  if (!Number.isInteger(status) || status < 100 || status > 999) fault(`${where}: status ${status}`);
  for (const name of Object.keys(headers)) if (name !== name.toLowerCase()) fault(`${where}: header ${name} is not in lower case`);
  const mime = headers['content-type'] ?? '';
  if (/json/.test(mime) && !/ndjson|event-stream/.test(mime) && body !== '') {
    try {
      JSON.parse(body);
    } catch (error) {
      fault(`${where}: body is no JSON: ${error.message}`);
    }
  }
  if (/xml/.test(mime) && !/^\s*</.test(body)) fault(`${where}: body is no XML`);
}

function members(value, must, may, where, fault) {
  for (const key of must) if (value[key] === undefined) fault(`${where} lacks ${key}`);
  for (const key of Object.keys(value)) if (!must.includes(key) && !may.includes(key)) fault(`${where} has ${key}`);
}

function https(url, where, fault) {
  if (typeof url !== 'string' || !url.startsWith('https://') || !URL.canParse(url)) fault(`${where}: ${url} is no https address`);
}

/** Every text but those of fixtures. */
function texts(value, path, fault) {
  if (typeof value === 'string' && value.length > MAX_TEXT) fault(`${path} has ${value.length} characters`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) if (key !== 'fixtures') texts(member, `${path}/${key}`, fault);
}
