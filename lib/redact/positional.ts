/**
 * Arguments without names of a call that signs somebody in: in JSON, in XML, and in the bodies of GWT-RPC and DWR. Who it is stands
 * first, and behind it what proves it.
 */
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';
import { isSecretValue } from './values.ts';

/** Names of calls that sign somebody in. */
const SIGN_IN =
  /^(?:\w+[.:/_-])?(?:log_?-?in|log_?-?on|sign_?-?in|auth|authenticate|authorize|authenticat\w*|identify|register|sign_?-?up|handshake|(?:set|change|reset|update|check|verify|validate|confirm)_?-?password|\w{0,20}passphrase(?:_?change)?|encrypt_?wallet|unlock_?(?:account|wallet|vault|keystore)|(?:account|wallet|vault|keystore)_?unlock)(?:user|client|session|request|async)?$/i;
/** Of those, calls that take a password behind the name of a user. */
const WITH_PASSWORD = /log_?-?(?:in|on)|sign_?-?in|authenticate(?!d)|unlock/i;
/** Calls whose every argument may be a password: the old one and the new. */
const OF_PASSWORDS = /password|passphrase|encrypt_?wallet/i;

export function isSignIn(call: string): boolean {
  return call.length <= 60 && SIGN_IN.test(call);
}

/** Whether an argument of such a call is a password by its place, from 0, among `count` texts. */
export function isPasswordPlace(call: string, place: number, count: number): boolean {
  if (OF_PASSWORDS.test(call)) return true;
  return place > 0 && count > 1 && WITH_PASSWORD.test(call);
}

/** A call of GWT-RPC: version, flags, how many texts, then the texts, each behind a bar, and numbers that point to them. */
const GWT = /^\d{1,2}\|\d{1,6}\|(\d{1,4})\|(?=[a-z]{4,5}:\/\/)/;
/** The texts before the types and arguments: the module's address, the hash of its policy, the service, the method. */
const GWT_HEAD = 4;
/** The name of a class, maybe with a checksum: `java.lang.String/2004016611`. */
const GWT_TYPE = /^\[?[A-Za-z_][\w$]*(?:\.[\w$]+)+(?:;)?(?:\/\d{1,12})?$|^[A-Z]$/;

/** A call of DWR, its method and its arguments a line each: `c0-param1=string:x`. */
const DWR_METHOD = /(?<=^|\n)c\d{1,2}-methodName=(\w{1,60})\r?(?=\n|$)/;
const DWR_ARGUMENT = /(?<=^|\n)c\d{1,2}-(?:param|e)(\d{1,2})=string:([^\r\n]{1,500})/g;

/** Reads the arguments of a call that a page of GWT or DWR sends. */
export function readPositional(text: string, at: number, { sent }: Context, out: Reading): void {
  const put = (start: number, value: string, call: string) => {
    if (isSecretValue('password', value, 'string', sent))
      hideNamed(out, at + start, at + start + value.length, { name: call, class: 'password' });
  };
  const gwt = GWT.exec(text);
  if (gwt) {
    const parts = text.slice(gwt[0].length, MAX_CALL).split('|', Number(gwt[1]));
    const call = parts[GWT_HEAD - 1] ?? '';
    if (!isSignIn(call)) return;
    const isArgument = (part: string, i: number) => i >= GWT_HEAD && part !== '' && !GWT_TYPE.test(part);
    const count = parts.filter(isArgument).length;
    let start = gwt[0].length;
    let place = 0;
    for (const [i, part] of parts.entries()) {
      if (isArgument(part, i) && isPasswordPlace(call, place++, count)) put(start, part, call);
      start += part.length + 1;
    }
  }
  const call = text.includes('-methodName=') ? DWR_METHOD.exec(text)?.[1] : undefined;
  if (call === undefined || !isSignIn(call)) return;
  const given = [...text.matchAll(DWR_ARGUMENT)];
  for (const { index, 0: line, 1: place = '', 2: value = '' } of given)
    if (isPasswordPlace(call, Number(place), given.length)) put(index + line.length - value.length, value, call);
}

/** Longest call of GWT that is read, in characters. */
const MAX_CALL = 20_000;
