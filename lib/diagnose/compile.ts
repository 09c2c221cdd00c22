/** Turns families (data) into what a diagnosis runs through quickly. All cost that can be paid once is paid here. */
import type { Family } from '../catalog/schema.ts';
import { compileStatuses, type StatusVerdict } from '../catalog/statuses.ts';
import type { Channel } from '../exchange.ts';
import { type Conversation, compileConversations } from './conversation.ts';
import { compileClaims, type HostClaim, type Owner } from './hosts.ts';
import { compileMarkers } from './markers.ts';
import { type CompiledShape, compileShape } from './shape.ts';
import { compileShapeSets, type ShapeSet } from './shape-sets.ts';

/** What one family is made into, whichever others stand beside it. */
interface CompiledFamily {
  readonly owner: Owner;
  readonly shapes: readonly CompiledShape[];
}

/** What is compiled already, for an index that grows: a family in it costs nothing again. */
export type CompiledFamilies = WeakMap<Family, CompiledFamily>;

export interface Index {
  /** The families that call the host of this address theirs. */
  readonly claimsOf: (url: string) => readonly HostClaim[];
  /** Shapes that can apply to an exchange of this channel with this HTTP status (0: none). */
  readonly shapesFor: (channel: Channel, status: number) => ShapeSet;
  /** Finds what stands in every body that can carry an error inside a success on a channel, on hosts that no family claims. */
  readonly markers: Readonly<Record<Channel, RegExp>>;
  /** The `http` family's word on a status, for families that borrow it. */
  readonly statusVerdict: (status: number) => StatusVerdict | undefined;
  readonly openConversation: () => Conversation;
  /** Position in the catalogue: of two equally good readings the earlier family's stands first. */
  readonly orderOf: (owner: Owner) => number;
}

/** @param compiled is added to */
export function compile(families: readonly Family[], compiled: CompiledFamilies): Index {
  const all = families.map((family) => {
    const known = compiled.get(family) ?? compileFamily(family);
    compiled.set(family, known);
    return known;
  });
  const owners = all.map(({ owner }) => owner);
  const shapes = all.flatMap((one) => one.shapes);
  const order = new Map(owners.map((owner, i) => [owner, i]));
  return {
    orderOf: (owner) => order.get(owner) ?? owners.length,
    claimsOf: compileClaims(owners),
    shapesFor: compileShapeSets(shapes),
    markers: compileMarkers(shapes),
    statusVerdict: compileStatuses(families),
    openConversation: compileConversations(families),
  };
}

function compileFamily(family: Family): CompiledFamily {
  const owner: Owner = { family, id: family.id, fallback: family.fallback === true };
  return { owner, shapes: family.shapes.map((shape) => compileShape(owner, shape)) };
}
