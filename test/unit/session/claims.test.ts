import { beforeEach, describe, expect, it } from 'vitest';
import type { Socket } from '../../../lib/exchange.ts';
import { claimedFinding, type Failure } from '../../../lib/finding.ts';
import { type Claims, confirmedFailure, createClaims } from '../../../lib/session/claims.ts';
import { failure, finding } from '../../failures.ts';
import { SOCKET, socketMessage } from '../../fixtures.ts';

const CLAIMED: Socket = { ...SOCKET, claimed: true };

const failureOn = (id: string, socket = CLAIMED): Failure => ({
  exchange: socketMessage('{}', { id, socket }),
  finding: claimedFinding(finding({ confidence: 'certain' })),
});

describe('failures of a socket that only the page reports', () => {
  let claims: Claims;
  const confirmed = (socket = SOCKET) => [...claims.confirmed(socket)];

  beforeEach(() => {
    claims = createClaims();
    for (const id of ['1', '2', '3']) claims.add(failureOn(id));
  });

  it('are given once, when the browser lists the socket', () => {
    expect(confirmed(CLAIMED)).toEqual([]);
    expect(confirmed({ ...SOCKET, id: 'another' })).toEqual([]);
    expect(confirmed()).toEqual(['1', '2', '3']);
    expect(confirmed()).toEqual([]);
  });

  it('are not given when they are no longer held', () => {
    claims.remove(failureOn('2'));
    expect(confirmed()).toEqual(['1', '3']);
    claims.add(failureOn('4'));
    claims.clear();
    expect(confirmed()).toEqual([]);
  });

  it('are those alone: one that rests on no claim is passed over', () => {
    claims.add(failureOn('5', SOCKET));
    claims.add(failure());
    claims.remove(failureOn('1', SOCKET));
    claims.remove(failure());
    expect(confirmed()).toEqual(['1', '2', '3']);
  });
});

describe('a failure whose socket is confirmed', () => {
  it('rests on the socket as the browser lists it, and is as certain as it would have been', () => {
    const { exchange, finding: sure } = confirmedFailure(failureOn('1'), SOCKET);
    expect(exchange).toMatchObject({ id: '1', socket: SOCKET });
    expect(sure.confidence).toBe('certain');
  });

  it('is the same where it never was on a socket', () => {
    const reply = failure();
    expect(confirmedFailure(reply, SOCKET)).toEqual(reply);
  });
});
