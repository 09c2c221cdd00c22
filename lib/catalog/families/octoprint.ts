import type { FamilyDocument } from '../schema.ts';

const JOB = 'https://docs.octoprint.org/en/master/api/job.html';
const PRINTER = 'https://docs.octoprint.org/en/master/api/printer.html';
const FILES = 'https://docs.octoprint.org/en/master/api/files.html';

/** Paths of OctoPrint's API that other services have as well: they count only beside a default text. */
const DOCUMENTED_PATHS = [
  '/api/access',
  '/api/connection',
  '/api/files',
  '/api/job',
  '/api/login',
  '/api/plugin/',
  '/api/printer',
  '/api/settings',
  '/api/slicing',
  '/api/system',
  '/api/timelapse',
  '/api/users',
  '/api/version',
  '/plugin/',
];

/** What Werkzeug, the library OctoPrint's server is built on, says where the code gives no text of its own. */
const WERKZEUG_TEXTS = [
  'The browser (or proxy) sent a request that this server could not understand.',
  "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  'The method is not allowed for the requested URL.',
  'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
];

/**
 * OctoPrint's REST API. The body `{"error": text}` is shared by half the web: without a text, path or header of OctoPrint's own
 * it says nothing about who speaks.
 */
export const octoprint: FamilyDocument = {
  id: 'octoprint',
  title: 'OctoPrint',
  source: 'https://docs.octoprint.org/en/master/api/general.html',
  shapes: [
    {
      id: 'api-error',
      channels: ['http'],
      says: 'body {"error": text} and nothing else',
      when: { status: [[400, 599]] },
      hints: {
        paths: [
          '/api/printer',
          '/api/slicing',
          '/api/timelapse',
          '/api/files/local',
          '/api/files/sdcard',
          '/api/system/commands',
          '/plugin/appkeys',
        ],
        // OctoPrint sends it with every reply.
        headers: { 'x-clacks-overhead': 'GNU Terry Pratchett' },
      },
      body: { decode: 'json', members: { error: 'text' }, only: ['error'] },
      read: { code: '$status', text: 'error' },
      needs: ['path', 'header', 'text'],
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'default-text',
      channels: ['http'],
      says: 'body {"error": a default text of Werkzeug} and nothing else',
      when: { status: [[400, 599]] },
      hints: { paths: DOCUMENTED_PATHS, headers: { 'x-clacks-overhead': 'GNU Terry Pratchett' } },
      body: { decode: 'json', members: { error: { oneOf: WERKZEUG_TEXTS } }, only: ['error'] },
      read: { code: '$status', text: 'error' },
      unlisted: { as: 'http', name: '{text}' },
    },
  ],
  entries: [
    {
      codes: ['400'],
      name: 'Bad Request',
      meaning:
        'OctoPrint cannot use the request: the JSON is broken, a parameter is missing, or the command does not exist at this endpoint.',
      action: 'Check the Content-Type, the `command` and its parameters against the documentation of the endpoint.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['401'],
      name: 'Login failed',
      meaning: 'OctoPrint did not accept the user name and password.',
      action: 'Enter the login again. For programs use an API key instead of a password.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['403'],
      name: 'Forbidden',
      meaning:
        'The API key is missing or wrong, or its user lacks the permission for this endpoint. OctoPrint sends 403 for both.',
      action:
        'Check that `X-Api-Key` is sent and still exists in the settings, then the permissions of its user. A deactivated account looks the same.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['404'],
      name: 'Not Found',
      meaning: 'The file, profile, script or endpoint does not exist on this OctoPrint.',
      action:
        'Check the name and whether it lies on `local` or `sdcard`; a plugin endpoint exists only while the plugin is enabled.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['404'],
      name: 'SD support is disabled',
      texts: ['SD support is disabled'],
      distinctive: true,
      meaning:
        'The request is about the SD card of the printer, and SD support is switched off in the settings of OctoPrint.',
      action: 'Enable SD support in the settings, or work with files on `local`.',
      permanence: 'permanent',
      basis: 'inferred',
      source: PRINTER,
    },
    {
      codes: ['409'],
      name: 'Conflict with the state of the printer',
      meaning: 'The printer or job is not in a state in which OctoPrint can do this.',
      action: 'Read `/api/printer` or `/api/job` for the current state, and send the request when it fits.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['409'],
      name: 'Printer is not operational',
      texts: [
        'Printer is not operational',
        'Printer is not operational, cannot directly start printing',
        'Printer is not operational, cannot directly select for printing',
      ],
      distinctive: true,
      meaning:
        'OctoPrint has no working connection to the printer, so it can neither read its state nor send commands.',
      action: 'Check power and cable, connect the printer in OctoPrint, and try again when its state is Operational.',
      permanence: 'temporary',
      basis: 'inferred',
      source: PRINTER,
    },
    {
      codes: ['409'],
      name: 'Printer is busy',
      texts: [
        'Printer is currently printing',
        'Printer is not operational or currently printing',
        'Printer is not operational or currently busy',
      ],
      distinctive: true,
      meaning:
        'A job is running (or the printer is offline), and OctoPrint does not move, extrude or touch the SD card meanwhile.',
      action: 'Wait for the end of the print, or pause it where the command allows that.',
      permanence: 'temporary',
      basis: 'inferred',
      source: PRINTER,
    },
    {
      codes: ['409'],
      name: 'Printer already has an active print job',
      texts: ["Printer already has an active print job, did you mean 'restart'?"],
      distinctive: true,
      meaning: 'A start command arrived while a job is printing or paused.',
      action: 'Cancel or finish the running job first. To begin a paused job anew, send `restart`.',
      permanence: 'temporary',
      basis: 'inferred',
      source: JOB,
    },
    {
      codes: ['409'],
      name: 'No job to act on',
      texts: [
        "Printer is neither printing nor paused, '{command}' command cannot be performed",
        'Printer does not have an active print job or is not paused',
      ],
      distinctive: true,
      meaning: 'The command needs a running or paused job, and there is none.',
      action: 'Refresh the job state in the user interface; start a job before pausing, cancelling or restarting it.',
      permanence: 'temporary',
      basis: 'inferred',
      source: JOB,
    },
    {
      codes: ['409'],
      name: 'Printer does not have that heater',
      texts: ['Printer does not have a heated bed', 'Printer does not have a heated chamber'],
      distinctive: true,
      meaning:
        'The printer profile in use declares no heated bed or chamber, so OctoPrint refuses to set its temperature.',
      action: 'Correct the printer profile if the heater exists; otherwise hide the control.',
      permanence: 'permanent',
      basis: 'inferred',
      source: PRINTER,
    },
    {
      codes: ['413'],
      name: 'Upload too large',
      meaning: 'The uploaded file exceeds the size that OctoPrint or the web server in front of it accepts.',
      action: 'Raise `maxSize` in OctoPrint or the body limit of the reverse proxy, or upload a smaller file.',
      permanence: 'permanent',
      basis: 'inferred',
      source: FILES,
    },
    {
      codes: ['415'],
      name: 'Unsupported file type',
      meaning: 'OctoPrint does not accept this type of file, or the file is not one it can print.',
      action: 'Upload sliced machine code such as .gcode, or install the plugin that handles this type.',
      permanence: 'permanent',
      basis: 'inferred',
      source: FILES,
    },
    {
      codes: ['500'],
      name: 'Internal error',
      meaning: 'OctoPrint or one of its plugins raised an exception while handling the request.',
      action: 'Open octoprint.log at this time, and repeat the request in safe mode to rule out third-party plugins.',
      permanence: 'unknown',
      basis: 'inferred',
    },
  ],
};
