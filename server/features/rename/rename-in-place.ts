import type { ApplySetup } from '../../catalog/apply-step.ts';
import { buildHistory } from '../../catalog/build-catalog.ts';
import type { History } from '../../catalog/history.ts';
import { keys } from '../../catalog/keys.ts';
import { quoteIdentifier } from '../../syntax/quote-identifier.ts';
import type { SourceRange, Statement, StatementId } from '../../syntax/statement.ts';
import { applyEdits } from '../../text/apply-edits.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import { isSameButForName, type Renaming, vanishedNames } from './compare-histories.ts';
import { inspectStatement } from './inspect-statement.ts';
import { hasUnreadableUse, joinsByName } from './leftover-uses.ts';
import { declaredTypes, listedNames } from './listed-names.ts';
import { mayHold, nameTokens } from './name-tokens.ts';
import { outputNames } from './output-names.ts';
import { sameUses } from './same-uses.ts';

export interface RenamedName extends Renaming {
  readonly what: 'table' | 'column';
  /** Where the name is defined. */
  readonly definition: SourceRange;
  /** The table or view, or that of the column, with the tables that get the column from it. */
  readonly relations: ReadonlySet<string>;
}

/** Each round finds the names that the round before has left without what they mean. */
const mostRounds = 40;

type Plan = Map<StatementId, readonly Range[]>;

/**
 * Renames at the definition, then wherever PostgreSQL would miss the old name, until nothing is missing; null unless
 * the result is proven to be the same database but for the name. Edits are relative to their statements.
 */
export function renameInPlace(
  statements: readonly Statement[],
  setup: ApplySetup,
  name: RenamedName,
): ReadonlyMap<StatementId, readonly TextEdit[]> | null {
  const before = buildHistory(statements, setup, null);
  // Of a database that is known in part nobody can say what is missing.
  if (before.final.get(keys.partial) === true) return null;
  const search = new Search(before, name);
  const after = search.run();
  return after && search.isProven(after) ? search.edits() : null;
}

class Search {
  private readonly before: History;
  private readonly setup: ApplySetup;
  private readonly name: RenamedName;
  private readonly plan: Plan = new Map();
  private readonly candidates: ReadonlyMap<StatementId, readonly Range[]>;
  private readonly outputs = new Map<StatementId, ReadonlySet<number>>();

  constructor(before: History, name: RenamedName) {
    this.before = before;
    this.setup = {
      version: before.version,
      isExternal: before.isExternal,
      asked: null,
      onCrash: before.onCrash,
    };
    this.name = name;
    this.candidates = new Map(
      before.steps.map(({ statement }) => [statement.id, nameTokens(statement, name.from)]),
    );
  }

  run(): History | null {
    const { definition } = this.name;
    const first = this.candidatesIn(definition.statement).find(
      ({ start, end }) => start >= definition.start && end <= definition.end,
    );
    if (!first) return null;
    this.add(definition.statement, first);
    for (const { statement } of this.before.steps) {
      const own = this.candidatesIn(statement.id);
      if (own.length === 0) continue;
      const listed = listedNames(this.before, statement, this.name, own);
      for (const token of [...listed, ...declaredTypes(this.before, statement, this.name, own)])
        this.add(statement.id, token);
    }
    let previous = this.before;
    for (let round = 0; round < mostRounds; round++) {
      const after = buildHistory(
        this.before.steps.map(({ statement }) => this.edited(statement)),
        this.setup,
        previous,
      );
      previous = after;
      const missing = this.missing(after);
      if (missing.length === 0) return after;
      let isFurther = false;
      for (const at of missing) isFurther = this.place(at) || isFurther;
      if (!isFurther) return null;
    }
    return null;
  }

  isProven(after: History): boolean {
    const { name, before } = this;
    if (!isSameButForName(before, after, name)) return false;
    const gone = vanishedNames(before, after).filter((one) => one !== name.from);
    return before.steps.every(({ statement }, index) => {
      if (gone.some((one) => mayHold(statement.text, one))) return false;
      const holds = mayHold(statement.text, name.from) || mayHold(statement.text, name.to);
      const old = inspectStatement(before, index);
      const readsIt = [...name.relations].some((oid) => old.uses.relations.has(oid));
      if (readsIt && name.what === 'column' && joinsByName(statement)) return false;
      if (!holds) return true;
      if (hasUnreadableUse(statement, name, this.plan.get(statement.id) ?? [])) return false;
      return sameUses(old.uses, inspectStatement(after, index).uses, name);
    });
  }

