/** Stands in for the browser's extension API in a plain page: the wording of a language, English at first, and a permission that can be given. */
import german from '../../public/_locales/de/messages.json' with { type: 'json' };
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import japanese from '../../public/_locales/ja/messages.json' with { type: 'json' };

const LANGUAGES = { en: english, de: german, ja: japanese } as const;
export type Language = keyof typeof LANGUAGES;

const spoken: { wording: Readonly<Record<string, { readonly message: string }>> } = { wording: english };

/** What is drawn from now on is in this language. */
export function speak(language: Language): void {
  spoken.wording = LANGUAGES[language];
}

type Listener = () => void;

/** A browser event without arguments. */
function createEvent() {
  const listeners = new Set<Listener>();
  return {
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
    fire: () => {
      for (const listener of listeners) listener();
    },
  };
}

function createPermissions() {
  let given = false;
  const onAdded = createEvent();
  const onRemoved = createEvent();
  return {
    onAdded,
    onRemoved,
    contains: async () => given,
    async request() {
      given = true;
      onAdded.fire();
      return true;
    },
    async remove() {
      given = false;
      onRemoved.fire();
      return true;
    },
  };
}

export default {
  i18n: {
    /** An empty text for an unknown key, as browsers do it. */
    getMessage(key: string, substitutions: readonly string[] = []): string {
      const { message } = spoken.wording[key] ?? { message: '' };
      return message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');
    },
  },
  permissions: createPermissions(),
};
