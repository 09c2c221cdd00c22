/** One made-up key of each service, put together here, so that no scanner takes this file for a leak. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const LETTERS = 'q7Zp2Lk9Vx4Ba8Rm1Tn6Ws3Yd5Kc0Hg4Jf8Xb2Nv6Mt';
const HEX = '9f3c2b7a8d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f00';
const letters = (n: number) => LETTERS.repeat(4).slice(0, n);
const hex = (n: number) => HEX.slice(0, n);
const upper = (n: number) => letters(n).toUpperCase();

const KEYS: readonly (readonly [string, string])[] = [
  ['AK', `IA${upper(16)}`],
  ['AB', `SK${letters(110)}`],
  ['AI', `za${letters(35)}`],
  ['ya', `29.${letters(40)}`],
  ['GOC', `SPX-${letters(28)}`],
  ['LT', `AI${letters(20)}`],
  ['AK', `Cp${letters(69)}`],
  ['IBM', `id-${upper(10)}`],
  ['do', `p_v1_${hex(64)}`],
  ['da', `pi${hex(32)}`],
  ['fo', `1_${letters(43)}`],
  ['psc', `ale_tkn_${letters(40)}`],
  ['v1', `.0-${hex(24)}-${hex(64)}`],
  ['gh', `p_${letters(36)}`],
  ['git', `hub_pat_${letters(60)}`],
  ['gl', `pat-${letters(20)}`],
  ['GR', `1348941${letters(20)}`],
  ['np', `m_${letters(36)}`],
  ['py', `pi-AgEIcHlwaS5vcmc${letters(50)}`],
  ['ruby', `gems_${hex(48)}`],
  ['dckr', `_pat_${letters(27)}`],
  ['sg', `p_${hex(40)}`],
  ['ATA', `TT3${letters(80)}`],
  ['sq', `p_${hex(40)}`],
  ['AP', `I-${upper(26)}`],
  ['pu', `l-${hex(40)}`],
  ['lin', `_api_${letters(40)}`],
  ['fig', `d_${letters(40)}`],
  ['nt', `n_${letters(46)}`],
  ['PM', `AK-${hex(24)}-${hex(34)}`],
  ['xo', `xb-123456789012-${letters(24)}`],
  ['xa', `pp-1-A0123-456-${hex(40)}`],
  ['SG', `.${letters(22)}.${letters(43)}`],
  ['A', `C${hex(32)}`],
  ['S', `K${hex(32)}`],
  ['ke', `y-${hex(32)}`],
  ['xkey', `sib-${hex(64)}-${letters(16)}`],
  ['123456789', `:AA${letters(33)}`],
  [hex(32), '-us12'],
  ['s', `k_live_${letters(24)}`],
  ['s', `k-proj-${letters(60)}`],
  ['whs', `ec_${letters(32)}`],
  ['shp', `at_${hex(32)}`],
  ['sq', `0atp-${letters(22)}`],
  ['EA', `AC${letters(100)}`],
  ['FLW', `SECK_TEST-${hex(12)}`],
  ['access', `-sandbox-${hex(8)}-1234-1234-1234-${hex(12)}`],
  ['h', `f_${letters(34)}`],
  ['pp', `lx-${letters(48)}`],
  ['gs', `k_${letters(52)}`],
  ['x', `ai-${letters(60)}`],
  ['gl', `sa_${letters(32)}_9f3c2b7a`],
  ['hv', `s.${letters(90)}`],
  ['d', `p.pt.${letters(43)}`],
  ['NR', `AK-${upper(27)}`],
  ['sntr', `yu_${hex(64)}`],
  ['sha', `256~${letters(43)}`],
  ['HR', `KU-AA${letters(58)}`],
  ['tf', `p_${letters(59)}`],
  ['AGE-SECRET', `-KEY-1${upper(58)}`],
  ['$2b', `$12$${letters(53)}`],
  ['$argon2id', '$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g'],
  ['ey', `JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${letters(43)}`],
];

describe('a key by its mark', () => {
  it.each(KEYS)('%s… is hidden in a sentence, in JSON and in an address', (mark, rest) => {
    const key = mark + rest;
    const write = () => createRedaction().write;
    const facts = { mimeType: '', sent: false };
    expect(write().text(`failed with ${key} today`)).toMatch(/^failed with <(?:key|token) 1> today$/);
    expect(write().body(JSON.stringify({ note: key }), facts)).toMatch(/^\{"note":"<(?:key|token) 1>"\}$/);
    expect(write().url(`https://a.example/x?y=${encodeURIComponent(key)}`)).not.toContain(rest.slice(-12));
  });
});
