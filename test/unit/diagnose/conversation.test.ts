import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { compileConversations } from '../../../lib/diagnose/conversation.ts';
import type { Direction, SocketMessage } from '../../../lib/exchange.ts';
import { socketMessage } from '../../fixtures.ts';

const open = compileConversations(builtInFamilies);
const message = (direction: Direction, body: unknown): SocketMessage =>
  socketMessage(typeof body === 'string' ? body : JSON.stringify(body), { direction });

describe('a conversation', () => {
  it('remembers that a service introduced itself, and nothing of the key that it used', () => {
    const conversation = open();
    conversation.observe(
      message('send', { type: 0, id: 1, websocket_api_key: 'BAplantedplantedplante', client_id: 'a' }),
    );
    expect(conversation.sign('blazeauth')).toBeDefined();
    expect(
      JSON.stringify([conversation.sign('blazeauth'), conversation.operation('blazeauth', { id: 1 })]),
    ).not.toContain('planted');
  });

  it('takes a message for a sign only in the direction that the service uses', () => {
    const conversation = open();
    conversation.observe(message('receive', { type: 0, id: 1, websocket_api_key: 'BA' }));
    expect(conversation.sign('blazeauth')).toBeUndefined();
  });

  it('ties a reply to the operation that asked for it, ids beyond 2^53 included', () => {
    const conversation = open();
    conversation.observe(message('send', '{"type":2,"id":18446744073709551614,"license":"x"}'));
    expect(conversation.operation('blazeauth', JSON.parse('{"id":18446744073709551614}'))?.name).toBe(
      'authorize by license',
    );
    expect(conversation.operation('blazeauth', { id: 5 })).toBeUndefined();
  });

  it('takes the method of a JSON-RPC request for its operation', () => {
    const conversation = open();
    conversation.observe(message('send', { jsonrpc: '2.0', id: 7, method: 'printer.gcode.script' }));
    expect(conversation.operation('json-rpc', { id: 7 })?.name).toBe('printer.gcode.script');
  });

  it('remembers a bounded number of requests, the newest', () => {
    const conversation = open();
    for (let id = 0; id < 1_000; id++) conversation.observe(message('send', { type: 2, id }));
    expect(conversation.operation('blazeauth', { id: 0 })).toBeUndefined();
    expect(conversation.operation('blazeauth', { id: 999 })).toBeDefined();
  });

  it('does not stumble over what is no request', () => {
    const conversation = open();
    for (const body of ['', 'null', '"type"', '{"type":', '[{"type":2,"id":1}]', '{"type":{},"id":{}}']) {
      conversation.observe(message('send', body));
    }
    expect(conversation.operation('blazeauth', null)).toBeUndefined();
  });
});
