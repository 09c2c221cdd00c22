import type { FamilyDocument } from '../schema.ts';

export const octoeverywhereService: FamilyDocument = {
  id: 'octoeverywhere-service',
  title: 'OctoEverywhere service',
  chip: 'OE service',
  source: 'https://docs.octoeverywhere.com/error-codes',
  hosts: ['octoeverywhere.com', '*.octoeverywhere.com', 'octoeverywhere.dev', '*.octoeverywhere.dev'],
  notHosts: ['docs.octoeverywhere.com'],
  shapes: [
    {
      id: 'status-line',
      channels: ['http', 'handshake'],
      says: 'HTTP status 600 to 699, the range OctoEverywhere keeps for its own errors',
      when: { status: [[600, 699]] },
      read: { code: '$status' },
      needs: ['host'],
      unlisted: {
        name: 'Unlisted OctoEverywhere code',
        meaning:
          'The status {code} lies in the range OctoEverywhere uses for itself, but its list does not describe it. New codes may be added at any time.',
        action:
          "Look the number up in OctoEverywhere's current list. Until it is known, treat it as a failure of the relay and not of the printer.",
        permanence: 'unknown',
        basis: 'inferred',
      },
    },
    {
      id: 'api-envelope',
      channels: ['http'],
      says: 'body {"Status": 400 to 699, "Error": text} of the OctoEverywhere API',
      when: { paths: ['/api/'] },
      hints: { members: { IsUserError: 'boolean' } },
      body: {
        decode: 'json',
        marker: '"Status"',
        members: { Status: { from: 400, to: 699 }, Error: 'text' },
        absent: ['ErrorType', 'ErrorDetails', 'TC', 'RD', 'Question'],
      },
      read: { code: 'Status', text: 'Error' },
      needs: ['host'],
      unlisted: {
        name: 'Unlisted OctoEverywhere API status',
        meaning: 'The OctoEverywhere API put status {code} into its reply, which its documentation does not describe.',
        action:
          "Read the reply's `Error` text. `IsUserError: true` points at the request, `false` at the service, which may be worth one retry.",
        permanence: 'unknown',
        basis: 'inferred',
        source: 'https://docs.octoeverywhere.com/app-connections/apis/overview/',
      },
    },
  ],
  entries: [
    {
      codes: ['600'],
      name: 'Unknown Error / Server Error',
      meaning: 'OctoEverywhere itself failed while handling the request and names no closer cause.',
      action:
        'Retry after a pause and lengthen it while the error stays. If it does not clear, give OctoEverywhere support the time and the host.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['601'],
      name: 'Printer is Not Connected To OctoEverywhere',
      meaning:
        'The OctoEverywhere plugin at the printer is offline, so the service has nowhere to forward the request.',
      action:
        'Show the printer as offline and have its power, network and plugin checked. Retry with growing pauses; `IsOnline` of the App Connection Info API tells when it is back.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['602'],
      name: "OctoEverywhere's Connection to The Plugin Timed Out",
      meaning: 'The plugin is online, but gave no answer to this request in time.',
      action:
        'Retry after a pause. Read the printer state before repeating a control command, since the first one may still have arrived. If one route alone times out, look at the printer software behind it.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['603'],
      name: 'App Connection Not Found',
      meaning: 'No App Connection belongs to the subdomain or app token that was used.',
      action:
        'Compare the URL with the one the App Connection Portal returned. If it is the same, drop it and send the user through the portal again; this one will not come back.',
      permanence: 'permanent',
      basis: 'documented',
    },
    {
      codes: ['604'],
      name: 'App Connection Revoked/Expired',
      meaning:
        'The App Connection existed and has ended: the user revoked it, it ran out, or the printer or account behind it was removed.',
      action:
        'Delete the stored App Connection, stop retrying, and ask the user to connect the printer again through the portal.',
      permanence: 'permanent',
      basis: 'documented',
    },
    {
      codes: ['605'],
      name: "App Connection Owner's Account Is No Longer A Supporter",
      meaning:
        "The App Connection is intact but switched off, because its owner's account has no supporter status at present. It works again unchanged once that returns.",
      action:
        'Keep the App Connection. Send the owner to https://octoeverywhere.com/appportal/v1/nosupporterperks?appid=<your app id>, the help page for this case, and retry after the account is renewed.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['606'],
      name: 'Invalid App Connection Credentials',
      meaning:
        'The App Connection asks for Basic or Bearer authentication, and the request carried none or the wrong one.',
      action:
        'Send the credentials from the portal with every request, WebSocket handshakes included. They are handed out once, so if they are lost, create a new App Connection.',
      permanence: 'permanent',
      basis: 'documented',
    },
    {
      codes: ['607'],
      name: 'File Download Limit Exceeded',
      meaning: "The response body is larger than the owner's account may download through OctoEverywhere.",
      action:
        'Read `PrinterLimits.MaxDownloadFileSizeBytes` from the App Connection Info API and check sizes before downloading. Fetch larger files over the local network.',
      permanence: 'permanent',
      basis: 'documented',
    },
    {
      codes: ['608'],
      name: 'File Upload Limit Exceeded',
      meaning: "The request body is larger than the owner's account may upload through OctoEverywhere.",
      action:
        'Read `PrinterLimits.MaxUploadFileSizeBytes` from the App Connection Info API and refuse larger files before sending. Upload those over the local network.',
      permanence: 'permanent',
      basis: 'documented',
    },
    {
      codes: ['609'],
      name: 'Webcam Back to Back Limit Exceeded',
      meaning: 'The webcam was opened too often within the time that the account allows.',
      action:
        'Stop the webcam view for now and do not reopen it automatically. The App Connection Info API gives the current webcam limits.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['610'],
      name: 'Plugin Update Required',
      meaning: 'The plugin at the printer is too old for this API.',
      action: 'Ask the user to update the OctoEverywhere plugin, and hide the feature until the call succeeds.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['611'],
      name: 'No Beta Access',
      meaning: 'The API is in beta, and this user is not part of it.',
      action: 'Hide the feature for this user. Ask OctoEverywhere whether the account can join the beta.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['612'],
      name: 'Plugin Error',
      meaning: 'The call reached the plugin and failed inside it, most likely through a bug of the plugin.',
      action: 'Retry once. If it keeps failing, update the plugin, then have the user contact OctoEverywhere support.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['613'],
      name: 'No Active Print',
      meaning: 'The call follows a running print, and the printer is not printing.',
      action:
        'Wait until a print runs, or drop the condition: for a Live Link, set `EndWhenCurrentPrintIsComplete` to false and give `ExpirationHours`.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['400'],
      shapes: ['api-envelope'],
      name: 'Invalid API request',
      meaning: 'The OctoEverywhere API could not use the parameters, or found no `AppToken`.',
      action: 'Send `AppToken` as a header or in the JSON body, and check the body against the page of this API.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://docs.octoeverywhere.com/app-connections/apis/overview/',
    },
    {
      codes: ['404'],
      shapes: ['api-envelope'],
      name: 'No such object',
      meaning: 'The OctoEverywhere API knows nothing under the id that was asked for, such as a printer.',
      action: 'Check the id and that the printer is still in the account of the token in use. Do not retry unchanged.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://docs.octoeverywhere.com/app-connections/apis/overview/',
    },
    {
      codes: ['500'],
      shapes: ['api-envelope'],
      name: 'API server error',
      meaning: 'The OctoEverywhere API ran into an error of its own before it could answer.',
      action:
        'Retry later with a pause. Report it to OctoEverywhere with path and time if the same call keeps failing.',
      permanence: 'temporary',
      basis: 'inferred',
      source: 'https://docs.octoeverywhere.com/app-connections/apis/overview/',
    },
  ],
};
