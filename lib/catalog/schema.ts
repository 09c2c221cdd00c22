/**
 * The form of a family: everything Wire Triage knows about one service or one standard, as a JSON document.
 * Built-in families and users' own pass through this same schema and the same code; see parse-family.ts.
 *
 * A family has *shapes* (how an error looks on the wire) and *entries* (what each code means).
 */
import * as v from 'valibot';
import { ASKED } from '../asked.ts';
import { EVIDENCE_KINDS } from './evidence-kinds.ts';
import { isReference, REFERENCES } from './references.ts';
import {
  anyListOf,
  Code,
  Day,
  EntryId,
  exactly,
  HostPattern,
  Id,
  listOf,
  MAX_ENTRIES,
  MAX_SHAPES,
  MemberPath,
  oneOf,
  RangeSchema,
  recordOf,
  TellingTemplate,
  TemplateSchema,
  Text,
  UnlistedText,
  Url,
  Version,
  Wait,
} from './schema-pieces.ts';

export const PermanenceSchema = oneOf(['temporary', 'permanent', 'unknown']);
export const BasisSchema = oneOf(['documented', 'inferred']);
const ChannelSchema = oneOf(['http', 'websocket', 'mqtt', 'close', 'handshake']);

/** Who keeps a request or its reply from the page. */
const BlockerSchema = oneOf(['cors', 'csp', 'mixed-content', 'client', 'certificate', 'aborted']);
/** The rule of the CORS protocol that fails (Fetch standard, section 3.2). */
const CorsRuleSchema = oneOf([
  'allow-origin-missing',
  'allow-origin-mismatch',
  'allow-origin-multiple',
  'allow-origin-wildcard-credentials',
  'allow-credentials-missing',
  'method-not-allowed',
  'header-not-allowed',
  'preflight-status',
  'preflight-redirect',
  'error-without-cors-headers',
]);

export const EvidenceKindSchema = oneOf(EVIDENCE_KINDS);

const TypeName = oneOf([
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
]);
const Is = exactly({
  is: v.union([v.string(), v.number(), v.boolean(), v.null()], 'a text, a number, true, false or null'),
});
const OneOf = exactly({ oneOf: listOf(v.union([v.string(), v.number()], 'a text or a number')) });
const Between = v.pipe(
  exactly({
    from: v.pipe(v.number('an integer'), v.integer('an integer')),
    to: v.pipe(v.number('an integer'), v.integer('an integer')),
  }),
  v.check(({ from, to }) => from <= to, '`from` not above `to`'),
);
const Equals = exactly({ equals: v.literal('$status', '"$status"') });

type MemberTestForm =
  | v.InferOutput<typeof TypeName>
  | v.InferOutput<typeof Is>
  | v.InferOutput<typeof OneOf>
  | v.InferOutput<typeof Between>
  | v.InferOutput<typeof Equals>;

/**
 * What a member of a decoded body must be.
 * - a type name; `text` is a non-empty string, `list` a non-empty array; a trailing `?` lets the member be missing or null
 * - `{ is }` exactly this value, `{ oneOf }` one of these, `{ from, to }` an integer in this closed range
 * - `{ equals: '$status' }` the same number as the HTTP status
 */
const MemberTestSchema = v.lazy((input): v.GenericSchema<MemberTestForm> => {
  if (typeof input !== 'object' || input === null) return TypeName;
  if ('is' in input) return Is;
  if ('oneOf' in input) return OneOf;
  return 'equals' in input ? Equals : Between;
});

/**
 * Members by path: `error.code`, `errors.0.message`. A number indexes an array, `*` means "the first item or member that
 * has the rest".
 */
const MembersSchema = recordOf(MemberPath, MemberTestSchema);

/**
 * Where a value is read: a member path, or
 * `$status` (HTTP status), `$close` (close code), `$reason` (close reason), `$failure` (the browser's error text without its
 * `net::` prefix; `0` where the browser gives none), `$packet` (MQTT reason code), `$type` (media type without parameters), `$header:NAME`, or what the general reader
 * of self-descriptions finds in a body of any form: `$described.code`, `$described.said`, `$described.wait`.
 * Of several the first that is present counts.
 */
