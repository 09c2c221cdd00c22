import { expect, it } from 'vitest';
import { lex } from '../../../../lib/session/filter/lexer.ts';

/** `key=value`, a regular expression between slashes and anything else between quotes, each with where it stands. */
function tokensOf(text: string): string[] {
  return lex(text).map((token) => {
    const place = `${token.from}-${token.to}`;
    if (token.kind !== 'term') return `${token.kind} ${place}`;
    const { key, value } = token;
    const read = value && (value.value.kind === 'regexp' ? `/${value.value.source}/` : `'${value.value.text}'`);
    return `${key ? `${key.name}=` : ''}${read ?? ''} ${place}`;
  });
}

it.each<[text: string, tokens: string[]]>([
  ['', []],
  ['  a\tb\n', ["'a' 2-3", "'b' 4-5"]],
  ['code:429', ["code='429' 0-8"]],
  ['CODE:a:b', ["CODE='a:b' 0-8"]],
  ['has-response-header:x', ["has-response-header='x' 0-21"]],
  ['code:', ['code= 0-5']],
  ['code: x', ['code= 0-5', "'x' 6-7"]],
  ['1a:b', ["'1a:b' 0-4"]],
  ['https://x', ["'https://x' 0-9"]],
  ['code:"a b" c', ["code='a b' 0-10", "'c' 11-12"]],
  ['"a b"c', ["'a b' 0-5", "'c' 5-6"]],
  ['"a \\" b"', ["'a \" b' 0-8"]],
  ['"a\\\\" b', ["'a\\' 0-5", "'b' 6-7"]],
  ['"a\\nb"', ["'a\\nb' 0-6"]],
  ['"a b', ["'a b' 0-4"]],
  ['-a', ['minus 0-1', "'a' 1-2"]],
  ['--a-b', ['minus 0-1', 'minus 1-2', "'a-b' 2-5"]],
  ['a - b -', ["'a' 0-1", "'b' 4-5"]],
  ['a OR b and c', ["'a' 0-1", 'or 2-4', "'b' 5-6", 'and 7-10', "'c' 11-12"]],
  ['"or" code:and', ["'or' 0-4", "code='and' 5-13"]],
  ['(a)', ['open 0-1', "'a' 1-2", 'close 2-3']],
  ['(f(x) b)', ['open 0-1', "'f(x)' 1-5", "'b' 6-7", 'close 7-8']],
  ['f()) b', ["'f())' 0-4", "'b' 5-6"]],
  ['(a) b)', ['open 0-1', "'a' 1-2", 'close 2-3', "'b)' 4-6"]],
  ['()b)', ['open 0-1', 'close 1-2', "'b)' 2-4"]],
  [') (a)', ['close 0-1', 'open 2-3', "'a' 3-4", 'close 4-5']],
  ['(code:)', ['open 0-1', 'code= 1-6', 'close 6-7']],
  ['/a b/', ['/a b/ 0-5']],
  ['/a/i b', ['/a/ 0-4', "'b' 5-6"]],
  ['/a/I', ['/a/ 0-4']],
  ['code:/^4/', ['code=/^4/ 0-9']],
  ['/a\\/b/', ['/a\\/b/ 0-6']],
  ['/[/]/', ['/[/]/ 0-5']],
  ['/a]b/', ['/a]b/ 0-5']],
  ['/[/', ['/[/ 0-3']],
  ['/a/b', ["'/a/b' 0-4"]],
  ['/a/ix', ["'/a/ix' 0-5"]],
  ['//', ["'//' 0-2"]],
  ['/a', ["'/a' 0-2"]],
  ['(/a/)', ['open 0-1', '/a/ 1-4', 'close 4-5']],
  ['/a/)', ["'/a/)' 0-4"]],
])('%j is %j', (text, tokens) => expect(tokensOf(text)).toEqual(tokens));
