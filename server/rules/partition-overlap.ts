import type { Table } from '../catalog/model.ts';
import { compareLimits } from '../catalog/partition-bound.ts';
import type { PartitionBound } from '../catalog/table-parts.ts';
import { relationReference } from './helpers/object-reference.ts';
import { defineRule } from './rule.ts';

type Bound<Kind extends PartitionBound['kind']> = Extract<PartitionBound, { kind: Kind }>;

/** A partition that PostgreSQL would refuse, and why. */
interface Clash {
  readonly partition: Table;
  readonly bound: PartitionBound;
  readonly other: { readonly partition: Table; readonly bound: PartitionBound };
  readonly words: string;
}

/** Takes the bounds of one partitioned table in the order of their statements, and tells which of them is refused. */
function* clashes(partitions: readonly Table[]): Iterable<Clash> {
  const add = { default: addDefault(), list: addList(), range: addRange(), hash: addHash() };
  for (const partition of partitions) {
    const bound = partition.partitionBound;
    if (!bound) continue;
    const found = add[bound.kind](partition, bound as never);
    const other = found?.partition.partitionBound;
    if (found && other)
      yield { partition, bound, words: found.words, other: { partition: found.partition, bound: other } };
  }
}

interface Found {
  readonly partition: Table;
  readonly words: string;
}

function addDefault() {
  let first: Table | null = null;
  return (partition: Table): Found | null => {
    if (first) return { partition: first, words: `conflicts with the default partition ${first.name}` };
    first = partition;
    return null;
  };
}

function addList() {
  const owners = new Map<string, Table>();
  return (partition: Table, { values }: Bound<'list'>): Found | null => {
    const names = values.map(({ domain, value }) => `${domain} ${value}`);
    for (const [place, name] of names.entries()) {
      const owner = owners.get(name);
      const value = values[place]!;
      if (owner)
        return {
          partition: owner,
          words: `would overlap ${owner.name}, which has ${value.domain === 'null' ? 'NULL' : `'${value.value}'`} already`,
        };
    }
    for (const name of names) owners.set(name, partition);
    return null;
  };
}

function addRange() {
  /** By their lower limits; none overlaps another. */
  const taken: { readonly partition: Table; readonly bound: Bound<'range'> }[] = [];
  return (partition: Table, bound: Bound<'range'>): Found | null => {
    if (!((compareLimits(bound.from, bound.to) ?? 0) < 0)) return null;
    let low = 0;
    let high = taken.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compareLimits(taken[middle]!.bound.from, bound.from);
      // Of limits that cannot be compared with the others nothing is known.
      if (order === null) return null;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    const isBelow = (from: Bound<'range'> | undefined, to: Bound<'range'> | undefined): boolean =>
      from !== undefined && to !== undefined && (compareLimits(from.from, to.to) ?? 0) < 0;
    const before = taken[low - 1];
    if (before && isBelow(bound, before.bound))
      return { partition: before.partition, words: `would overlap ${before.partition.name}` };
    const after = taken[low];
    if (after && isBelow(after.bound, bound))
      return { partition: after.partition, words: `would overlap ${after.partition.name}` };
    taken.splice(low, 0, { partition, bound });
    return null;
  };
}

function addHash() {
  const owners = new Map<number, Map<number, Table>>();
  return (partition: Table, { modulus, remainder }: Bound<'hash'>): Found | null => {
    if (modulus <= 0 || remainder < 0 || remainder >= modulus) return null;
    for (const [otherModulus, byRemainder] of owners) {
      const [small, large] = [Math.min(modulus, otherModulus), Math.max(modulus, otherModulus)];
      const [some] = byRemainder.values();
      if (large % small !== 0 && some)
        return {
          partition: some,
          words: `has the modulus ${modulus}, of which ${otherModulus} of ${some.name} is neither a factor nor a multiple`,
        };
      for (const [otherRemainder, owner] of byRemainder)
        if (remainder % small === otherRemainder % small)
          return { partition: owner, words: `would overlap ${owner.name}` };
    }
    const own = owners.get(modulus) ?? new Map<number, Table>();
    owners.set(modulus, own.set(remainder, partition));
    return null;
  };
}

export default defineRule({
  id: 'partition-overlap',
  severity: 'error',
  summary: 'Two partitions of a table would take the same rows.',
  why: `
PostgreSQL rejects the second one (42P17): each row belongs to exactly one partition. The upper bound of a range is not part
of it, so that one partition begins where the one before ends. The moduli of hash partitions have to be multiples of each other.`,
  source: 'PostgreSQL manual, CREATE TABLE, PARTITION OF; error code 42P17',
  example: {
    bad: `
create table events (id bigint, day date not null) partition by range (day);
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table events_2026 partition of events for values from ('2025-12-31') to ('2027-01-01');
--                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
    good: `
create table events (id bigint, day date not null) partition by range (day);
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');`,
  },

  table(table, { catalog }, report) {
    if (!table.partitionKey) return;
    const partitions = catalog.children(table.oid).filter((child) => child.partitionOf === table.oid);
    for (const { partition, bound, words, other } of clashes(partitions))
      report({
        at: bound.range,
        object: relationReference(partition),
        message: `The partition ${partition.name} ${words}, so PostgreSQL rejects the statement. Change one of the bounds.`,
        related: [{ at: other.bound.range, message: `This is the bound of ${other.partition.name}.` }],
      });
  },
});