const RefSchema = v.pipe(Text, v.check(isReference, `a member path, $header:NAME or one of ${REFERENCES.join(', ')}`));
const RefsSchema = v.lazy(
  (input): v.GenericSchema<string | string[]> => (Array.isArray(input) ? listOf(RefSchema) : RefSchema),
);

/** A remark for those who maintain the family: where a fact comes from, why something is as it is. Nothing reads it. */
const Note = v.optional(v.union([Text, listOf(Text)], 'a text or a list of texts'));

export const EntrySchema = exactly({
  /** Stable and unique in the family; made from the first code when absent. */
  id: v.optional(EntryId),
  /** The codes as they stand on the wire; several where shapes of the family spell the same error differently. */
  codes: listOf(Code),
  /** The documented name; our own short one, or the code again, where the source gives none. Its places are those of `texts`. */
  name: TemplateSchema,
  meaning: Text,
  action: Text,
  /** Whether waiting or repeating alone can cure it. The family's default when absent. */
  permanence: v.optional(PermanenceSchema),
  /** Whether the source itself says so, or we conclude it from the meaning. The family's default when absent. */
  basis: v.optional(BasisSchema),
  /** Where this code is described; the family's default, or its source, when absent. */
  source: v.optional(Url),
  /** Ids of the shapes this entry belongs to; the family's default, or every shape of the family, when absent. */
  shapes: v.optional(listOf(Id)),
  /** Texts that must stand beside the code. An entry with a matching text wins over one without. */
  texts: v.optional(listOf(TellingTemplate)),
  /** Only where the browser is known to have stopped the request for this. Such an entry wins over one without. */
  blocked: v.optional(exactly({ by: BlockerSchema, rule: v.optional(CorsRuleSchema) })),
  /** The text or code occurs nowhere else, so it is evidence of its own. */
  distinctive: v.optional(v.boolean('true or false')),
  /** The code is documented, but no payload with it was compared with a real one. */
  constructed: v.optional(v.boolean('true or false')),
  /** Retrying follows the family's documented backoff. */
  backoff: v.optional(v.boolean('true or false')),
  note: Note,
});

/** What holds for entries that say nothing else. */
const DefaultsSchema = exactly({
  permanence: v.optional(PermanenceSchema),
  basis: v.optional(BasisSchema),
  /** By the entry's first code, for codes that are HTTP statuses. Goes before the two above. */
  byStatus: v.optional(
    recordOf(
      v.pipe(v.string('a status'), v.regex(/^\d{3}$/, 'a status of three digits')),
      exactly({ permanence: v.optional(PermanenceSchema), basis: v.optional(BasisSchema) }),
    ),
  ),
  shapes: v.optional(listOf(Id)),
  source: v.optional(Url),
});

/** Take meaning, action, permanence and basis from the `http` family's entry for the HTTP status; name as given here. */
const BorrowedSchema = exactly({ as: v.literal('http', '"http"'), name: UnlistedText, source: v.optional(Url) });
const BesideSchema = exactly({ meaning: UnlistedText, action: UnlistedText });
const OwnWordsSchema = exactly({
  name: UnlistedText,
  meaning: UnlistedText,
  action: UnlistedText,
  permanence: PermanenceSchema,
  basis: BasisSchema,
  source: v.optional(Url),
  /** Where the server gave words and no code, so that the HTTP status stands in its place. */
  uncoded: v.optional(
    exactly({ name: UnlistedText, meaning: UnlistedText, action: UnlistedText, beside: v.optional(BesideSchema) }),
  ),
  /**
   * Where the words of the code, or else the HTTP status, plainly say what happened: that comes first, and these sentences behind it,
   * in the place of `meaning` and `action`. What codes plainly say: `reasons` of the `envelope` family.
   */
  beside: v.optional(BesideSchema),
});

