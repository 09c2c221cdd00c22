/** Reads the values that a shape names: members of the body, and what the carrier holds. */
import { percentDecoded } from '../address.ts';
import { asReference, type Reference } from '../catalog/references.ts';
import { header } from '../exchange.ts';
import { failureName } from './failure.ts';
import { compilePath } from './members.ts';
import type { Wire } from './wire.ts';

export type Read = (wire: Wire) => unknown;

/** Of several references the first that is present counts. */
export function compileRefs(refs: string | readonly string[]): Read {
  const reads = (typeof refs === 'string' ? [refs] : refs).map(compileRef);
  const only = reads[0];
  if (reads.length === 1 && only) return only;
  return (wire) => {
    for (const read of reads) {
      const value = read(wire);
      if (value !== undefined && value !== null && value !== '') return value;
    }
    return undefined;
  };
}

const HEADER = '$header:';
/** Headers that are always percent-encoded (gRPC over HTTP/2, "Responses"). */
const PERCENT_ENCODED: ReadonlySet<string> = new Set(['grpc-message']);

function compileRef(ref: string): Read {
  const reference = asReference(ref);
  if (reference !== undefined) return (wire) => readCarrier(reference, wire);
  if (ref.startsWith(HEADER)) {
    const name = ref.slice(HEADER.length);
    if (!PERCENT_ENCODED.has(name.toLowerCase())) return ({ headers }) => header(headers, name);
    return ({ headers }) => {
      const value = header(headers, name);
      return value === undefined ? undefined : percentDecoded(value);
    };
  }
  const get = compilePath(ref);
  return ({ value }) => get(value);
}

function readCarrier(reference: Reference, wire: Wire): unknown {
  const { exchange } = wire;
  switch (reference) {
    case '$status':
      return wire.channel === 'http' || wire.channel === 'handshake' ? wire.status : undefined;
    case '$close':
      return exchange.channel === 'close' ? exchange.code : undefined;
    case '$reason':
      return exchange.channel === 'close' ? exchange.reason : undefined;
    case '$packet':
      return exchange.channel === 'mqtt' ? exchange.reasonCode : undefined;
    case '$type':
      // An event has no type of its own, and is called nothing by that of its stream.
      return exchange.channel === 'http' && wire.type !== '' ? wire.type : undefined;
    case '$failure':
      return 'failure' in exchange ? failureName(exchange.failure) : undefined;
    case '$described.code':
      return wire.described?.description.code?.value;
    case '$described.said':
      return wire.described?.description.said?.value;
    case '$described.wait':
      return waitInSeconds(wire);
    default:
      return reference satisfies never;
  }
}

function waitInSeconds({ described }: Wire): number | undefined {
  const afterMs = described?.description.wait?.afterMs;
  return afterMs === undefined ? undefined : afterMs / 1_000;
}
