import { type Hidden, hiddenPlace } from '../../lib/report/hidden.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import { counted } from '../translate.ts';
import { hiddenCount } from './hidden-count.ts';

/** Values that are listed one by one. */
const MAX_LISTED = 500;
/** Characters of a shown value. */
const MAX_VALUE = 300;

interface HiddenListProps {
  readonly hidden: readonly Hidden[];
  /** The values that the user lets through. */
  readonly shown: ReadonlySet<string>;
  readonly onShow: (value: string, on: boolean) => void;
}

/** What redaction took out, each value with a way to let it through in this copy. */
export function HiddenList({ hidden, shown, onShow }: HiddenListProps) {
  const { translate } = useStore();
  const letThrough = new Set(hidden.filter(({ value }) => shown.has(value)).map(({ pseudonym }) => pseudonym));
  const listed = hidden.slice(0, MAX_LISTED);
  const places = hiddenCount(hidden, letThrough);
  const values = hidden.length - letThrough.size;
  return (
    <section class="hidden-values">
      <h3 id="hidden-values">
        {counted(translate, places, 'hiddenOne', 'hiddenMany')}
        {values !== places && ` · ${translate('different', whole(values))}`}
        {letThrough.size > 0 && ` · ${counted(translate, letThrough.size, 'shownOne', 'shownMany')}`}
      </h3>
      {hidden.length > 0 && (
        <ul aria-labelledby="hidden-values">
          {listed.map(({ pseudonym, kind, value, count, place, name }) => (
            <li key={pseudonym}>
              <label>
                <input
                  type="checkbox"
                  data-show={pseudonym}
                  checked={shown.has(value)}
                  onChange={({ currentTarget: { checked } }) => onShow(value, checked)}
                />
                {translate('show')} <span class="unseen">{pseudonym}</span>
              </label>
              <mark aria-hidden="true">{pseudonym}</mark>
              <span class="dim">
                {hiddenPlace({ place, name }) || kind}
                {count > 1 && ` ×${count}`}
              </span>
              {shown.has(value) && <bdi class="shown-value">{oneLine(value, MAX_VALUE)}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {hidden.length > listed.length && (
        <p class="dim">{translate('hiddenCut', whole(listed.length), whole(hidden.length))}</p>
      )}
    </section>
  );
}
