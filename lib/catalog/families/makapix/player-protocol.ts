/** The player protocol: `error_code` in replies over HTTPS, MQTT and WebSocket. */
import type { EntryDocument } from '../../schema.ts';
import { coded, ERROR_CODES, PLAYER_RPC, PLAYER_STATUS } from './entry.ts';

/** Either spelling of the envelope may carry either spelling of a code. */
const SHAPES = ['rpc', 'documented-mqtt'];

const documented = coded(SHAPES, ERROR_CODES);
const rpc = coded(SHAPES, PLAYER_RPC);
const viewAck = coded(SHAPES, PLAYER_STATUS);

/** Filter errors. Over MQTT they come inside a longer text, hence the templates with room on both sides. */
function criteria(name: string, texts: readonly string[], meaning: string, action: string): EntryDocument {
  return {
    codes: ['VALIDATION_ERROR', 'internal_error'],
    texts: texts.flatMap((text) => [text, `{before}${text}{after}`]),
    name,
    shapes: SHAPES,
    meaning,
    action,
    permanence: 'permanent',
    basis: 'inferred',
  };
}

export const playerProtocol: EntryDocument[] = [
  criteria(
    "Operator 'X' not valid for numeric field 'Y'",
    ["Operator '{operator}' not valid for numeric field '{field}'"],
    'A filter on a number uses an operator that numbers do not have.',
    'Use eq, neq, lt, gt, lte, gte, in or not_in for this field.',
  ),
  criteria(
    "Operator 'X' not valid for boolean field 'Y'",
    ["Operator '{operator}' not valid for boolean field '{field}'"],
    'A filter on a true-or-false field compares it in a way such fields do not have.',
    'Use eq or neq for this field.',
  ),
  criteria(
    "Operator 'X' not valid for enum field 'Y'",
    [
      "Operator '{operator}' not valid for enum field '{field}'",
      "Operator '{operator}' not valid for string field '{field}'",
    ],
    'A filter on a field with fixed words, such as a file format, uses an operator for numbers.',
    'Use eq, neq, in or not_in for this field.',
  ),
  criteria(
    "Field 'X' is not nullable",
    ["Field '{field}' is not nullable"],
    'The filter asks whether a field is empty that never is.',
    'Drop is_null and is_not_null here; they fit fields that may be empty, such as the frame durations and unique_colors.',
  ),
  criteria(
    "Invalid value for field 'X'",
    [
      "Invalid value for field '{field}'",
      "Value must be numeric for field '{field}'",
      "All values must be numeric for field '{field}'",
      "Value must be boolean for field '{field}'",
      "Operator '{operator}' requires a value",
      "Operator '{operator}' requires an array value",
      "Operator '{operator}' requires at least one value",
      "Operator '{operator}' accepts at most 128 values",
      "Operator '{operator}' does not accept a value",
    ],
    'The value of a filter does not fit its field or operator.',
    'Give numbers for numeric fields, true or false for boolean ones, a list of 1 to 128 values for in and not_in, and none for the null checks.',
  ),

  // The five codes of the documented MQTT form
  documented({
    code: 'INVALID_REQUEST',
    meaning: 'The server could not make sense of the MQTT request: it is malformed.',
    action: 'Compare the payload with the documented request of this type before publishing it again.',
  }),
  documented({
    code: 'VALIDATION_ERROR',
    meaning: 'A field or filter of the request holds a value that is not allowed; the message says which.',
    action: 'Correct that field or filter and publish the request with a new request_id.',
  }),
  documented({
    code: 'NOT_FOUND',
    meaning: 'What the MQTT request asks for does not exist.',
    action: 'Verify the post, user or playset that the request names.',
  }),
  documented({
    code: 'RATE_LIMITED',
    meaning: 'The player publishes requests faster than the server takes them.',
    action: 'Slow down and retry with backoff. Documented limits: 300 commands a minute per player, 1000 per user.',
    permanence: 'temporary',
    basis: 'documented',
    backoff: true,
  }),
  documented({
    code: 'INTERNAL_ERROR',
    meaning: 'The server failed while it worked on the MQTT request.',
    action: 'Report it with the request_id and publish the request again later.',
    permanence: 'temporary',
    basis: 'documented',
  }),

  // Requests, over HTTPS and MQTT alike
  rpc({
    code: 'invalid_request',
    meaning: 'The player request lacks a field, or a field has the wrong type or range.',
    action: 'Check the body against its request_type; post limits run from 1 to 50, comment limits from 1 to 200.',
  }),
  rpc({
    code: 'invalid_json',
    meaning: 'The request is not JSON, so not even its request_id could be read.',
    action: 'Serialise the payload as JSON in UTF-8; match the reply by time, for its request_id reads "unknown".',
  }),
  rpc({
    code: 'unknown_request_type',
    meaning: 'The server has no request of this type.',
    action: 'Use query_posts, get_post, submit_reaction, revoke_reaction, get_comments, get_playset or echo.',
  }),
  rpc({
    code: 'invalid_emoji',
    meaning: 'The reaction is empty or longer than 20 characters.',
    action: 'Send a single emoji in `emoji`.',
  }),
  rpc({
    code: 'missing_user_identifier',
    meaning: 'The channels by_user and reactions need a user, and the request names none.',
    action: 'Add `user_handle` or `user_sqid`.',
  }),
  rpc({
    code: 'missing_hashtag',
    meaning: 'The hashtag channel was queried without a hashtag.',
    action: 'Add `hashtag`, without the leading #.',
  }),
  rpc({
    code: 'invalid_hashtag',
    meaning: 'The hashtag is empty once its spaces are removed.',
    action: 'Send a hashtag of at least one letter or digit.',
  }),
  rpc({
    code: 'invalid_criteria',
    meaning: 'A filter criterion can not be applied; the text gives its position in the list.',
    action: 'Check field, operator and value of that criterion.',
  }),
  rpc({
    code: 'authentication_failed',
    meaning: 'The server does not know this player as registered, or refuses its token or owner.',
    action: 'Finish the registration or rotate the device token; check that the owner is not banned or deactivated.',
  }),
  rpc({
    code: 'player_key_mismatch',
    meaning: 'The player_key in the body is not that of the topic or token.',
    action: 'Send the own player_key, or leave it out over HTTPS.',
    distinctive: true,
  }),
  rpc({
    code: 'not_visible',
    meaning: 'The post exists and is not visible.',
    action: 'Skip this post and take the next.',
  }),
  rpc({
    code: 'not_available',
    meaning: 'The post was hidden by its owner or a moderator, or does not conform to the rules.',
    action: 'Drop the post from the rotation.',
  }),
  rpc({
    code: 'content_not_approved',
    meaning: "The post carries a monitored hashtag that the player's owner has not approved.",
    action: 'Skip it, or have the owner approve the hashtag in the settings.',
  }),
  rpc({
    code: 'not_found',
    meaning: 'The post that the player request names does not exist.',
    action: 'Verify the post id and remove it from stored lists.',
  }),
  rpc({
    code: 'deleted',
    meaning: 'The owner deleted the post.',
    action: 'Delete the cached copy and forget the id.',
  }),
  rpc({
    code: 'user_not_found',
    meaning: 'Nobody has the handle or sqid that the channel asks for.',
    action: 'Check the spelling, and prefer the sqid: a handle can be changed.',
  }),
  rpc({
    code: 'playset_not_found',
    meaning: "The player's owner has no playset of this name.",
    action: 'Ask for a playset that exists, or play a channel.',
    distinctive: true,
  }),
  rpc({
    code: 'reaction_limit_exceeded',
    meaning: 'The owner already left five reactions on this post.',
    action: 'Revoke one of them before submitting another.',
  }),
  rpc({
    code: 'unsupported_kind',
    meaning: 'The post is neither artwork nor playlist, so it has no form a player can take.',
    action: 'Skip the post.',
  }),
  rpc({
    code: 'rate_limited',
    meaning: 'This player asks too often.',
    action:
      'Wait for Retry-After where it is sent, else retry with backoff. Limits per player: 60 reads and 30 reactions a minute, 1 view in 5 seconds.',
    permanence: 'temporary',
    basis: 'documented',
    backoff: true,
  }),
  rpc({
    code: 'rate_limited',
    texts: ['Rate limited, retry after {seconds}s'],
    meaning: 'A view was reported less than 5 seconds after the one before; the text gives the wait.',
    action: 'Report the next view after that wait; 1 view in 5 seconds is counted per player.',
    permanence: 'temporary',
    basis: 'documented',
    backoff: true,
  }),
  rpc({
    code: 'rate_limit_exceeded',
    meaning: 'The player sent more echo requests than it may.',
    action: 'Probe the connection less often: 10 echoes a minute are allowed. Retry with backoff.',
    permanence: 'temporary',
    basis: 'documented',
    backoff: true,
  }),
  rpc({
    code: 'internal_error',
    texts: [
      'Internal error: {count} validation error for {model}',
      'Internal error: {count} validation errors for {model}',
    ],
    meaning: 'Over MQTT a request with bad fields is reported as an internal error; the text names the fields.',
    action: 'Correct the fields in the text. The same request fails every time.',
  }),
  rpc({
    code: 'internal_error',
    meaning: 'The server failed on this player request.',
    action: 'Report it with the request_id and its text, and try the request again later.',
    permanence: 'temporary',
    basis: 'documented',
  }),

  // Acknowledgements of views
  viewAck({
    code: 'player_not_registered',
    meaning: 'A view came from a player that nobody has registered.',
    action: 'Register the player; until then its views are not counted.',
  }),
  viewAck({
    code: 'player_no_owner',
    meaning: 'The player is registered but linked to no user.',
    action: 'Register it again from the account it should belong to.',
    distinctive: true,
  }),
  viewAck({
    code: 'owner_not_permitted',
    meaning: "The owner's account is banned or deactivated, so its player's views are refused.",
    action: 'Stop reporting views until the account may be used again.',
  }),
  viewAck({
    code: 'duplicate',
    meaning: 'This view was recorded before; MQTT may deliver a message twice.',
    action: 'Nothing to do: drop the event from the queue.',
  }),
  viewAck({
    code: 'post_not_found',
    meaning: 'The viewed post does not exist.',
    action: 'Discard the view and remove the post from the device.',
  }),
  viewAck({
    code: 'processing_error',
    meaning: 'The server met an error while it recorded the view.',
    action: 'Send the view again later; report it if every view fails.',
    permanence: 'temporary',
  }),
];