/** What to say of a code that has the family's shape but no entry. */
const UnlistedSchema = v.lazy(
  (input): v.GenericSchema<v.InferOutput<typeof BorrowedSchema> | v.InferOutput<typeof OwnWordsSchema>> =>
    typeof input === 'object' && input !== null && 'as' in input ? BorrowedSchema : OwnWordsSchema,
);

/** What codes say whoever uses them, by phrases of their words: `userRateLimitExceeded` is user, rate, limit, exceeded. */
const ReasonSchema = exactly({
  id: Id,
  /** Phrases in lower case. Of several that stand in a code the one of most words counts, then the one listed first. */
  words: listOf(Text),
  meaning: Text,
  action: Text,
  permanence: PermanenceSchema,
});

export const ShapeSchema = exactly({
  id: Id,
  channels: listOf(ChannelSchema),
  note: Note,
  /** The evidence line for this shape, e.g. `body {"Status": number, "Error": text}`. */
  says: Text,
  /** Conditions. All that are given must hold, and each that holds is evidence. */
  when: v.optional(
    exactly({
      /** HTTP status, closed ranges. Absent: any status, also a success. */
      status: v.optional(listOf(RangeSchema)),
      /** Close code, closed ranges. */
      close: v.optional(listOf(RangeSchema)),
      /** Path prefixes, compared in lower case. */
      paths: v.optional(listOf(Text)),
      /** Media types without parameters; `+json` stands for every type with that suffix. */
      mime: v.optional(listOf(Text)),
      /** What the request asks for, where it says so: `data` is JSON or XML, which its Accept header or its own body names. */
      asked: v.optional(listOf(oneOf(ASKED))),
      subprotocols: v.optional(listOf(Text)),
      /** MQTT topic filters with `+` and `#`. */
      topics: v.optional(listOf(Text)),
      /** MQTT packet names. */
      packets: v.optional(listOf(Text)),
      /** Headers that must be there, each with a template for its value. */
      headers: v.optional(recordOf(Text, TemplateSchema)),
      /** Direction of a message; `receive` when absent. */
      direction: v.optional(oneOf(['send', 'receive'])),
      /** True: only where no usable response arrived and the browser gave an error of its own. */
      failed: v.optional(v.boolean('true or false')),
    }),
  ),
  /** As `when`, but only evidence: the shape is recognised without them too. */
  hints: v.optional(
    exactly({
      paths: v.optional(listOf(Text)),
      mime: v.optional(listOf(Text)),
      topics: v.optional(listOf(Text)),
      subprotocols: v.optional(listOf(Text)),
      headers: v.optional(recordOf(Text, TemplateSchema)),
      /** Members that need not be there and speak for the family where they are. */
      members: v.optional(MembersSchema),
    }),
  ),
  /** The body; absent when the status line, close frame or header says everything. */
  body: v.optional(
    exactly({
      decode: oneOf(['json', 'grpc-web', 'xml-error', 'page', 'nearly-json', 'text']),
      members: MembersSchema,
      /** Members that must not be there. */
      absent: v.optional(anyListOf(MemberPath)),
      /** The only members that may be there. */
      only: v.optional(listOf(Text)),
      /** A text that stands in every such body: where it is missing, a healthy-looking reply is not even parsed. */
      marker: v.optional(
        v.pipe(
          Text,
          v.check((text) => text.replaceAll('"', '').length > 2, 'at least three characters beside quotes'),
        ),
      ),
    }),
  ),
  read: exactly({
    code: RefsSchema,
    text: v.optional(RefsSchema),
    /** Seconds (or a duration text such as `30s`) that the server asks to wait. */
    retryAfter: v.optional(RefsSchema),
    /** Keep of the code only what follows the last of these (`ns#Name`) … */
    codeAfter: v.optional(Text),
    /** … or the first of these, without which there is no code (`<code>Name`) … */
    codeMustFollow: v.optional(Text),
    /** … and what stands before this one. */
    codeBefore: v.optional(Text),
  }),
  /** Codes that are no failure. */
  healthy: v.optional(anyListOf(Code)),
  /** The shape alone proves nothing: at least one of these kinds of evidence must be there as well. */
  needs: v.optional(listOf(EvidenceKindSchema)),
  /** The shape is fixed by a standard and names itself, so no host is needed to be sure of it. */
  standard: v.optional(v.boolean('true or false')),
  unlisted: v.optional(UnlistedSchema),
});

