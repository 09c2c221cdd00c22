import type { Exchange } from '../../lib/exchange.ts';
import type { MessageKey } from '../translate.ts';

export type TabId = 'diagnosis' | 'headers' | 'payload' | 'response' | 'message' | 'frames' | 'timing';

/** Id of the element that names what the details are about. */
export const FINDING_NAME = 'finding-name';

export interface Tab {
  readonly id: TabId;
  readonly title: MessageKey;
}

const DIAGNOSIS: Tab = { id: 'diagnosis', title: 'tabDiagnosis' };
const HEADERS: Tab = { id: 'headers', title: 'tabHeaders' };
const PAYLOAD: Tab = { id: 'payload', title: 'tabPayload' };
const RESPONSE: Tab = { id: 'response', title: 'tabResponse' };
const MESSAGE: Tab = { id: 'message', title: 'tabMessage' };
const CLOSE: Tab = { id: 'message', title: 'tabClose' };
const FRAMES: Tab = { id: 'frames', title: 'tabFrames' };
const TIMING: Tab = { id: 'timing', title: 'tabTiming' };

/** The tabs that have something to show for an exchange. */
export function tabsFor(exchange: Exchange): readonly Tab[] {
  switch (exchange.channel) {
    case 'http':
      return [DIAGNOSIS, HEADERS, PAYLOAD, RESPONSE, TIMING];
    case 'handshake':
      return [DIAGNOSIS, HEADERS, FRAMES, TIMING];
    case 'close':
      return [DIAGNOSIS, CLOSE, FRAMES, TIMING];
    case 'event':
    case 'websocket':
    case 'mqtt':
      return [DIAGNOSIS, MESSAGE, FRAMES, TIMING];
  }
}
