import { describe, expect, it } from 'vitest';
import type { Permanence } from '../../../../lib/catalog/schema.ts';
import { describe as read } from '../../../../lib/diagnose/self-description/describe.ts';
import { plainSentence, plainWord, wordsOf } from '../../../../lib/diagnose/self-description/plain-words.ts';
import { type Verdict, verdictOf } from '../../../../lib/diagnose/self-description/verdict.ts';

interface Given {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly documented?: Permanence;
}

function judge({ status, body, headers = {}, documented }: Given): Verdict {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const description = read({ status, headers: list, value: body, path: [], prose: undefined, now: 1_772_445_600_000 });
  const ofStatus = (code: number): Permanence => (code === 429 || code >= 500 ? 'temporary' : 'permanent');
  return verdictOf({ description, status, partStatus: undefined, documented, listed: undefined, ofStatus });
}

describe('The order of trust', () => {
  it('puts an explicit word first', () => {
    expect(judge({ status: 400, body: { error: { code: 'invalid', retryable: true } } })).toMatchObject({
      permanence: 'temporary',
      ground: 'explicit',
    });
    expect(judge({ status: 503, body: { retryable: false }, headers: { 'retry-after': '5' } })).toMatchObject({
      permanence: 'permanent',
      wait: undefined,
    });
  });

  it('puts a documented code before a wait, unless it says permanent', () => {
    expect(judge({ status: 403, documented: 'temporary' })).toMatchObject({
      permanence: 'temporary',
      ground: 'documented',
    });
    expect(judge({ status: 403, documented: 'permanent' })).toMatchObject({
      permanence: 'permanent',
      ground: 'documented',
    });
    expect(judge({ status: 403, documented: 'permanent', headers: { 'retry-after': '60' } })).toMatchObject({
      permanence: 'temporary',
      ground: 'wait',
    });
  });

  it('puts a wait before a code word', () => {
    expect(
      judge({ status: 400, body: { error: { code: 'invalid_state' } }, headers: { 'retry-after': '3' } }),
    ).toMatchObject({ permanence: 'temporary', ground: 'wait' });
  });

  describe('puts the reset of a limit that is used up', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' };

    it.each([
      [400, { message: 'Validation failed' }],
      [401, { message: 'Bad credentials' }],
      [403, { error: { code: 'insufficient_scope' } }],
      [404, { message: 'No such order' }],
      [409, { code: 'already_exists' }],
      [422, { errors: { name: ['is too short'] } }],
    ])('after what the request itself did wrong (%i)', (status, body) =>
      expect(judge({ status, body, headers })).toMatchObject({ permanence: 'permanent', wait: undefined }),
    );

    it('after what is documented', () =>
      expect(judge({ status: 422, documented: 'permanent', headers })).toMatchObject({
        permanence: 'permanent',
        ground: 'documented',
      }));

    it.each([
      [400, { message: 'Rate limit exceeded' }],
      [403, { message: 'Forbidden' }],
      [403, { message: 'API rate limit exceeded for user' }],
      [420, {}],
      [429, {}],
      [503, {}],
    ])('before the status that a limit can have (%i %j)', (status, body) =>
      expect(judge({ status, body, headers })).toMatchObject({
        permanence: 'temporary',
        wait: { afterMs: 60_000 },
      }),
    );
  });

  it('puts a code word before the status', () => {
    expect(judge({ status: 400, body: { code: 'TOO_MANY_ATTEMPTS_TRY_LATER', message: 'x y' } })).toMatchObject({
      permanence: 'temporary',
      ground: 'code-word',
    });
  });

  it('falls back on the status', () =>
    expect(judge({ status: 404, body: { message: 'Nope' } })).toMatchObject({
      permanence: 'permanent',
      ground: 'status',
    }));
});

describe('A 429', () => {
  it.each([['insufficient_quota'], ['billing_hard_limit_reached'], ['credits_exhausted']])(
    'about money (%s) is permanent',
    (code) =>
      expect(judge({ status: 429, body: { error: { code, message: 'No' } } })).toMatchObject({
        permanence: 'permanent',
        remedy: 'payment',
      }),
  );

  it('about money stays permanent beside the reset that stands in every reply', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '17' };
    expect(judge({ status: 429, body: { error: { code: 'insufficient_quota' } }, headers })).toMatchObject({
      permanence: 'permanent',
      wait: undefined,
    });
  });

  it.each([['invalid_request_error'], ['resource_exhausted'], ['RATE_LIMIT'], ['quotaExceeded']])(
    'with %s is temporary',
    (code) => expect(judge({ status: 429, body: { error: { code, message: 'No' } } }).permanence).toBe('temporary'),
  );
});

it.each([['Pond busy.'], ['Device is busy'], ['The line is busy, call again']])(
  'What is busy (%s) is temporary',
  (message) => expect(judge({ status: 400, body: { message } }).permanence).toBe('temporary'),
);

describe('An expired credential', () => {
  it.each([
    [401, { error: 'token_expired' }],
    [403, { Code: 'ExpiredToken', Message: 'The token has expired' }],
    [401, { message: 'JWT expired' }],
  ])('%i %j is permanent and cured by a new one', (status, body) =>
    expect(judge({ status, body })).toMatchObject({ permanence: 'permanent', remedy: 'new-credential' }),
  );

  it('is no expired coupon', () => {
    const verdict = judge({ status: 400, body: { code: 'COUPON_EXPIRED', message: 'This coupon has expired' } });
    expect(verdict).toMatchObject({ permanence: 'permanent', remedy: undefined });
  });
});

