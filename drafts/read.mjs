/**
 * Reads a fixture as a draft describes it: which envelope fits, which code stands there, which entry it belongs to.
 * Small on purpose: it proves that drafts and fixtures agree, and is no diagnosis.
 */

/** What a draft makes of a fixture: { envelope, code, entry }, or undefined where it sees no failure. */
export function read(draft, fixture) {
  if (fixture.close !== undefined) {
    const code = String(fixture.close.code);
    const entry = draft.closes.find((candidate) => candidate.codes.includes(code));
    return entry && { envelope: 'close', code, entry };
  }
  let unlisted;
  for (const envelope of draft.envelope) {
    const found = readEnvelope(draft, envelope, fixture);
    if (found?.entry) return found;
    unlisted ??= found;
  }
  return unlisted;
}

function readEnvelope(draft, envelope, fixture) {
  const socket = fixture.message !== undefined;
  if (envelope.channel !== (socket ? 'websocket' : 'http')) return undefined;
  const exchange = socket ? { status: 101, headers: {}, body: fixture.message } : fixture.response;
  if (!socket && !statusFits(envelope, exchange.status)) return undefined;
  const path = new URL(fixture.request.url).pathname.toLowerCase();
  if (envelope.paths && !envelope.paths.some((prefix) => path.startsWith(prefix))) return undefined;
  for (const [name, template] of Object.entries(envelope.headers ?? {})) {
    if (!fits(template, exchange.headers[name])) return undefined;
  }
  for (const value of decode(envelope.decode ?? 'json', exchange.body, Object.keys(envelope.members).length === 0)) {
    const found = readValue(draft, envelope, exchange, value);
    if (found) return found;
  }
  return undefined;
}

function statusFits(envelope, status) {
  if (envelope.status) return envelope.status.some(([from, to]) => status >= from && status <= to);
  return envelope.inSuccess || status >= 400;
}

function readValue(draft, envelope, exchange, value) {
  const member = (path) => at(value, path.split('.'));
  for (const [path, test] of Object.entries(envelope.members)) {
    if (!passes(test, member(path), exchange.status)) return undefined;
  }
  for (const path of envelope.absent ?? []) if (member(path) !== undefined) return undefined;
  const refer = (ref) => {
    if (ref === '$status') return exchange.status;
    if (ref.startsWith('$header:')) return exchange.headers[ref.slice(8)];
    return member(ref);
  };
  const first = (refs) => refs.map(refer).find((found) => (typeof found === 'string' && found !== '') || typeof found === 'number');
  const code = cut(envelope, first(envelope.code));
  if (code === undefined || envelope.healthy?.includes(code)) return undefined;
  const text = first(envelope.text);
  const entries = draft.entries.filter(
    (entry) => entry.codes.includes(code) && (entry.envelope === undefined || entry.envelope === envelope.id) && [envelope.channel, 'any'].includes(entry.channel),
  );
  const entry =
    entries.find((candidate) => candidate.texts?.some((template) => fits(template, String(text)))) ??
    entries.find((candidate) => candidate.texts === undefined);
  return { envelope: envelope.id, code, entry };
}

/** A mark of one character may be missing; a longer one belongs to the shape and must be there. */
function cut(envelope, found) {
  if (found === undefined) return undefined;
  let code = String(found);
  const { codeAfter, codeBefore } = envelope;
  if (codeAfter) {
    const start = code.indexOf(codeAfter);
    if (start < 0 && codeAfter.length > 1) return undefined;
    if (start >= 0) code = code.slice(start + codeAfter.length);
  }
  if (codeBefore) {
    const end = code.indexOf(codeBefore);
    if (end >= 0) code = code.slice(0, end);
  }
  return code.trim() || undefined;
}

/** The values in a body: one for JSON, one an event or line of a stream. */
function decode(decoder, body, any) {
  if (decoder === 'text') return [{ text: body }];
  if (decoder === 'xml-error') {
    const error = /<(?:\w+:)?Error>([\s\S]*?)<\/(?:\w+:)?Error>/.exec(body)?.[1];
    if (error === undefined) return [];
    return [Object.fromEntries([...error.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map((match) => [match[1], match[2]]))];
  }
  const parse = (text) => {
    try {
      return [JSON.parse(text)];
    } catch {
      return [];
    }
  };
  const whole = parse(body);
  if (whole.length > 0) return whole;
  if (/^(event|data|id):/m.test(body)) return [...body.matchAll(/^data: ?(.*)$/gm)].flatMap((match) => parse(match[1]));
  const lines = body.split(/[\n\u001e]/).flatMap(parse);
  return lines.length > 0 || !any ? lines : [{}];
}

/** The value at a path; `*` is the first item or member that has the rest. */
function at(value, [head, ...rest]) {
  if (head === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (head === '*') {
    for (const item of Object.values(value)) {
      const found = at(item, rest);
      if (found !== undefined && found !== null) return found;
    }
    return undefined;
  }
  return Object.hasOwn(value, head) ? at(value[head], rest) : undefined;
}

function passes(test, value, status) {
  if (typeof test === 'object') {
    if ('is' in test) return value === test.is;
    if ('oneOf' in test) return test.oneOf.includes(value);
    if ('equals' in test) return value === status;
    return Number.isInteger(value) && value >= test.from && value <= test.to;
  }
  if (test.endsWith('?')) return value === undefined || value === null || passes(test.slice(0, -1), value, status);
  switch (test) {
    case 'any':
      return value !== undefined;
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'list':
      return Array.isArray(value) && value.length > 0;
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      // biome-ignore lint/suspicious/useValidTypeof: the remaining tests are the names that typeof gives.
      return typeof value === test;
  }
}

/** Whether a text fits a template with `{places}`, from its start to its end. */
function fits(template, text) {
  if (text === undefined) return false;
  const pattern = template.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[\\s\\S]*')}$`, 'i').test(text);
}
