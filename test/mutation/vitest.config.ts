/** The tests of a mutation run: those of the room that is mutated. A mutant that only tests of the view notice has no test of its own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [`test/unit/${process.env.MUTATED_ROOM ?? '{session,redact,diagnose}'}/**/*.test.ts`],
    testTimeout: 120_000,
  },
});
