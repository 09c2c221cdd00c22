/** Marker words: what stands in every body that can carry an error inside a success, so that other bodies are not parsed. */
import { CHANNELS, type Channel } from '../exchange.ts';
import { BIT } from './kinds.ts';
import type { CompiledShape } from './shape.ts';

/** For each channel a pattern that finds a marker of any shape that speaks on every host. */
export function compileMarkers(shapes: readonly CompiledShape[]): Readonly<Record<Channel, RegExp>> {
  return Object.fromEntries(
    CHANNELS.map((channel) => [channel, anyOf(shapes.flatMap((shape) => markerOnAnyHost(shape, channel)))]),
  ) as Record<Channel, RegExp>;
}

/** HTTP statuses of a success, as a range. */
const SUCCESS = [200, 299] as const;

function markerOnAnyHost({ status, channels, needs, marker }: CompiledShape, channel: Channel): string[] {
  const inSuccess = !status || status.some(([from, to]) => from <= SUCCESS[1] && to >= SUCCESS[0]);
  if (!channels.includes(channel) || needs === BIT.host || (channel === 'http' && !inSuccess)) return [];
  return marker === undefined ? [] : [marker];
}

/**
 * One pattern that finds any of the literals, or at least a part that they share. Quotes are left off and what contains
 * another is dropped: a quote stands everywhere in JSON, and looking for it costs three times as much.
 */
function anyOf(literals: readonly string[]): RegExp {
  const words = [...new Set(literals.map(withoutQuotes))];
  const shortest = words.filter((word) => !words.some((other) => other !== word && word.includes(other)));
  // With no literal at all nothing may match: an empty pattern would match everything.
  if (shortest.length === 0) return /(?!)/;
  return new RegExp(shortest.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
}

/** A key of one or two letters stands in every text: it keeps its quotes. */
function withoutQuotes(literal: string): string {
  const word = literal.replace(/^"|"$/g, '');
  return word.length > 2 ? word : literal;
}
