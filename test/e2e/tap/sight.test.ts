/** A page cannot tell whether the tap is there: whatever it looks at is the same. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../browsers/session.ts';
import { closing } from './probes/closing.ts';
import { constructions, subclasses } from './probes/constructions.ts';
import { objects } from './probes/objects.ts';
import { errors, listeners, receiving } from './probes/receiving.ts';
import { sending } from './probes/sending.ts';
import { changes, frames, others } from './probes/surroundings.ts';
import { bringTools } from './probes/tools.ts';
import { type Mode, tapStage } from './stage.ts';

const stage = tapStage();

describe.each(
  Object.entries({
    objects,
    constructions,
    subclasses,
    sending,
    receiving,
    listeners,
    errors,
    closing,
    others,
    frames,
    changes,
  }),
)('what a page sees of its sockets (%s)', (_, probe) => {
  let untapped: Json;

  const seen = async (mode: Mode): Promise<Json> => {
    await stage.load(mode);
    await stage.page.evaluate(bringTools, stage.socketUrl(''));
    return stage.page.evaluate(probe);
  };

  beforeAll(async () => {
    untapped = await seen('none');
  });

  it('is the same each time', async () => {
    expect(await seen('none')).toEqual(untapped);
  });

  it('is the same with the tap, in place before the first script', async () => {
    expect(await seen('early')).toEqual(untapped);
    expect(await stage.state()).toMatchObject({ searching: false });
  });

  it('is the same with the tap that came later', async () => {
    expect(await seen('late')).toEqual(untapped);
    expect(await stage.state()).toMatchObject({ searching: true });
  });
});
