/** Redaction of single texts, loaded when something has first been captured. */
export { writeFetch } from '../../lib/report/fetch.ts';
export { createRedactor } from '../../lib/report/redact.ts';
