/**
 * The shape of a family: everything Wire Triage knows about one service or one standard, as data.
 * Built-in families and users' own families pass through this same schema and the same code.
 *
 * A family has *shapes* (how an error looks on the wire) and *entries* (what each code means).
 */
import * as v from 'valibot';

/** Longest text a family may hold in one place, in characters. */
const MAX_TEXT = 2_000;

const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_TEXT));
const Code = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const Url = v.pipe(v.string(), v.url(), v.maxLength(MAX_TEXT), v.startsWith('https://'));
const Id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'an id is lower-case letters, digits and hyphens'));

export const PermanenceSchema = v.picklist(['temporary', 'permanent', 'unknown']);
export const BasisSchema = v.picklist(['documented', 'inferred']);
const ChannelSchema = v.picklist(['http', 'websocket', 'mqtt', 'close', 'handshake']);

/** The kinds of evidence a reading can rest on. Two different kinds are independent of each other. */
export const EvidenceKindSchema = v.picklist([
  'host',
  'path',
  'topic',
  'status',
  'media-type',
  'header',
  'subprotocol',
  'envelope',
  'standard',
  'text',
  'context',
  'operation',
  'code',
]);

/**
 * What a member of a decoded body must be.
 * - a type name; `text` is a non-empty string, `list` a non-empty array; a trailing `?` lets the member be missing or null
 * - `{ is }` exactly this value, `{ oneOf }` one of these, `{ from, to }` an integer in this closed range
 * - `{ equals: '$status' }` the same number as the HTTP status
 */
const MemberTestSchema = v.union([
  v.picklist([
    'string',
    'text',
    'number',
    'integer',
    'boolean',
    'object',
    'array',
    'list',
    'null',
    'any',
    'string?',
    'text?',
    'number?',
    'integer?',
    'boolean?',
    'object?',
    'array?',
  ]),
  v.strictObject({ is: v.union([v.string(), v.number(), v.boolean(), v.null()]) }),
  v.strictObject({ oneOf: v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(1)) }),
  v.strictObject({ from: v.pipe(v.number(), v.integer()), to: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ equals: v.literal('$status') }),
]);

/**
 * Members by path: `error.code`, `errors.0.message`. A number indexes an array, `*` means "the first item that has the rest".
 */
const MembersSchema = v.record(Text, MemberTestSchema);

/**
 * Where a value is read: a member path, or
 * `$status` (HTTP status), `$close` (close code), `$reason` (close reason), `$failure` (the browser's error text without its
 * `net::` prefix; `0` where the browser gives none), `$packet` (MQTT reason code), `$header:NAME`.
 * Of several the first that is present counts.
 */
const RefSchema = Text;
const RefsSchema = v.union([RefSchema, v.pipe(v.array(RefSchema), v.minLength(1))]);

const RangeSchema = v.strictTuple([v.number(), v.number()]);

/** A literal text with named places: `Playset '{name}' not found`. `{seconds}` is read as a wait. Matching is anchored and linear. */
const TemplateSchema = Text;

const VerdictSchema = {
  /** The documented name; our own short one where the source gives none. */
  name: Text,
  meaning: Text,
  action: Text,
  permanence: PermanenceSchema,
  /** Whether the source itself says so, or we conclude it from the meaning. */
  basis: BasisSchema,
  /** Where this code is described; the family's source when absent. */
  source: v.optional(Url),
};

export const EntrySchema = v.strictObject({
  /** Stable and unique in the family; made from the first code when absent, see entry-ids.ts. */
  id: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))),
  /** The codes as they stand on the wire; several where shapes of the family spell the same error differently. */
  codes: v.pipe(v.array(Code), v.minLength(1)),
  ...VerdictSchema,
  /** Ids of the shapes this entry belongs to; every shape of the family when absent. */
  shapes: v.optional(v.pipe(v.array(Id), v.minLength(1))),
  /** Texts that must stand beside the code. An entry with a matching text wins over one without. */
  texts: v.optional(v.pipe(v.array(TemplateSchema), v.minLength(1))),
  /** The text or code occurs nowhere else, so it is evidence of its own. */
  distinctive: v.optional(v.boolean()),
  /** Retrying follows the family's documented backoff. */
  backoff: v.optional(v.boolean()),
});

/** What to say of a code that has the family's shape but no entry. `{code}` and `{text}` are filled in from the wire. */
const UnlistedSchema = v.union([
  v.strictObject(VerdictSchema),
  /** Take meaning, action, permanence and basis from the `http` family's entry for the HTTP status; name as given here. */
  v.strictObject({ as: v.literal('http'), name: Text, source: v.optional(Url) }),
]);

