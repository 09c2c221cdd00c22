import type { TrustedCertificate } from '../browser.ts';
import type { Gecko } from './gecko.ts';

/** Runs in Firefox's main process: accepts a certificate for each of its hosts, as a user does. `port` is the one that they lead to. */
export function trustCertificate({ cert, hosts }: TrustedCertificate, port: number): void {
  const { Cc, Ci } = globalThis as unknown as Gecko;
  const certificates = Cc['@mozilla.org/security/x509certdb;1']?.getService<{
    constructX509FromBase64(der: string): object;
  }>(Ci.nsIX509CertDB);
  const overrides = Cc['@mozilla.org/security/certoverride;1']?.getService<{
    rememberValidityOverride(host: string, port: number, of: object, cert: object, isTemporary: boolean): void;
  }>(Ci.nsICertOverrideService);
  const trusted = certificates?.constructX509FromBase64(cert.replace(/-----[^-]+-----|\n/g, ''));
  if (trusted) for (const host of hosts) overrides?.rememberValidityOverride(host, port, {}, trusted, true);
}