describe('Plain words', () => {
  it.each([
    ['userRateLimitExceeded', 'passing'],
    ['ThrottlingException', 'passing'],
    ['UPSTREAM_TIMEOUT', 'maybe-passing'],
    ['channel_not_found', 'lasting'],
    ['invalid_timeout', 'lasting'],
    ['timeout-or-duplicate', 'lasting'],
    ['access_token_expired', 'expired'],
    ['MS_MAX_CONCURRENT_REQ', 'passing'],
    ['DUP_DUCK', 'lasting'],
    ['issuer_not_available', 'maybe-passing'],
    ['OUT_OF_STOCK', undefined],
    ['unknown_error', undefined],
    ['E1003', undefined],
  ])('of %s mean %s', (code, plain) => expect(plainWord(code)).toBe(plain));

  it.each([
    ['Max calls per sec rate limit reached', 'passing'],
    ['The temporary password is wrong', 'lasting'],
    ['Your session has expired', 'expired'],
    ['签名错误', 'lasting'],
    ['用户名或密码错误', 'lasting'],
    ['登录失败', 'lasting'],
    ['系统错误', undefined],
    ['操作失败', undefined],
    ['请稍后再试', 'passing'],
    ['Room is full', undefined],
    ['Unable to obtain exclusive access to this record', 'passing'],
    ['Only members with exclusive access may enter', undefined],
    ['The row is locked by another process', 'passing'],
    ['The account is locked by a moderator', undefined],
    ['The service is unavailable for your country', 'lasting'],
    ['Your card was declined, please try again', 'maybe-passing'],
    ['Your card was declined. Please try again with another card.', 'lasting'],
    ['Wrong password, please try again', 'lasting'],
    ['No cluster leader', 'passing'],
    ['Tente novamente mais tarde', 'passing'],
    ['Der Dienst ist derzeit nicht verfügbar', 'passing'],
    ['ただいま混雑しております', 'passing'],
    ['Şifre hatalı', 'lasting'],
    ['Contraseña incorrecta', 'lasting'],
    ['パスワードが間違っています', 'lasting'],
    ['read ECONNRESET', 'maybe-passing'],
    ['Remaining connection slots are reserved', 'passing'],
    ['Parameter retry_after must be positive', 'lasting'],
    ['rate_limit must be an integer', 'lasting'],
    ['The rate_limit was hit', 'passing'],
    ['The pond is loading', 'passing'],
    ['Daily limit must be greater than 0', 'lasting'],
    ['Invalid daily quota', 'lasting'],
    ['Daily limit reached', 'passing'],
    ['Maintenance plan 7 not found', 'lasting'],
    ['El mantenimiento no existe', 'lasting'],
    ['Onderhoud: probeer het later', 'passing'],
    ['Kết nối thất bại', undefined],
    ['Device is offline', 'maybe-passing'],
    ['The new schema is incompatible with an earlier one', 'lasting'],
    ['execution reverted: not the owner', 'lasting'],
    ['メールアドレスの形式が正しくありません。', 'lasting'],
    ['The service is unavailable for your request at this time', 'passing'],
    ['Guthaben nicht ausreichend', 'spent'],
    ['Der Server ist überlastet', 'passing'],
    ['Es fehlt der Parameter x', 'lasting'],
    ['Le serveur est surchargé', 'passing'],
    ['Parametro mancante', 'lasting'],
    ['Brak uprawnień', 'lasting'],
    ['Serwer przeciążony', 'passing'],
    ['Yetkiniz yok', 'lasting'],
    ['Lütfen daha sonra tekrar deneyin', 'passing'],
    ['時間をおいて再度お試しください', 'passing'],
    ['必須項目が入力されていません', 'lasting'],
    ['아이디가 틀렸습니다', 'lasting'],
    ['請稍後再試', 'passing'],
    ['帳號或密碼錯誤', 'lasting'],
    ['連線逾時', 'maybe-passing'],
    ['餘額不足', 'spent'],
    ['المستخدم غير موجود', 'lasting'],
    ['انتهت صلاحية الرمز', 'expired'],
    ['الخدمة غير متوفرة مؤقتا', 'passing'],
    ['الخدمة غير متوفرة', 'maybe-passing'],
    ['حدث خطأ', undefined],
    ['अमान्य पासवर्ड', 'lasting'],
    ['आपका सत्र समाप्त हो गया है', 'expired'],
    ['कृपया बाद में पुनः प्रयास करें', 'passing'],
    ['एक त्रुटि हुई', undefined],
    ['Akses ditolak', 'lasting'],
    ['Sesi telah kedaluwarsa', 'expired'],
    ['Không tìm thấy người dùng', 'lasting'],
    ['Tài khoản không đủ số dư', 'spent'],
    ['Đã xảy ra lỗi', undefined],
    ['No device found with id 7', 'lasting'],
    ['No available server found for region 7', 'passing'],
    ['No healthy upstream found for the pond', 'passing'],
    ['No leader found for partition 3', 'passing'],
    ['No free slot found for this duck', undefined],
    ['Waktu tunggu permintaan telah berakhir', 'maybe-passing'],
    ['El tiempo de espera ha expirado', 'maybe-passing'],
    ['Le délai d’attente a expiré', 'maybe-passing'],
    ['Время ожидания запроса истекло', 'maybe-passing'],
    ['Thời gian chờ đã hết hạn', 'maybe-passing'],
    ['Bekleme süresi sona erdi', 'maybe-passing'],
  ])('of %j mean %s', (text, plain) => expect(plainSentence(text)).toBe(plain));

  it('cut a code however it is written', () => {
    for (const code of ['TOO_MANY_REQUESTS', 'tooManyRequests', 'too-many.requests', 'TooManyRequestsException']) {
      expect(wordsOf(code)).toEqual(['too', 'many', 'requests']);
    }
    expect(wordsOf('HTTPError')).toEqual(['http', 'error']);
  });
});
