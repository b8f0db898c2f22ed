import type { Statement } from '../syntax/statement.ts';
import type { PostgresMajor } from './builtins/builtins.ts';
import type { Problem } from './problem.ts';

/** What the first part of a statement read and did when it was applied the last time. */
export interface FirstPart {
  readonly version: PostgresMajor;
  readonly given: readonly unknown[];
  readonly reads: ReadonlyMap<string, unknown>;
  readonly written: ReadonlyMap<string, unknown>;
  readonly problems: readonly Problem[];
  /** How many oids it gave away. */
  readonly oids: number;
  readonly result: unknown;
}

const parts = new WeakMap<Statement, FirstPart>();

export function firstPartOf(statement: Statement): FirstPart | undefined {
  return parts.get(statement);
}

/** Whether it was given the same for the same version. */
export function isGivenTo(part: FirstPart, version: PostgresMajor, given: readonly unknown[]): boolean {
  return (
    part.version === version &&
    part.given.length === given.length &&
    part.given.every((value, at) => value === given[at])
  );
}

export function keepFirstPart(statement: Statement, part: FirstPart): void {
  parts.set(statement, part);
}
