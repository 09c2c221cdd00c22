import { useStore } from '../context.ts';

/** So many mistakes are told at once; the others are underlined. */
const MAX_FAULTS = 2;

/** What is wrong with the filter, and what was most likely meant. */
export function Faults() {
  const { translate, filterText, faults, language } = useStore();
  return (
    <div class="bar faults">
      {faults.value.slice(0, MAX_FAULTS).map((fault) => (
        <p key={fault.from} role="alert" data-filter-fault={fault.part}>
          {language.value?.faultWords(fault, translate)}{' '}
          {fault.nearest !== undefined && (
            <button
              type="button"
              class="link"
              onClick={() => {
                const text = filterText.value;
                filterText.value = text.slice(0, fault.from) + fault.nearest + text.slice(fault.to);
              }}
            >
              {translate('faultFix', fault.nearest)}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