  edits(): ReadonlyMap<StatementId, readonly TextEdit[]> {
    return new Map(
      this.before.steps.flatMap(({ statement }) => {
        const edits = this.editsOf(statement);
        return edits.length === 0 ? [] : [[statement.id, edits] as const];
      }),
    );
  }

  private candidatesIn(id: StatementId): readonly Range[] {
    return this.candidates.get(id) ?? [];
  }

  private add(id: StatementId, token: Range): void {
    this.plan.set(id, [...(this.plan.get(id) ?? []), token]);
  }

  private editsOf(statement: Statement): readonly TextEdit[] {
    const { from, to } = this.name;
    const as = /\bSELECT\b/.test(statement.text) ? 'AS' : 'as';
    return (this.plan.get(statement.id) ?? []).map(({ start, end }) => {
      const isOutput = this.outputsOf(statement).has(start);
      const newText = quoteIdentifier(to);
      // What reads the query goes on finding the column by the name that it had.
      return { start, end, newText: isOutput ? `${newText} ${as} ${quoteIdentifier(from)}` : newText };
    });
  }

  private outputsOf(statement: Statement): ReadonlySet<number> {
    const known = this.outputs.get(statement.id) ?? outputNames(statement);
    this.outputs.set(statement.id, known);
    return known;
  }

  private edited(statement: Statement): Statement {
    const edits = this.editsOf(statement);
    return edits.length === 0 ? statement : { ...statement, text: applyEdits(statement.text, edits) };
  }

  /** Where PostgreSQL would now complain and did not before. */
  private missing(after: History): SourceRange[] {
    return after.steps.flatMap(({ statement }, index) => {
      const [old, now] = [this.complaints(this.before, index), this.complaints(after, index)];
      const counts = new Map<string, number>();
      for (const { key } of old) counts.set(key, (counts.get(key) ?? 0) + 1);
      return now
        .filter(({ key }) => now.filter((one) => one.key === key).length > (counts.get(key) ?? 0))
        .map(({ at }) => ({ ...at, statement: statement.id }));
    });
  }

  private complaints(history: History, index: number): { key: string; at: SourceRange }[] {
    const { statement, effect } = history.steps[index]!;
    const runtime = /^(?:create|do)\b/i.test(statement.text) && this.candidatesIn(statement.id).length > 0;
    const further = runtime ? inspectStatement(history, index).problems : [];
    return [
      ...effect.problems.map(({ kind, sqlstate, at }) => ({ key: `${kind} ${sqlstate}`, at })),
      ...further
        .filter(({ certainty }) => certainty === 'runtime')
        .map(({ kind, sqlstate, at }) => ({ key: `${kind} ${sqlstate} runtime`, at })),
    ];
  }

  /** Renames the name of a complaint; false where none is left there. */
  private place(at: SourceRange): boolean {
    const statement = this.before.steps[this.before.timeline.position(at.statement)]?.statement;
    if (!statement) return false;
    const done = this.plan.get(at.statement) ?? [];
    const edits = this.editsOf(statement);
    const left = this.candidatesIn(at.statement).filter(
      (token) => !done.some(({ start }) => start === token.start),
    );
    const shifted = (token: Range): Range => {
      const by = edits
        .filter(({ start }) => start < token.start)
        .reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
      return { start: token.start + by, end: token.end + by };
    };
    const inside = left.filter((token) => {
      const { start, end } = shifted(token);
      return start >= at.start && end <= at.end;
    });
    // Of `status.status` the first is the table and the last its column; so is it in `schema.table`.
    const chosen =
      (this.name.what === 'table' && inside.length > 1 ? inside[0] : inside.at(-1)) ??
      (at.end - at.start <= 1 ? this.inQuery(statement, at.start, left, shifted) : undefined);
    if (!chosen) return false;
    this.add(at.statement, chosen);
    return true;
  }

  /** PL/pgSQL's parser does not tell where in the text a query with INTO stands, only after which other one. */
  private inQuery(
    { text }: Statement,
    from: number,
    left: readonly Range[],
    shifted: (token: Range) => Range,
  ): Range | undefined {
    return left.find((token) => {
      if (shifted(token).start < from) return false;
      const isTable = /\b(?:from|join|update|into|only)\s+(?:[\w$]+\s*\.\s*)?$|,\s*$/i.test(
        text.slice(Math.max(0, token.start - 100), token.start),
      );
      return this.name.what === 'column' || isTable || /^\s*\./.test(text.slice(token.end));
    });
  }
}
