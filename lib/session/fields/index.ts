/** Every field, columns in the order in which they stand at first. */
import { duration, seen, size, time, waterfall } from './amounts.ts';
import { blocked } from './blocked.ts';
import { code, confidence, family, kind, meaning, name, operation, said } from './diagnosis.ts';
import type { Field } from './field.ts';
import { initiator } from './initiator.ts';
import { has, is } from './marks.ts';
import {
  body,
  channel,
  domain,
  hasResponseHeader,
  method,
  mimeType,
  resourceType,
  scheme,
  statusCode,
  topic,
  url,
} from './request.ts';

export const FIELDS: readonly Field[] = [
  time,
  code,
  name,
  kind,
  method,
  url,
  initiator,
  channel,
  seen,
  size,
  duration,
  waterfall,
  family,
  statusCode,
  domain,
  operation,
  topic,
  mimeType,
  resourceType,
  confidence,
  blocked,
  said,
  meaning,
  scheme,
  hasResponseHeader,
  is,
  has,
  body,
];
