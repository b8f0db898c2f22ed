import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, type Session } from '../../../scripts/verify/session.ts';
import { postgres } from '../../support/postgres.ts';

/** What PostgreSQL says to a script: the SQLSTATE of its first complaint, null where it accepts all. */
async function ask(
  db: PGlite,
  sql: string,
): Promise<{ readonly code: string; readonly message: string } | null> {
  // Queries are planned only: what comes of running them is no matter of names and types.
  const text = /^(?:select|with|table|values|insert|update|delete|merge)\b/i.test(sql)
    ? `explain ${sql}`
    : sql;
  await db.exec('SAVEPOINT a_case');
  try {
    await db.exec(text);
    return null;
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    return { code, message };
  } finally {
    await db.exec('ROLLBACK TO a_case');
  }
}

/**
 * Puts each case to PostgreSQL and to the analysis, after the setup: both must accept it, or both reject it with
 * the same SQLSTATE. Cases are separated by blank lines.
 */
export function expectVerdicts(topic: string, setup: string, cases: string): void {
  const scripts = cases
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  describe(topic, () => {
    let db: PGlite;
    let session: Session;
    beforeAll(async () => {
      db = await postgres();
      await db.exec('BEGIN');
      await db.exec(setup);
      session = createSession();
      expect(session.run(setup)).toEqual([]);
    }, 60_000);
    afterAll(async () => {
      await db.exec('ROLLBACK');
    });
    it.each(scripts)('%s', async (sql) => {
      const theirs = await ask(db, sql);
      const ours = session.copy().run(sql);
      const codes = ours.map((complaint) => complaint.sqlstate);
      if (theirs === null) expect(ours.map(({ sqlstate, message }) => `${sqlstate} ${message}`)).toEqual([]);
      else expect(codes.includes(theirs.code) ? theirs.code : codes.join(), theirs.message).toBe(theirs.code);
    });
  });
}
