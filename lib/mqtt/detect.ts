/** Which sockets speak MQTT. */
import { CONNECT, connectLevel, fixedHeader } from './frames.ts';

/** WebSocket subprotocols: `mqtt` of MQTT 3.1.1 and 5 (section 6.0), and the name that clients used before. */
const SUBPROTOCOLS: readonly (string | undefined)[] = ['mqtt', 'mqttv3.1'];

/**
 * Whether a socket speaks MQTT, by the subprotocol the server chose or by the first bytes the client sends: the start of a
 * CONNECT, up to its protocol level at least.
 */
export function looksLikeMqtt(subprotocol: string | undefined, firstBytes: Uint8Array | undefined): boolean {
  if (SUBPROTOCOLS.includes(subprotocol?.trim().toLowerCase())) return true;
  if (!firstBytes) return false;
  try {
    const header = fixedHeader(firstBytes, 0);
    return header?.first === CONNECT << 4 && connectLevel(firstBytes.subarray(header.size)) !== undefined;
  } catch {
    return false;
  }
}
