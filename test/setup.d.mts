export type BrowserName = 'chromium' | 'firefox';
export function ensureDependencies(): void;
export function ensureBrowsers(names: readonly BrowserName[]): void;
export function findBrowser(name: BrowserName): string | undefined;
