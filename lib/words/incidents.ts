/** Incidents in words: one line for a strip above the list. */
import type { Incident, IncidentRule } from '../incident.ts';

const WORDS: Readonly<Record<IncidentRule, (incident: Incident) => string>> = {
  offline: ({ failures }) => `${failures.length} requests failed while this machine had no network`,
  unreachable: ({ failures, on, root }) => `${failures.length} requests to ${on} failed alike: ${root.finding.code}`,
  csp: ({ failures, on }) => `The page’s own policy stopped ${failures.length} requests to ${on}`,
  'mixed-content': ({ failures, on }) =>
    `${failures.length} requests to ${on} went out with plain http and were stopped`,
  cors: ({ failures, on, root }) =>
    `One rule of CORS stopped ${failures.length} requests to ${on}: ${root.finding.blocked?.rule ?? ''}`,
  session: ({ failures, on }) => `${failures.length} calls to ${on} were refused for want of a valid session`,
  limit: ({ failures, on }) => `Several endpoints of ${on} share a limit: ${failures.length} calls refused`,
  'missing-build': ({ failures, on }) =>
    `${failures.length} files of one build are gone from ${on}: an open page is older than the server`,
  dependency: ({ failures, on, root }) =>
    `Several endpoints of ${on} fail with one code, ${root.finding.code}: ${failures.length} calls`,
  flood: ({ on, sent = 0 }) => `${on} was closed after ${sent} messages in 10 s`,
  reconnect: ({ failures, on }) => `${on} is opened anew again and again: ${failures.length} ends`,
};

/** One sentence without a full stop. Hosts and codes in it come from the wire, so it is redacted before it leaves. */
export function incidentLine(incident: Incident): string {
  return WORDS[incident.rule](incident);
}
