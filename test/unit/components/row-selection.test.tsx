// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { all, click, one, press } from './mounted.tsx';
import { forgetBefore, open, row } from './report-stage.ts';

forgetBefore();

const selected = () => all('[role=row][aria-selected=true]').map(({ dataset }) => dataset.code);

describe('rows', () => {
  it('are selected as in any list, by mouse', async () => {
    await open();
    expect(one('[role=grid]').getAttribute('aria-multiselectable')).toBe('true');
    await click(row('429'));
    await click(row('500'), { shiftKey: true });
    expect(selected()).toEqual(['429', '404', '500']);
    await click(row('404'), { ctrlKey: true });
    expect(selected()).toEqual(['429', '500']);
    await click(row('503'), { metaKey: true });
    expect(selected()).toEqual(['429', '500', '503']);
    await click(row('404'));
    expect(selected()).toEqual(['404']);
  });

  it('are selected as in any list, by keyboard', async () => {
    await open();
    await press('ArrowDown');
    await press('ArrowDown', one('[role=grid]'), { shiftKey: true });
    expect(selected()).toEqual(['429', '404']);
    await press('End', one('[role=grid]'), { shiftKey: true });
    expect(selected()).toEqual(['429', '404', '500', '503']);
    await press('Home', one('[role=grid]'), { ctrlKey: true });
    await press(' ');
    expect(selected()).toEqual(['404', '500', '503']);
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('row-0');
    await press('ArrowDown');
    expect(selected()).toEqual(['404']);
    expect((await press('a', one('[role=grid]'), { ctrlKey: true })).defaultPrevented).toBe(true);
    expect(selected()).toEqual(['429', '404', '500', '503']);
    expect(one('footer').textContent).toContain('4 rows selected');
  });

  it('at the top stay selected when Shift asks for more', async () => {
    await open();
    await press('ArrowDown');
    await press('ArrowUp', one('[role=grid]'), { shiftKey: true });
    expect(selected()).toEqual(['429']);
    expect(one('[role=grid]').getAttribute('aria-activedescendant')).toBe('row-0');
  });

  it('do not select the text between them, and take the focus', async () => {
    await open();
    const event = new MouseEvent('mousedown', { bubbles: true, cancelable: true, shiftKey: true });
    one(row('500')).dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(one('[role=grid]'));
  });

  it('show the details of the one selected last, and leave them when that one is let go', async () => {
    await open();
    await click(row('429'));
    await click(row('500'), { ctrlKey: true });
    expect(one('[role=complementary] .name').textContent).toBe('error 500');
    await click(row('500'), { ctrlKey: true });
    expect(one('[role=complementary] .name').textContent).toBe('Upload rate limit exceeded');
    await click(row('429'), { ctrlKey: true });
    expect(document.querySelector('[role=complementary]')).toBeNull();
  });
});
