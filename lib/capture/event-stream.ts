/** The text of an event stream, https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation. */

/** The data of each event that is complete, in order. Events without data are none, as the standard has it. */
export function eventData(stream: string): string[] {
  const events: string[] = [];
  let data: string[] = [];
  const lines = stream.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  // What stands after the last line break is not complete.
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      if (data.length > 0) events.push(data.join('\n'));
      data = [];
    } else if (line === 'data') data.push('');
    else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
  }
  return events;
}