export const FamilySchema = exactly({
  id: Id,
  /** Name for people, e.g. `Makapix Club`. */
  title: Text,
  /** Short name for a chip; the title when absent. */
  chip: v.optional(Text),
  /** Where the codes are documented. */
  source: Url,
  /** Under what terms the facts and the words were taken over. */
  licence: v.optional(Text),
  /** When they were last compared with the source. */
  date: v.optional(Day),
  /** Of the document: a later one takes the place of an earlier one with the same id. */
  version: v.optional(Version),
  note: Note,
  defaults: v.optional(DefaultsSchema),
  /** Hosts that speak for the family: `example.com` exactly, `*.example.com` any name below it. */
  hosts: v.optional(anyListOf(HostPattern)),
  /** Exceptions to `hosts`, written alike. */
  notHosts: v.optional(anyListOf(HostPattern)),
  /** Earlier messages of the same socket that speak for the family. */
  context: v.optional(
    anyListOf(exactly({ direction: oneOf(['send', 'receive']), members: MembersSchema, says: Text })),
  ),
  /** How a reply is tied to its request on a socket, and which codes each operation can answer with. */
  operations: v.optional(
    exactly({
      /** Member that request and reply share. */
      id: MemberPath,
      /** Member of the request that names the operation. */
      type: MemberPath,
      /** Operations by the value of `type`; where absent, the value itself is the name. */
      names: v.optional(recordOf(Text, exactly({ name: Text, codes: v.optional(listOf(Code)) }))),
    }),
  ),
  /** The documented backoff. */
  backoff: v.optional(
    exactly({
      baseMs: Wait,
      maxMs: Wait,
      attempts: v.pipe(v.number('a number'), v.integer('an integer'), v.minValue(1, 'a number from 1')),
      source: Url,
    }),
  ),
  /** Speaks only when no other family has a reading that is at least likely. */
  fallback: v.optional(v.boolean('true or false')),
  /**
   * A standard or a framework, in whose envelope any service sends its errors: what the reply itself and its status say of
   * repeating counts more than what an entry concludes.
   */
  general: v.optional(v.boolean('true or false')),
  /** Of the `envelope` family alone: what is said of codes that no family lists, see `unlisted.beside`. */
  reasons: v.optional(anyListOf(ReasonSchema)),
  shapes: listOf(ShapeSchema, MAX_SHAPES),
  entries: anyListOf(EntrySchema, MAX_ENTRIES),
});

export type Permanence = v.InferOutput<typeof PermanenceSchema>;
export type Basis = v.InferOutput<typeof BasisSchema>;
export type Blocker = v.InferOutput<typeof BlockerSchema>;
export type CorsRule = v.InferOutput<typeof CorsRuleSchema>;
export type EvidenceKind = v.InferOutput<typeof EvidenceKindSchema>;
export type Reason = v.InferOutput<typeof ReasonSchema>;
export type Shape = v.InferOutput<typeof ShapeSchema>;
export type MemberTest = v.InferOutput<typeof MemberTestSchema>;
/** A family as it stands in a file. */
export type FamilyDocument = v.InferOutput<typeof FamilySchema>;
export type EntryDocument = v.InferOutput<typeof EntrySchema>;

/** An entry with its id and with the family's defaults filled in. */
export interface Entry extends EntryDocument {
  readonly id: string;
  readonly permanence: Permanence;
  readonly basis: Basis;
}

/** A family as the engine takes it: what `parseFamily` returns. */
export interface Family extends Omit<FamilyDocument, 'entries' | 'defaults'> {
  readonly entries: readonly Entry[];
}
