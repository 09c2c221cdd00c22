import type { Basis, EntryDocument, Permanence } from '../../schema.ts';

const REPOSITORY = 'https://github.com/fabkury/makapix/blob/HEAD/';

/** The page that lists the documented errors. */
export const ERROR_CODES = `${REPOSITORY}docs/reference/error-codes.md`;
/** The player calls over HTTPS and their error codes. */
export const PLAYER_RPC = `${REPOSITORY}docs/http-api/player-rpc.md`;
/** View reports over MQTT and their acknowledgements. */
export const PLAYER_STATUS = `${REPOSITORY}docs/mqtt-api/player-status.md`;
/** The envelope of `/api/v1` and its codes. */
export const V1_ERRORS = `${REPOSITORY}api/app/errors.py`;
/** The endpoints that manage players and send them commands. */
export const PLAYER_ENDPOINTS = `${REPOSITORY}api/app/routers/player.py`;

interface Usual {
  /** The `error.code` that `/api/v1` sends where the reply names none of its own (api/app/errors.py, `_STATUS_TO_CODE`). */
  readonly v1: string;
  readonly permanence: Permanence;
  readonly basis: Basis;
}

/**
 * What holds for a status unless an entry says otherwise. Only the retry strategy (429) and the recovery table (500)
 * of the documentation speak of trying again; the rest is our conclusion.
 */
const USUAL = {
  400: { v1: 'bad_request', permanence: 'permanent', basis: 'inferred' },
  401: { v1: 'unauthorized', permanence: 'permanent', basis: 'inferred' },
  403: { v1: 'forbidden', permanence: 'permanent', basis: 'inferred' },
  404: { v1: 'not_found', permanence: 'permanent', basis: 'inferred' },
  405: { v1: 'bad_request', permanence: 'permanent', basis: 'inferred' },
  409: { v1: 'conflict', permanence: 'permanent', basis: 'inferred' },
  410: { v1: 'internal_error', permanence: 'permanent', basis: 'inferred' },
  413: { v1: 'file_too_large', permanence: 'permanent', basis: 'inferred' },
  422: { v1: 'validation_error', permanence: 'permanent', basis: 'inferred' },
  429: { v1: 'rate_limited', permanence: 'temporary', basis: 'documented' },
  500: { v1: 'internal_error', permanence: 'temporary', basis: 'documented' },
  503: { v1: 'internal_error', permanence: 'temporary', basis: 'inferred' },
  507: { v1: 'internal_error', permanence: 'temporary', basis: 'inferred' },
} as const satisfies Record<number, Usual>;

interface Said {
  readonly status: keyof typeof USUAL;
  /** The documented text with its placeholders; also the template, unless `texts` gives others. */
  readonly name: string;
  readonly meaning: string;
  readonly action: string;
  readonly texts?: readonly string[];
  /** The codes beside the status: those of v1, or a second status. The status's usual v1 code when absent. */
  readonly codes?: readonly string[];
  readonly permanence?: Permanence;
  readonly basis?: Basis;
  readonly distinctive?: true;
  /** False for a 429 that the documented backoff can not outlast. */
  readonly backoff?: false;
  /** The file below `api/app/` that raises it, for texts that the documentation does not list. */
  readonly from?: string;
}

/**
 * The entry of an error that Makapix tells apart by its text alone. The text stands in `detail` beside the HTTP status,
 * or under `/api/v1` in `error.message` beside a code: one entry knows both.
 */
export function said(of: Said): EntryDocument {
  const usual = USUAL[of.status];
  return {
    codes: [String(of.status), ...(of.codes ?? [usual.v1])],
    name: of.name,
    texts: [...(of.texts ?? [of.name])],
    shapes: ['detail', 'v1'],
    meaning: of.meaning,
    action: of.action,
    permanence: of.permanence ?? usual.permanence,
    basis: of.basis ?? usual.basis,
    ...(of.distinctive && { distinctive: true }),
    ...(of.status === 429 && of.backoff !== false && { backoff: true }),
    ...(of.from && { source: `${REPOSITORY}api/app/${of.from}` }),
  };
}

/**
 * Splits an entry whose v1 code is used by Makapix alone while its text is not:
 * under `/api/v1` the code tells the service, in `detail` the host has to. `meaning` is what the v1 reply means.
 */
export function withOwnCode(entry: EntryDocument, meaning: string): EntryDocument[] {
  const isStatus = (code: string) => /^\d{3}$/.test(code);
  return [
    { ...entry, codes: entry.codes.filter(isStatus), shapes: ['detail'] },
    { ...entry, codes: entry.codes.filter((code) => !isStatus(code)), shapes: ['v1'], meaning, distinctive: true },
  ];
}

interface Coded extends Pick<EntryDocument, 'meaning' | 'action' | 'texts' | 'distinctive' | 'backoff'> {
  /** The code on the wire, which is its documented name as well. */
  readonly code: string;
  /** Permanent when absent: the same request meets the same answer. */
  readonly permanence?: Permanence;
  /** Inferred when absent. */
  readonly basis?: Basis;
}

/** A maker of entries for errors that carry a code of their own, in these shapes and described on this page. */
export function coded(shapes: readonly string[], source: string): (of: Coded) => EntryDocument {
  return ({ code, ...rest }) => ({
    permanence: 'permanent',
    basis: 'inferred',
    ...rest,
    codes: [code],
    name: code,
    shapes: [...shapes],
    source,
  });
}
