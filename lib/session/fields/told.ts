/** All that reports and JSON tell of a row: the fields, and what the panel has no column or filter key for. Not loaded before something is told. */
import { action, basis, evidence, recovered, retry, rivals, source } from './advice.ts';
import { FIELDS } from './index.ts';
import { callers } from './initiator.ts';
import type { Told } from './outlet.ts';
import { blockedWords, browserError, close, errors, links, param, requestId, subprotocol } from './reply.ts';

export const TOLD: readonly Told[] = [
  ...FIELDS,
  recovered,
  subprotocol,
  callers,
  browserError,
  blockedWords,
  close,
  action,
  basis,
  evidence,
  source,
  retry,
  param,
  errors,
  links,
  requestId,
  rivals,
];
