/** Code speaks of secrets by their names and holds none: types, calls, members, placeholders of queries. What stands in quotes there is one. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const through = (text: string, sent = false) => createRedaction().write.body(text, { mimeType: '', sent });
const marked = (text: string) => text.replace(/<[a-z -]+ \d+>/g, '§');

const CODE = [
  'mutation In($email: String!, $password: String!, $otp: Int = 0, $apiKey: [String!]) { in(p: $password) { token { id } } }',
  'input In { password: String! token: ID secret: Boolean } type Session { token: String! expiresAt: DateTime! }',
  'function login(username: string, password: string): Promise<AuthToken>',
  'interface Session { token: string | undefined; password?: string; secret: Promise<string> }',
  'def login(self, password: str, token: Optional[str], pin: bytes) -> None:',
  'var n = e.key, pass = t.pass(n), tok = r.token;',
  '    token = create_access_token(data={"sub": user.name}, expires=timedelta(minutes=TTL))',
  "$password = $request->input('password');\nif (!Hash::check($password, $user->password)) {",
  '  session[:user_id] = user.id\n  token = JsonWebToken.encode(user_id: user.id)',
  'var n=t.token,r=e.password;return n?n(r):e.session=t}(this,o)',
  'const token = req.headers.authorization;\nconst secret = process.env.JWT_SECRET;',
  'cannot cast session a.b.StandardSession@3f2a1b4c to com.shop.Session$Proxy',
  'token com.shop.auth.Token$Builder@1b2c3d4e was used',
  'SELECT id, password_hash FROM users WHERE session_token = $1 AND api_key = ? AND otp = @p1',
  'INSERT INTO users (email, password, pin) VALUES ($1, $2, $3)',
  'UPDATE users SET password = %s, api_token = %(token)s WHERE id = 1',
];

describe('stays as it is', () => {
  it.each(CODE)('%s', (text) => {
    expect(through(text)).toBe(text);
    expect(through(JSON.stringify({ message: text }))).toBe(JSON.stringify({ message: text }));
  });

  it('in what the page sends', () => {
    const text = JSON.stringify({ query: CODE[0], variables: {} });
    expect(through(text, true)).toBe(text);
  });
});

describe('a secret in code', () => {
  it.each([
    'const token = "§"; login(user.id, "§")',
    "$password = '§';",
    'password=String§, user=bob',
    'token = user§.x',
    'password: §(x',
    "INSERT INTO users (email, password) VALUES ($1, '§')",
    'set password = §(now',
  ])('is hidden: %s', (text) => {
    const secret = 'k5e!6tuPv7q';
    expect(through(text.replaceAll('§', secret))).not.toContain(secret);
  });

  it.each(['summer24(', 'summer24()'])('that looks like a call but for its digits: %s', (secret) => {
    expect(marked(through(`password: ${secret}`))).toBe('password: §');
  });

  it('in a call is all that goes', () => {
    expect(marked(through("login('bob', 'k5e!6tuPv7q', user.id)"))).toBe("login('bob', '§', user.id)");
  });
});
