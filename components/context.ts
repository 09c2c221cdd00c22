import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | undefined>(undefined);

/** The store of the panel this component stands in. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a part of the panel was rendered outside of it');
  return store;
}
