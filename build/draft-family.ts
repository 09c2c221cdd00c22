/** Prints a draft of a family, made of documentation: `npm run draft -- FILE [HOST …]`. */
import { readFileSync } from 'node:fs';
import { draftFromText } from '../lib/drafts/from-text.ts';

const [file, ...hosts] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: npm run draft -- FILE [HOST …]\n');
  process.exitCode = 2;
} else {
  const drafted = await draftFromText(readFileSync(file, 'utf8'), { hosts });
  if (drafted.ok) {
    process.stdout.write(`${JSON.stringify(drafted.draft.document, undefined, 2)}\n`);
    process.stderr.write(
      `${drafted.draft.document.entries.length} codes; left open: ${drafted.draft.open.length} members\n`,
    );
  } else {
    const { path, expected, found } = drafted.fault;
    process.stderr.write(`${file}: ${path === '' ? '' : `${path}: `}expected ${expected}, found ${found}\n`);
    process.exitCode = 2;
  }
}
