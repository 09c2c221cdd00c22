/** Players: registration, credentials, certificates and remote commands. */
import type { EntryDocument } from '../../schema.ts';
import { said } from './entry.ts';

export const players: EntryDocument[] = [
  // Registration
  said({
    status: 400,
    name: 'Maximum 128 players allowed per user',
    texts: ['Maximum {limit} players allowed per user'],
    meaning: 'The account already has as many players as it may have.',
    action: 'Remove a player that is no longer used, then register the new one.',
    distinctive: true,
  }),
  said({
    status: 400,
    name: 'Player already registered',
    meaning: 'The device behind this code belongs to an account already.',
    action: 'Look for it in the list of players; remove it from its owner before registering it anew.',
  }),
  said({
    status: 404,
    name: 'Invalid or expired registration code',
    meaning: 'No waiting device shows this code: mistyped, used, or older than its quarter of an hour.',
    action: 'Compare it with the display; if it is right, provision the device again for a new code.',
  }),
  said({
    status: 429,
    name: 'Provisioning rate limit exceeded. Please try again later.',
    meaning: 'Too many devices asked for a registration code from this address.',
    action:
      'Wait and retry with backoff; the limit is not published. Keep the code a device has instead of asking at every start.',
    from: 'routers/player.py',
  }),
  said({
    status: 500,
    name: 'Invalid MQTT configuration',
    meaning: "The server's own MQTT settings are unusable, so the player could not be registered.",
    action: 'Report it to whoever runs the server; register again after they corrected the settings.',
  }),
  said({
    status: 500,
    name: 'Invalid player configuration',
    meaning: 'The stored player_key of this device is malformed.',
    action: 'Report the device; provisioning it again gives it a new key.',
  }),

  // Finding a player
  said({
    status: 404,
    name: 'Player not found',
    meaning: 'The account has no player with this id.',
    action: 'Reload the list of players; check that the id belongs to the user in the address.',
  }),
  said({
    status: 404,
    name: 'Player not found or not registered',
    meaning: 'The player_key is unknown, or nobody has registered the device yet.',
    action: 'Finish the registration with the code on the display, then ask for the credentials again.',
  }),
  said({
    status: 404,
    name: 'No registered players found',
    meaning: 'A command was sent to all players of an account that has none.',
    action: 'Register a player first, and check which user is addressed.',
  }),
  said({
    status: 404,
    name: 'User not found',
    meaning: 'No visible account has this id, handle or sqid.',
    action: 'Check the identifier; unverified, banned and hidden accounts are reported as missing too.',
  }),
  said({
    status: 404,
    name: 'Hashtag not found',
    meaning: 'No public artwork carries this hashtag, so it makes no channel.',
    action: 'Check the spelling, and leave out the leading #.',
    from: 'routers/player.py',
  }),
  said({
    status: 429,
    name: 'Too many requests. Please try again later.',
    meaning: 'A public look-up or a request for a one-time code was repeated too often from this address.',
    action:
      'Cache what was found and retry with backoff. Player look-ups allow 30 a minute per IP; for one-time codes no limit is published.',
    from: 'routers/player.py',
  }),

  // Credentials, tokens and certificates
  said({
    status: 401,
    name: 'Invalid or missing player token',
    meaning: 'The device token is absent, unknown, revoked, or its player is not registered.',
    action:
      'Send the token as a bearer token. If it was lost or revoked, rotate it with the player_key and store the new one.',
    from: 'auth.py',
  }),
  said({
    status: 429,
    name: 'Too many credential requests. Please try again later.',
    meaning: 'Credentials were fetched too often from this IP address.',
    action:
      'Store the credentials on the device instead of fetching them again. Retry with backoff: 20 a minute per IP are documented, newer servers allow 30.',
  }),
  said({
    status: 429,
    name: 'Too many token rotation requests. Please try again later.',
    meaning: 'Device tokens were rotated too often from this IP address.',
    action:
      'Keep the token that was last returned. Newer servers allow 30 rotations an hour per IP; retry with backoff.',
    from: 'routers/player.py',
  }),
  said({
    status: 429,
    name: 'Too many renewal requests. Please try again later.',
    meaning: 'Certificate renewals were requested too often.',
    action: 'Renew once, near the expiry, and retry with backoff; the limit is not published.',
    from: 'routers/player.py',
  }),
  said({
    status: 404,
    name: 'Certificates not available for this player',
    meaning: 'The player is registered, but no certificate was ever made for it.',
    action: 'Renew the certificate of this player, or register it again.',
    distinctive: true,
  }),
  said({
    status: 400,
    name: 'Certificate is still valid for X days. Renewal only available within 30 days of expiry.',
    texts: ['Certificate is still valid for {days} days. Renewal only available within {threshold} days of expiry.'],
    meaning: 'The certificate is too young to be renewed.',
    action: 'Keep using it, and ask for the renewal when fewer days are left than the text names.',
    permanence: 'temporary',
    distinctive: true,
  }),
  said({
    status: 500,
    name: 'CA certificate not found',
    meaning: 'The server can not find the certificate authority it hands to devices.',
    action: 'Report it to whoever runs the server and fetch the credentials again later.',
  }),
  said({
    status: 500,
    name: 'CA certificate files not found',
    texts: ['CA certificate files not found', 'CA certificate files not found: {e}'],
    meaning: 'The certificate or key of the authority is missing on the server, so nothing can be signed.',
    action: 'Report it with the path in the text, if there is one; renew after it was put back.',
  }),
  said({
    status: 500,
    name: 'Failed to generate certificate',
    texts: ['Failed to generate certificate', 'Failed to generate certificate: {str(e)}'],
    meaning: 'The server found its authority but could not make the certificate.',
    action: 'Renew again later and report it, together with the text after the colon.',
  }),

  // Commands
  said({
    status: 400,
    name: 'post_id is required for show_artwork command',
    meaning: '`show_artwork` was sent without saying which artwork.',
    action: 'Add `post_id` with the id of the artwork.',
    distinctive: true,
  }),
  said({
    status: 400,
    name: 'play_channel requires one of: channel_name, hashtag, or user_sqid',
    meaning: '`play_channel` was sent without a channel.',
    action: 'Add one of the three fields that the text names.',
    distinctive: true,
  }),
  said({
    status: 400,
    name: "user_sqid is only valid with channel_name 'by_user' or 'reactions'",
    meaning: '`play_channel` combines a user with a channel that takes none.',
    action: 'Drop `user_sqid`, or set `channel_name` to by_user or reactions.',
    distinctive: true,
    from: 'routers/player.py',
  }),
  said({
    status: 400,
    name: 'playset_name is required for play_playset command',
    meaning: '`play_playset` was sent without a name.',
    action: 'Add `playset_name` with the name of the playset.',
    distinctive: true,
  }),
  said({
    status: 404,
    name: "Playset 'name' not found",
    texts: ["Playset '{payload.playset_name}' not found"],
    meaning: 'The account has no playset of this name.',
    action: 'Use a name that exists, for example followed_artists; mind spaces and case.',
    distinctive: true,
  }),
  said({
    status: 403,
    name: 'Post is not visible',
    meaning: 'The artwork is hidden or does not conform to the rules, so a player may not show it.',
    action: 'Send another post; the owner or a moderator has to make this one visible.',
  }),
  said({
    status: 429,
    name: 'Rate limit exceeded for player (300 commands/minute)',
    meaning: 'This one player got more commands than it may get in a minute.',
    action:
      'Merge rapid changes and send the last one only; the limit is 300 commands a minute per player. Retry with backoff.',
    distinctive: true,
  }),
  said({
    status: 429,
    name: 'Rate limit exceeded for user (1000 commands/minute)',
    meaning: 'All players of this account together got too many commands in a minute.',
    action: 'Spread the commands; the limit is 1000 a minute per user. Retry with backoff.',
    distinctive: true,
  }),
];
