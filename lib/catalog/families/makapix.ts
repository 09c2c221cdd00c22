import type { FamilyDocument } from '../schema.ts';
import { accounts } from './makapix/accounts.ts';
import { artworks } from './makapix/artworks.ts';
import { community } from './makapix/community.ts';
import { ERROR_CODES, PLAYER_RPC } from './makapix/entry.ts';
import { playerProtocol } from './makapix/player-protocol.ts';
import { players } from './makapix/players.ts';
import { statuses } from './makapix/statuses.ts';
import { v1Codes } from './makapix/v1.ts';

/** A player code that the documentation does not list. */
const UNLISTED_PLAYER_CODE = {
  name: '{code}',
  meaning: 'The player protocol reports an error code that its documentation does not list.',
  action: 'Read the text beside the code, and look for the code in the current player documentation.',
  permanence: 'unknown',
  basis: 'inferred',
  source: PLAYER_RPC,
} as const;

/**
 * Makapix Club, a pixel-art site with an API for its web client, its app and LED players.
 * Unversioned paths answer `{"detail"}`, paths below `/api/v1` `{"error": {"code", "message"}}`, player calls have an envelope of their own.
 */
export const makapix: FamilyDocument = {
  id: 'makapix',
  title: 'Makapix Club',
  chip: 'Makapix',
  source: ERROR_CODES,
  hosts: ['makapix.club', 'www.makapix.club', 'development.makapix.club'],
  operations: {
    id: 'request_id',
    type: 'request_type',
    names: {
      query_posts: { name: 'query posts' },
      get_post: { name: 'get post' },
      submit_reaction: { name: 'submit reaction' },
      revoke_reaction: { name: 'revoke reaction' },
      get_comments: { name: 'get comments' },
      get_playset: { name: 'get playset' },
      echo: { name: 'echo' },
    },
  },
  // Base, maximum and number of attempts as the section "Retry Strategy" suggests them.
  backoff: { baseMs: 1000, maxMs: 60_000, attempts: 5, source: ERROR_CODES },
  shapes: [
    {
      id: 'detail',
      channels: ['http'],
      says: 'body {"detail": text}',
      when: { status: [[400, 599]] },
      body: {
        decode: 'json',
        members: { detail: 'text' },
        // Problem Details, Django REST framework with SimpleJWT, and other replies that also have a `detail`.
        absent: ['type', 'title', 'status', 'code', 'messages', 'error', 'errors'],
      },
      read: { code: '$status', text: 'detail' },
      needs: ['host', 'text'],
      unlisted: { as: 'http', name: 'HTTP {code}' },
    },
    {
      id: 'detail-object',
      channels: ['http'],
      says: 'body {"detail": {"code": text, "feature": text}}',
      when: { status: [[400, 599]] },
      body: { decode: 'json', members: { 'detail.code': 'text', 'detail.feature': 'text' } },
      read: { code: 'detail.code' },
      needs: ['host'],
      unlisted: { as: 'http', name: '{code}' },
    },
    {
      id: 'detail-formats',
      channels: ['http'],
      says: 'body {"detail": {"message": text, "formats_available": array}}',
      when: { status: [[400, 599]] },
      body: { decode: 'json', members: { 'detail.message': 'text', 'detail.formats_available': 'array' } },
      read: { code: '$status', text: 'detail.message' },
      needs: ['host'],
      unlisted: { as: 'http', name: 'HTTP {code}' },
    },
    {
      id: 'validation',
      channels: ['http'],
      says: 'body {"detail": [{"loc": array, "msg": text, "type": text}]}',
      when: { status: [[422, 422]] },
      body: {
        decode: 'json',
        members: { detail: 'list', 'detail.0.loc': 'array', 'detail.0.msg': 'text', 'detail.0.type': 'text' },
      },
      read: { code: '$status', text: 'detail.0.msg' },
      needs: ['host'],
    },
    {
      id: 'v1',
      channels: ['http'],
      says: 'body {"error": {"code": text, "message": text}}',
      when: { status: [[400, 599]] },
      body: {
        decode: 'json',
        members: { 'error.code': 'text', 'error.message': 'string' },
        // Google has a status and OpenAI a type beside the code.
        absent: ['error.status', 'error.type', 'error.param', 'jsonrpc'],
      },
      read: { code: 'error.code', text: 'error.message' },
      needs: ['host', 'text'],
      unlisted: { as: 'http', name: '{code}' },
    },
    {
      id: 'rpc',
      channels: ['http', 'mqtt', 'websocket'],
      says: 'body {"success": false, "error": text, "error_code": text}',
      when: { direction: 'receive' },
      hints: {
        paths: ['/api/player/rpc', '/api/player/events/view', '/player/rpc', '/player/events/view'],
        topics: ['makapix/player/+/response/+', 'makapix/player/+/view/ack'],
      },
      body: {
        decode: 'json',
        members: { success: { is: false }, error: 'text', error_code: 'text' },
        marker: '"error_code"',
      },
      read: { code: 'error_code', text: 'error' },
      needs: ['host', 'path', 'topic', 'text'],
      unlisted: UNLISTED_PLAYER_CODE,
    },
    {
      id: 'documented-mqtt',
      channels: ['http', 'mqtt', 'websocket'],
      says: 'body {"status": "error", "error_code": text, "message": text}',
      when: { direction: 'receive' },
      hints: { topics: ['makapix/#'] },
      body: {
        decode: 'json',
        members: { status: { is: 'error' }, error_code: 'text', message: 'string' },
        marker: '"error_code"',
      },
      read: { code: 'error_code', text: 'message' },
      needs: ['host', 'topic'],
      unlisted: UNLISTED_PLAYER_CODE,
    },
    {
      // GitHub sign-in answers with a page instead of JSON, and a proxy may replace any body: the status still has its documented meaning.
      id: 'status',
      channels: ['http'],
      says: 'a status that the documentation lists',
      when: {
        status: [
          [400, 401],
          [403, 404],
          [409, 409],
          [413, 413],
          [429, 429],
          [500, 500],
        ],
      },
      read: { code: '$status' },
      needs: ['host'],
    },
  ],
  entries: [...accounts, ...artworks, ...players, ...community, ...statuses, ...v1Codes, ...playerProtocol],
};