export const ShapeSchema = v.strictObject({
  id: Id,
  channels: v.pipe(v.array(ChannelSchema), v.minLength(1)),
  /** The evidence line for this shape, e.g. `body {"Status": number, "Error": text}`. */
  says: Text,
  /** Conditions. All that are given must hold, and each that holds is evidence. */
  when: v.optional(
    v.strictObject({
      /** HTTP status, closed ranges. Absent: any status, also a success. */
      status: v.optional(v.array(RangeSchema)),
      /** Close code, closed ranges. */
      close: v.optional(v.array(RangeSchema)),
      /** Path prefixes, compared in lower case. */
      paths: v.optional(v.array(Text)),
      /** Media types without parameters; `+json` stands for every type with that suffix. */
      mime: v.optional(v.array(Text)),
      subprotocols: v.optional(v.array(Text)),
      /** MQTT topic filters with `+` and `#`. */
      topics: v.optional(v.array(Text)),
      /** MQTT packet names. */
      packets: v.optional(v.array(Text)),
      /** Headers that must be there, each with a template for its value. */
      headers: v.optional(v.record(Text, TemplateSchema)),
      /** Direction of a message; `receive` when absent. */
      direction: v.optional(v.picklist(['send', 'receive'])),
      /** True: only where no usable response arrived and the browser gave an error of its own. */
      failed: v.optional(v.boolean()),
    }),
  ),
  /** As `when`, but only evidence: the shape is recognised without them too. */
  hints: v.optional(
    v.strictObject({
      paths: v.optional(v.array(Text)),
      mime: v.optional(v.array(Text)),
      topics: v.optional(v.array(Text)),
      subprotocols: v.optional(v.array(Text)),
      headers: v.optional(v.record(Text, TemplateSchema)),
      /** Members that need not be there and speak for the family where they are. */
      members: v.optional(MembersSchema),
    }),
  ),
  /** The body; absent when the status line, close frame or header says everything. */
  body: v.optional(
    v.strictObject({
      decode: v.picklist(['json', 'grpc-web', 'xml-error', 'text']),
      members: MembersSchema,
      /** Members that must not be there. */
      absent: v.optional(v.array(Text)),
      /** The only members that may be there. */
      only: v.optional(v.array(Text)),
      /** A text that stands in every such body: where it is missing, a healthy-looking reply is not even parsed. */
      marker: v.optional(Text),
    }),
  ),
  read: v.strictObject({
    code: RefsSchema,
    text: v.optional(RefsSchema),
    /** Seconds (or a duration text such as `30s`) that the server asks to wait. */
    retryAfter: v.optional(RefsSchema),
    /** Keep of the code only what follows this character (`ns#Name`) … */
    codeAfter: v.optional(Text),
    /** … and what stands before this one. */
    codeBefore: v.optional(Text),
  }),
  /** Codes that are no failure. */
  healthy: v.optional(v.array(Code)),
  /** The shape alone proves nothing: at least one of these kinds of evidence must be there as well. */
  needs: v.optional(v.pipe(v.array(EvidenceKindSchema), v.minLength(1))),
  /** The shape is fixed by a standard and names itself, so no host is needed to be sure of it. */
  standard: v.optional(v.boolean()),
  unlisted: v.optional(UnlistedSchema),
});

export const FamilySchema = v.strictObject({
  id: Id,
  /** Name for people, e.g. `Makapix Club`. */
  title: Text,
  /** Short name for a chip; the title when absent. */
  chip: v.optional(Text),
  source: Url,
  /** Hosts that speak for the family: `example.com` exactly, `*.example.com` any name below it. */
  hosts: v.optional(v.array(Text)),
  /** Exceptions to `hosts`, written alike. */
  notHosts: v.optional(v.array(Text)),
  /** Earlier messages of the same socket that speak for the family. */
  context: v.optional(
    v.array(v.strictObject({ direction: v.picklist(['send', 'receive']), members: MembersSchema, says: Text })),
  ),
  /** How a reply is tied to its request on a socket, and which codes each operation can answer with. */
  operations: v.optional(
    v.strictObject({
      /** Member that request and reply share. */
      id: Text,
      /** Member of the request that names the operation. */
      type: Text,
      /** Operations by the value of `type`; where absent, the value itself is the name. */
      names: v.optional(v.record(Text, v.strictObject({ name: Text, codes: v.optional(v.array(Code)) }))),
    }),
  ),
  /** The documented backoff. */
  backoff: v.optional(v.strictObject({ baseMs: v.number(), maxMs: v.number(), attempts: v.number(), source: Url })),
  /** Speaks only when no other family has a reading that is at least likely. */
  fallback: v.optional(v.boolean()),
  shapes: v.pipe(v.array(ShapeSchema), v.minLength(1)),
  entries: v.array(EntrySchema),
});

export type Permanence = v.InferOutput<typeof PermanenceSchema>;
export type Basis = v.InferOutput<typeof BasisSchema>;
export type EvidenceKind = v.InferOutput<typeof EvidenceKindSchema>;
export type Family = v.InferOutput<typeof FamilySchema>;
export type Shape = v.InferOutput<typeof ShapeSchema>;
export type Entry = v.InferOutput<typeof EntrySchema>;
export type MemberTest = v.InferOutput<typeof MemberTestSchema>;
