/**
 * What earlier messages of one socket say about a later one: which service speaks here, and which operation a reply answers.
 * Keeps signs and pending ids, and of the messages only the newest that the server sent, while it is short: a close may follow from it.
 * What the page sent is never kept, so an API key in an early frame is not held.
 */
import type { Family } from '../catalog/schema.ts';
import type { Direction, MqttPacket, SocketMessage } from '../exchange.ts';
import { bodyText } from './body-text.ts';
import { decode } from './decode.ts';
import { compileMembers, compilePath, firstRequiredKey, type Getter, type MembersTest } from './members.ts';
import { textOf } from './self-description/json.ts';

/** Requests waiting for a reply that are remembered; the oldest is forgotten first. */
const MAX_PENDING = 256;

/** A longer message is no request that opens a session or asks for an operation. */
const MAX_OBSERVED = 65_536;

/** A longer message is no last word before a close, in characters. */
const MAX_LAST = 4_096;

/** An operation that a message asked for. */
export interface Operation {
  readonly name: string;
  /** The codes it can answer with; undefined where no list is documented. */
  readonly codes: ReadonlySet<string> | undefined;
}

export interface Conversation {
  /** Takes note of a message. Call it for every message, in order, before or instead of diagnosing it. */
  observe(message: SocketMessage | MqttPacket): void;
  /** Which of the family's `context` an earlier message showed, as an index; undefined for none. */
  sign(familyId: string): number | undefined;
  /** The operation of this family that `reply` answers. */
  operation(familyId: string, reply: unknown): Operation | undefined;
  /** The newest message from the server; undefined where it is long or no text. */
  lastReceived(): SocketMessage | undefined;
}

interface Sign {
  readonly family: string;
  readonly direction: Direction;
  readonly marker: string;
  readonly test: MembersTest;
  /** Index into the family's `context`. */
  readonly index: number;
}

interface Pairing {
  readonly family: string;
  readonly id: Getter;
  readonly type: Getter;
  readonly marker: string;
  /** Undefined: the type's own value names the operation. */
  readonly operations: ReadonlyMap<string, Operation> | undefined;
}

/** An operation's name from the wire is shown up to this many characters. */
const MAX_NAME = 80;

function operationOf(type: unknown, known: ReadonlyMap<string, Operation> | undefined): Operation | undefined {
  if (known) return known.get(textOf(type));
  return typeof type === 'string' && type !== '' ? { name: type.slice(0, MAX_NAME), codes: undefined } : undefined;
}

/** Compiles what the families say about conversations once; the result opens one conversation a socket. */
export function compileConversations(families: readonly Family[]): () => Conversation {
  const signs: Sign[] = families.flatMap((family) =>
    (family.context ?? []).map((context, index) => ({
      family: family.id,
      direction: context.direction,
      marker: firstRequiredKey(context.members) ?? '',
      test: compileMembers(context.members),
      index,
    })),
  );
  const pairings: Pairing[] = families.flatMap(({ id: family, operations }) => {
    if (!operations) return [];
    const known =
      operations.names &&
      Object.entries(operations.names).map(
        ([type, { name, codes }]) => [type, { name, codes: codes && new Set(codes) }] as const,
      );
    return [
      {
        family,
        id: compilePath(operations.id),
        type: compilePath(operations.type),
        marker: JSON.stringify(operations.type),
        operations: known && new Map(known),
      },
    ];
  });

  return () => {
    const seen = new Map<string, number>();
    const pending = new Map<string, Operation>();
    let lastReceived: SocketMessage | undefined;

    function remember(key: string, operation: Operation): void {
      pending.delete(key);
      pending.set(key, operation);
      if (pending.size <= MAX_PENDING) return;
      const oldest = pending.keys().next().value;
      if (oldest !== undefined) pending.delete(oldest);
    }

    return {
      observe(message) {
        if (message.channel === 'websocket' && message.direction === 'receive')
          lastReceived = isShortText(message) ? message : undefined;
        if (message.body.state !== 'read' || message.body.text.length > MAX_OBSERVED) return;
        const text = bodyText(message.body);
        if (!text) return;
        const wantedSigns = signs.filter(
          (s) => s.direction === message.direction && !seen.has(s.family) && text.includes(s.marker),
        );
        const wantedPairings = message.direction === 'send' ? pairings.filter((p) => text.includes(p.marker)) : [];
        if (wantedSigns.length === 0 && wantedPairings.length === 0) return;
        const value = decode('json', text, false, '');
        if (value === undefined) return;
        for (const sign of wantedSigns) if (sign.test(value, 0)) seen.set(sign.family, sign.index);
        for (const { family, id, type, operations } of wantedPairings) {
          const requestId = id(value);
          const operation = operationOf(type(value), operations);
          if (requestId !== undefined && operation) remember(`${family} ${textOf(requestId)}`, operation);
        }
      },
      sign: (familyId) => seen.get(familyId),
      operation(familyId, reply) {
        const pairing = pairings.find((p) => p.family === familyId);
        const id = pairing?.id(reply);
        return id === undefined ? undefined : pending.get(`${familyId} ${textOf(id)}`);
      },
      lastReceived: () => lastReceived,
    };
  };
}

function isShortText({ opcode, body }: SocketMessage): boolean {
  return opcode === 'text' && body.state === 'read' && body.text.length <= MAX_LAST;
}
