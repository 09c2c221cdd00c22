/** These run in the processes that show documents, with all privileges. */
import type { ConsoleCall, Debugger, DebuggerObject, Gecko } from './gecko.ts';

type Sandbox = Gecko & {
  readonly window: Window & { readonly document: { notifyUserGestureActivation(): void } };
  readonly Debugger: new () => Debugger;
  /** A sandbox lives as long as its document: one debugger for all calls. */
  __debugger?: Debugger;
};

/** An answer as JSON, `undefined` where the value has none, or what was thrown. */
export type Outcome = { readonly json?: string | undefined } | { readonly thrown: string };

/**
 * Evaluates an expression in a document's own realm, which no content security policy prevents. Asks for its value, or that of the
 * promise that it is; whether it is a proxy; or how many objects it is the prototype of.
 */
export async function evaluateInRealm(
  expression: string,
  question: 'value' | 'is proxy' | 'count alive',
): Promise<Outcome> {
  const sandbox = globalThis as unknown as Sandbox;
  const { ChromeUtils, Cu, window } = sandbox;
  const describe = (thrown: unknown) => {
    const { stack } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as { stack?: unknown };
    return typeof stack === 'string' ? `${thrown}\n${stack}` : String(thrown);
  };
  const dereferenced = (value: unknown) =>
    typeof value === 'object' && value !== null ? (value as DebuggerObject).unsafeDereference() : value;
  if (!sandbox.__debugger) {
    const url = 'resource://gre/modules/jsdebugger.sys.mjs';
    ChromeUtils.importESModule<{ addDebuggerToGlobal(global: object): void }>(url).addDebuggerToGlobal(globalThis);
    sandbox.__debugger = new sandbox.Debugger();
  }
  const realm = sandbox.__debugger.makeGlobalObjectReference(window);
  window.document.notifyUserGestureActivation();
  const completion = realm.executeInGlobal(expression, { bypassCSP: true });
  if (completion === null) return { thrown: 'the script was ended' };
  if ('throw' in completion) return { thrown: describe(dereferenced(completion.throw)) };
  const result = completion.return;
  switch (question) {
    case 'value':
      try {
        return { json: JSON.stringify(Cu.waiveXrays(await dereferenced(result))) };
      } catch (error) {
        return { thrown: describe(error) };
      }
    case 'is proxy':
      return { json: String((result as DebuggerObject | undefined)?.isProxy === true) };
    case 'count alive': {
      for (let i = 0; i < 2; i++) {
        Cu.forceGC();
        Cu.forceCC();
      }
      sandbox.__debugger.addDebuggee(window);
      const all = sandbox.__debugger.findObjects({});
      sandbox.__debugger.removeAllDebuggees();
      return { json: String(all.filter(({ proto }) => proto !== null && proto === result).length) };
    }
    default:
      return question satisfies never;
  }
}

/** Bytes that the document's scripts hold, objects and strings, after a garbage collection. */
export async function measureHeap(): Promise<Outcome> {
  const { Cc, Ci, Cu, window } = globalThis as unknown as Sandbox;
  for (let i = 0; i < 2; i++) {
    Cu.forceGC();
    Cu.forceCC();
  }
  const sizes = Array.from({ length: 9 }, (): { value?: number } => ({}));
  Cc['@mozilla.org/memory-reporter-manager;1']
    ?.getService<{ sizeOfTab(window: object, ...sizes: object[]): void }>(Ci.nsIMemoryReporterManager)
    .sizeOfTab(window, ...sizes);
  const [objects, strings, other] = sizes.map(({ value = 0 }) => value);
  return { json: String((objects ?? 0) + (strings ?? 0) + (other ?? 0)) };
}

/** Puts a file into an `<input type="file">` as if it had been chosen. */
export async function chooseFile(selector: string, path: string): Promise<Outcome> {
  const { window } = globalThis as unknown as Sandbox;
  const input = window.document.querySelector(selector) as
    | (HTMLInputElement & { mozSetFileArray(files: readonly File[]): void })
    | null;
  if (!input) return { thrown: `nothing matches ${selector}` };
  const { createFromFileName } = File as unknown as { createFromFileName(path: string): Promise<File> };
  input.mozSetFileArray([await createFromFileName(path)]);
  for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
  return {};
}

/** The first thing in each process: reports console errors, and runs the script that a test wants at the start of documents. */
export function watchProcess(): void {
  const { ChromeUtils, Services, Cc, Ci, Cu } = globalThis as unknown as Gecko;
  const principal = Services.scriptSecurityManager.getSystemPrincipal();

  const calls = Cc['@mozilla.org/consoleAPI-storage;1']?.getService<{
    addLogEventListener(listener: (call: object) => void, principal: object): void;
  }>(Ci.nsIConsoleAPIStorage);
  calls?.addLogEventListener((call) => {
    const {
      level,
      filename,
      arguments: args,
    } = ((call as { wrappedJSObject?: object }).wrappedJSObject ?? call) as ConsoleCall;
    if (level !== 'error' && level !== 'assert') return;
    // What this listener throws is logged as an error, and so would come back to it without end.
    Services.cpmm.sendAsyncMessage('wire-triage:problem', { file: filename, text: args.map(String).join(' ') });
  }, principal);

  const sandbox = new Cu.Sandbox(principal, { freshCompartment: true }) as { Debugger: new () => Debugger };
  ChromeUtils.importESModule<{ addDebuggerToGlobal(global: object): void }>(
    'resource://gre/modules/jsdebugger.sys.mjs',
  ).addDebuggerToGlobal(sandbox);
  const debug = new sandbox.Debugger();
  Services.obs.addObserver((window) => {
    const wanted = Services.cpmm.sharedData.get('wire-triage:start') as
      | { tab: number; script: string | null }
      | undefined;
    const { browsingContext } = window as { browsingContext: { top: { browserId: number } } };
    if (!wanted?.script || browsingContext.top.browserId !== wanted.tab) return;
    debug.makeGlobalObjectReference(window as object).executeInGlobal(wanted.script, { bypassCSP: true });
  }, 'content-document-global-created');
}
