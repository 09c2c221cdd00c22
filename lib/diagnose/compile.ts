/** Turns families (data) into what a diagnosis runs through quickly. All cost that can be paid once is paid here. */
import type { Family } from '../catalog/schema.ts';
import { compileStatuses, type StatusVerdict } from '../catalog/statuses.ts';
import type { Channel } from '../exchange.ts';
import { type Conversation, compileConversations } from './conversation.ts';
import { compileClaims, type HostClaim, type Owner } from './hosts.ts';
import { compileMarkers } from './markers.ts';
import { compileShape } from './shape.ts';
import { compileShapeSets, type ShapeSet } from './shape-sets.ts';

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
}

export function compile(families: readonly Family[]): Index {
  const owners = families.map(
    (family, order): Owner => ({ family, id: family.id, fallback: family.fallback === true, order }),
  );
  const shapes = owners.flatMap((owner) => owner.family.shapes.map((shape) => compileShape(owner, shape)));
  return {
    claimsOf: compileClaims(owners),
    shapesFor: compileShapeSets(shapes),
    markers: compileMarkers(shapes),
    statusVerdict: compileStatuses(families),
    openConversation: compileConversations(families),
  };
}
