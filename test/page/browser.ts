/** Stands in for the browser's extension API in a plain page: the English wording, and a permission that can be given. */
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };

const WORDING: Readonly<Record<string, { readonly message: string }>> = messages;

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
      const { message } = WORDING[key] ?? { message: '' };
      return message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');
    },
  },
  permissions: createPermissions(),
};
