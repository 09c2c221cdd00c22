/** Errors that name their own code: `error.code` of `/api/v1`, and `detail.code` of the player endpoints. */
import type { EntryDocument } from '../../schema.ts';
import { coded, PLAYER_ENDPOINTS, V1_ERRORS } from './entry.ts';

const v1 = coded(['v1'], V1_ERRORS);
const object = coded(['detail-object'], PLAYER_ENDPOINTS);

export const v1Codes: EntryDocument[] = [
  v1({
    code: 'email_not_verified',
    meaning: 'The account has to confirm its e-mail address before it may do this.',
    action: 'Lead the user to the verification step and repeat the request afterwards.',
  }),
  v1({
    code: 'weak_password',
    meaning: 'The new password does not meet the rules; the message says which.',
    action: 'Ask for a password of at least 8 characters with a letter and a digit.',
  }),
  v1({
    code: 'token_expired',
    meaning: 'The token was valid once and has passed its expiry.',
    action: 'Get a new access token with the refresh token and repeat the request once.',
  }),
  v1({
    code: 'token_invalid',
    meaning: 'The token or code that was sent can not be accepted: wrong, used or too old.',
    action: 'Throw it away and start the sign-in again for a new one.',
  }),
  v1({
    code: 'account_banned',
    meaning: 'The account is barred from the site, for a time or for good.',
    action: 'Sign out and show the ban to the user; retries change nothing while it lasts.',
    permanence: 'unknown',
  }),
  v1({
    code: 'apple_token_invalid',
    meaning: 'The identity token from Apple failed its verification.',
    action: 'Run Sign in with Apple again; check that nonce and client id are those of this app.',
  }),
  v1({
    code: 'restore_credential_invalid',
    meaning: 'The restore credential of the device was registered or presented in a form that does not verify.',
    action: 'Fall back to a normal sign-in and register the credential again.',
  }),
  v1({
    code: 'restore_credential_unknown',
    meaning: 'The server stores no restore credential like the one presented.',
    action: 'Start signed out and offer the normal sign-in; this is no fault of the app.',
  }),
  v1({
    code: 'forbidden_role',
    meaning: 'The account lacks the role that this action needs.',
    action: 'Sign in as moderator or owner, or hide the action from this user.',
  }),
  v1({
    code: 'not_owner',
    meaning: 'The resource belongs to another account.',
    action: "Act with the owner's account; reload if the page shows stale rights.",
  }),
  v1({
    code: 'handle_taken',
    meaning: 'The wanted handle is in use.',
    action: 'Ask for another handle; check its availability while the user types.',
    distinctive: true,
  }),
  v1({
    code: 'artwork_duplicate',
    meaning: 'A post with the same image exists.',
    action: 'Open the existing post instead of uploading; look for its sqid in `error.details`.',
    distinctive: true,
  }),
  v1({
    code: 'dimensions_invalid',
    meaning: 'Width or height of the image is not allowed.',
    action: 'Resize to a permitted size; the upload rules stand in GET /api/v1/config.',
  }),
  v1({
    code: 'quota_exceeded',
    meaning: 'A quota of the account is used up; the message says which.',
    action: 'Free storage by deleting artwork before the next upload.',
  }),
  v1({
    code: 'reaction_cap_reached',
    meaning: 'The user has as many reactions on this post as one user may have.',
    action: 'Remove a reaction before adding one.',
    distinctive: true,
  }),
  v1({
    code: 'comment_too_deep',
    meaning: 'The reply would be nested deeper than comments may be.',
    action: 'Reply one level higher.',
  }),
  v1({
    code: 'mkpx_invalid',
    meaning: 'The layers file is not a readable .mkpx file.',
    action: 'Export the layers anew and attach that file.',
    distinctive: true,
  }),
  v1({
    code: 'mkpx_too_large',
    meaning: 'The layers file is over its size limit.',
    action: 'Merge layers until the file is small enough, or leave it off.',
    distinctive: true,
  }),
  v1({
    code: 'invalid_creation_method',
    meaning: 'The declared way of creation is not one that clients may state.',
    action: 'Send a creation method from the list the server offers.',
    distinctive: true,
  }),
  v1({
    code: 'invalid_source_details',
    meaning: 'The statement on how the work was made is malformed.',
    action: 'Correct `source_details` as the message says.',
  }),
  v1({
    code: 'parent_not_found',
    meaning: 'A declared parent work can not be found.',
    action: 'Check the sqid of each parent.',
  }),
  v1({
    code: 'remix_not_allowed',
    meaning: 'A declared parent does not permit remixes; `error.details` names it.',
    action: 'Remove that parent or ask its artist.',
    distinctive: true,
  }),
  v1({
    code: 'too_many_parents',
    meaning: 'The list of parent works is too long.',
    action: 'Shorten the list of parents.',
  }),
  v1({
    code: 'lineage_cycle',
    meaning: 'The declared parents would make a work its own ancestor.',
    action: 'Remove the work itself and its remixes from the parents.',
  }),
  v1({
    code: 'remixable_conflicts_with_license',
    meaning: 'The licence of the post rules out remixes.',
    action: 'Pick a licence that allows derivatives, or do not offer remixes.',
    distinctive: true,
  }),
  v1({
    code: 'not_remixable',
    meaning: 'The layers of this work are not given to anybody but its artist and moderators.',
    action: 'Do not offer the download to this user.',
    distinctive: true,
  }),
  v1({
    code: 'blocked',
    meaning: 'A block between the two users forbids this interaction.',
    action: 'Take the interaction off the page; do not tell who blocked whom.',
  }),
  v1({
    code: 'block_cap_reached',
    meaning: 'The user has blocked as many users as possible.',
    action: 'Let the user unblock somebody before blocking another.',
    distinctive: true,
  }),

  // Objects instead of a text in `detail`
  object({
    code: 'unsupported_command',
    meaning: 'The player has not declared the feature that this command needs.',
    action: "Offer only what the player's capabilities list; `feature` names the missing one.",
  }),
  object({
    code: 'invalid_value',
    meaning: 'The player has this feature but does not take the value.',
    action: 'Stay within `min` and `max`, or choose from `allowed`, as the reply gives them.',
  }),
];
