/** A shape ready to be tried. */
import type { Asked } from '../asked.ts';
import type { MemberTest, Shape } from '../catalog/schema.ts';
import { compileTemplate, type Template } from '../catalog/template.ts';
import type { Channel, Direction } from '../exchange.ts';
import type { Decoder } from './decode.ts';
import { compileEntries, type FindEntry } from './entries.ts';
import type { Owner } from './hosts.ts';
import { BIT } from './kinds.ts';
import { compileMembers, compilePath, firstRequiredKey, type Getter, type MembersTest } from './members.ts';
import { compileRefs, type Read } from './values.ts';

/**
 * A shape with every member in its place, given or not. The data's own objects each have other members, and reading
 * those one after the other costs an engine several times as much.
 */
export interface CompiledShape {
  readonly owner: Owner;
  readonly id: string;
  readonly says: string;
  readonly standard: boolean;
  /** Its code is what the exchange says of itself, so it applies only where something is said. */
  readonly isDescribed: boolean;
  readonly channels: readonly Channel[];
  readonly status: readonly (readonly [number, number])[] | undefined;
  readonly when: Conditions;
  readonly hints: Conditions | undefined;
  readonly hintMembers: MembersTest | undefined;
  /** Path prefixes that are required or speak for the shape. */
  readonly paths: readonly string[];
  /** How the body is read; undefined when the shape does not need it. */
  readonly decoder: Decoder | undefined;
  readonly members: Readonly<Record<string, MemberTest>>;
  readonly test: MembersTest | undefined;
  readonly absent: readonly Getter[];
  readonly only: ReadonlySet<string> | undefined;
  readonly marker: string | undefined;
  readonly code: Read;
  readonly text: Read;
  readonly wait: Read | undefined;
  readonly healthy: ReadonlySet<string>;
  /** Bits of which at least one must be there; 0 when the shape stands alone. */
  readonly needs: number;
  readonly unlisted: Shape['unlisted'];
  readonly find: FindEntry;
}

/** What must hold, or speaks for a shape where it holds. Undefined: not asked for. */
export interface Conditions {
  readonly failed: boolean;
  readonly direction: Direction;
  readonly close: readonly (readonly [number, number])[] | undefined;
  readonly packets: readonly string[] | undefined;
  readonly mime: readonly string[] | undefined;
  readonly asked: readonly Asked[] | undefined;
  readonly paths: readonly string[] | undefined;
  readonly subprotocols: readonly string[] | undefined;
  readonly topics: readonly string[] | undefined;
  readonly headers: readonly HeaderTest[] | undefined;
}

export interface HeaderTest {
  readonly name: string;
  readonly template: Template;
}

export function compileShape(owner: Owner, shape: Shape): CompiledShape {
  const { body, read, when, hints } = shape;
  const readCode = compileRefs(read.code);
  return {
    owner,
    id: shape.id,
    says: shape.says,
    standard: shape.standard === true,
    isDescribed: [read.code].flat().includes('$described.code'),
    channels: shape.channels,
    status: when?.status,
    when: compileConditions(when ?? {}),
    hints: hints && compileConditions(hints),
    hintMembers: hints?.members && compileMembers(hints.members),
    paths: [...(when?.paths ?? []), ...(hints?.paths ?? [])],
    decoder: body?.decode,
    members: body?.members ?? {},
    test: body && compileMembers(body.members),
    absent: (body?.absent ?? []).map(compilePath),
    only: body?.only && new Set(body.only),
    marker: body && (body.marker ?? (body.decode === 'json' ? firstRequiredKey(body.members) : undefined)),
    code: read.codeAfter || read.codeMustFollow || read.codeBefore ? (wire) => cutCode(readCode(wire), read) : readCode,
    text: read.text === undefined ? () => undefined : compileRefs(read.text),
    wait: read.retryAfter === undefined ? undefined : compileRefs(read.retryAfter),
    healthy: new Set(shape.healthy),
    needs: (shape.needs ?? []).reduce((bits, kind) => bits | BIT[kind], 0),
    unlisted: shape.unlisted,
    find: compileEntries(owner.family.entries, shape.id),
  };
}

function compileConditions(given: NonNullable<Shape['when']> | NonNullable<Shape['hints']>): Conditions {
  const when: NonNullable<Shape['when']> = given;
  return {
    failed: when.failed === true,
    direction: when.direction ?? 'receive',
    close: when.close,
    packets: when.packets,
    mime: when.mime,
    asked: when.asked,
    paths: when.paths,
    subprotocols: when.subprotocols,
    topics: when.topics,
    headers: when.headers && compileHeaders(when.headers),
  };
}

function compileHeaders(headers: Readonly<Record<string, string>>): HeaderTest[] {
  return Object.entries(headers).map(([name, template]) => ({ name, template: compileTemplate(template) }));
}

function cutCode(value: unknown, { codeAfter, codeMustFollow, codeBefore }: Shape['read']): unknown {
  if (typeof value !== 'string') return value;
  let code = value;
  if (codeMustFollow) {
    const start = code.indexOf(codeMustFollow);
    if (start < 0) return undefined;
    code = code.slice(start + codeMustFollow.length);
  }
  if (codeAfter && code.includes(codeAfter)) code = code.slice(code.lastIndexOf(codeAfter) + codeAfter.length);
  if (codeBefore && code.includes(codeBefore)) code = code.slice(0, code.indexOf(codeBefore));
  return code.trim();
}
