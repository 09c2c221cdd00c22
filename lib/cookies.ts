/** The values of the headers `Cookie` and `Set-Cookie`, cookie by cookie. */

export interface Cookie {
  /** Empty where a cookie has a value alone. */
  readonly name: string;
  readonly value: string;
  /** What follows in `Set-Cookie`, as it stands there: `Path=/; Secure`. Empty in `Cookie`. */
  readonly attributes: string;
}

/** What follows so many in one header stays together. Browsers send 180 of a site at the most. */
const MAX_COOKIES = 200;

/** What stands between several `Set-Cookie`: a line break in Chromium, in other recordings a comma behind an attribute. */
const BETWEEN = /\n|(?<=;[^\n;]{0,100}),(?=\s{0,4}[\w!#$%&'*+.^`|~-]{1,200}=)/;

/**
 * The cookies of a header (RFC 6265 sections 4.1.1 and 4.2.1); undefined for any other header. Never throws: what is no pair is a value
 * without a name.
 */
export function cookiesOf(header: { readonly name: string; readonly value: string }): readonly Cookie[] | undefined {
  const name = header.name.toLowerCase();
  if (name !== 'cookie' && name !== 'set-cookie') return undefined;
  const isSent = name === 'cookie';
  const parts = header.value.split(isSent ? ';' : BETWEEN);
  const rest = parts
    .slice(MAX_COOKIES)
    .join(isSent ? ';' : '\n')
    .trim();
  const cookies = parts.slice(0, MAX_COOKIES).filter((part) => part.trim() !== '');
  return [...cookies.map(cookieOf), ...(rest === '' ? [] : [{ name: '', value: rest, attributes: '' }])];
}

function cookieOf(text: string): Cookie {
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  return {
    name: pair.slice(0, Math.max(0, equals)).trim(),
    value: pair.slice(equals + 1).trim(),
    attributes: attributes
      .map((attribute) => attribute.trim())
      .filter((attribute) => attribute !== '')
      .join('; '),
  };
}
