/** Calls in JSON that sign somebody in, and what they are given. */
import { type Claim, stringOf } from './claims.ts';
import type { Container, Node } from './json.ts';
import { isPasswordPlace, isSignIn } from './positional.ts';
import { isOpaque } from './values.ts';

const CALLS = /^(?:target|method|m|event|action|op|cmd|command|procedure|rpc|type|call|fn|function)$/i;
/** A call that is the name of what it is given: `{"authorize": "…"}`. */
const AUTHORIZES = /^authori[sz]e$|^authenticate$/i;

/** Whether a member of this name may be a call. */
export const isCallName = (name: string): boolean => CALLS.test(name) || AUTHORIZES.test(name);

/** Numbers and ids that stand before the name of a call. */
const MAX_BEFORE_CALL = 3;

/** `["login", "bob", "…"]` and `[1, "login", ["bob", "…"]]`, as Socket.IO and WAMP write a call. */
export function positional(container: Container, text: string, sent: boolean, claims: Map<Node, Claim>): void {
  if (sent) wampAnswer(container, text, claims);
  const { children } = container;
  const at = children.slice(0, MAX_BEFORE_CALL + 1).findIndex((child) => isSignIn(stringOf(child, text) ?? ''));
  if (at < 0) return;
  const call = stringOf(children[at], text) ?? '';
  claimArguments(children.slice(at + 1), call, sent, claims);
  const list = children[at + 1];
  if (list?.kind === 'array') claimArguments(list.children, call, sent, claims);
}

/** `[5, "…", {}]`: the answer to a challenge, by the number of its message (WAMP, section 13.3). */
const AUTHENTICATE = /^\[\s*5\s*,/;

function wampAnswer({ children, start, parent }: Container, text: string, claims: Map<Node, Claim>): void {
  const [, answer, extra] = children;
  if (parent || children.length !== 3 || answer?.kind !== 'string' || extra?.kind !== 'object') return;
  if (AUTHENTICATE.test(text.slice(start, start + 20)))
    claims.set(answer, { class: 'password', name: 'authenticate', isOwn: true });
}

/** What a call is given: a password by its place where the page sent it, else what nobody named. */
function claimArguments(given: readonly Node[], call: string, sent: boolean, claims: Map<Node, Claim>): void {
  const texts = given.filter(({ kind }) => kind === 'string');
  for (const [place, argument] of texts.entries()) {
    const isPassword = sent && isPasswordPlace(call, place, texts.length);
    claims.set(argument, { class: isPassword ? 'password' : 'token', name: call, isOwn: isPassword });
  }
}

/** Members that hold what a call is given. */
const GIVEN = /^(?:arguments|args|params|data|d|payload|a|parameters|value)$/i;

/** `{"target": "Login", "arguments": ["…"]}`, as SignalR, JSON-RPC and others write a call. */
export function signIn({ children }: Container, text: string, sent: boolean, claims: Map<Node, Claim>): void {
  const claimOpaque = (child: Node, name: string) => {
    if (sent && isOpaque(stringOf(child, text) ?? '')) claims.set(child, { class: 'token', name, isOwn: false });
  };
  for (const child of children) if (AUTHORIZES.test(child.name ?? '')) claimOpaque(child, child.name ?? '');
  const call = children.find((child) => CALLS.test(child.name ?? '') && isSignIn(stringOf(child, text) ?? ''));
  if (!call) return;
  const name = stringOf(call, text) ?? '';
  for (const child of children) {
    if (!GIVEN.test(child.name ?? '')) continue;
    if (!('children' in child)) claimOpaque(child, name);
    else if (child.kind === 'array') claimArguments(child.children, name, sent, claims);
    else
      for (const argument of child.children)
        if (argument.kind === 'string' && argument.name === 'p')
          claims.set(argument, { class: 'password', name: argument.name, isOwn: true });
  }
}
