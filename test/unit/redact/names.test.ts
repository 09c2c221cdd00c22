import { describe, expect, it } from 'vitest';
import { NAMES } from '../../../lib/redact/name-table.ts';
import { createNames, type SecretClass } from '../../../lib/redact/names.ts';

const CLASSES: Readonly<Record<SecretClass | 'none', readonly string[]>> = {
  password: [
    'password',
    'PASSWORD',
    'newPassword2',
    'db_pass',
    'userPwd',
    'user[pass]',
    'PGPASSWORD',
    'spring.datasource.password',
    'password_confirmation',
    'client-secret',
    'seedPhrase',
    'x-securityquestionanswer',
    'Contraseña',
    'mot_de_passe',
    'clave_de_acceso',
    'claveSecreta',
    'Passwort',
    'hasło',
    'şifre',
    'пароль',
    'новый пароль',
    '密码',
    'パスワード',
    '비밀번호',
    'ｐａｓｓｗｏｒｄ',
  ],
  token: [
    'token',
    'accessTokens',
    'X-Api-Key',
    'APIKEY',
    'csrfmiddlewaretoken',
    'PHPSESSID',
    'session_id',
    'ASP.NET_SessionId',
    'req.headers.cookie',
    'Ocp-Apim-Subscription-Key',
    'hmac_sha256',
    'user[RelayState]',
    'codeVerifier',
    'idTag',
    '密钥',
  ],
  code: ['pin', 'otpCode', '2faCode', 'totp_code', 'cvv2', 'cardNumber', 'tax_id', 'routing_number', 'IBAN', '验证码'],
  contact: ['email', 'userEmail', 'phoneNumber', 'msisdn', 'j_username', 'handynummer', '手机号'],
  own: ['seat', 'SEAT', 'my-seat'],
  none: [
    'author',
    'compass',
    'bypass',
    'tokenizer',
    'secretary',
    'monkey',
    'partitionKey',
    'primary_key',
    'keyboard',
    'code',
    'state',
    'message',
    'token_type',
    'tokenUrl',
    'password_required',
    'hasPassword',
    'passwordMinLength',
    'secret_version',
    'masterKeyRotation',
    'webhookKeyName',
    'x-ratelimit-remaining-tokens',
    'secretArn',
    'token.js',
    'order_id',
    '',
    '___',
    '42',
  ],
};

const cases = Object.entries(CLASSES).flatMap(([kind, names]) => names.map((name) => [name, kind] as const));

describe('a name', () => {
  const names = createNames(['Seat', 'mySeat']);

  it.each(cases)('%s says %s', (name, kind) => {
    expect(names.secret(name) ?? 'none').toBe(kind);
    // The second answer is remembered.
    expect(names.secret(name) ?? 'none').toBe(kind);
  });

  it.each(['constructor', 'toString', '__proto__'])('that every object knows says nothing: %s', (name) => {
    expect(names.secret(name)).toBeUndefined();
  });

  it.each(Object.entries(NAMES))('of the table says %s, alone and behind another word', (kind, table) => {
    for (const name of table) {
      expect(`${name}: ${names.secret(name)}`).toBe(`${name}: ${kind}`);
      expect(`${name}: ${names.secret(`stored.${name}`)}`).toBe(`${name}: ${kind}`);
    }
  });

  it('says more in an address than in a body', () => {
    for (const name of ['code', 'auth_code', 'state', 'key', 'entry_key', 'visitor_hash', 'appid'])
      expect(names.inAddress(name)).toBe('token');
    for (const name of ['page', 'limit', 'response_type', 'status_code', 'zip_code', 'sort_key', 'content_hash'])
      expect(names.inAddress(name)).toBeUndefined();
  });

  it.each([
    'id',
    'order_id',
    'requestId',
    'ref',
    'subject',
    'commit',
    'x-b3-traceid',
    'sha256',
    'x-guploader-uploadid',
  ])('%s names something', (name) => {
    expect(names.isId(name)).toBe(true);
  });

  it.each(['session_id', 'PHPSESSID', 'clientId', 'device_id', 'paid', 'android', 'plaid', 'valid', 'message'])(
    '%s names nothing',
    (name) => {
      expect(names.isId(name)).toBe(false);
    },
  );

  it('is judged by its two ends where it is too long', () => {
    expect(names.secret(`${'a'.repeat(1_000)}.password`)).toBe('password');
    expect(names.secret('a'.repeat(1_000_000))).toBeUndefined();
  });
});
