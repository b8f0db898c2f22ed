import type { Builtins } from '../builtins/builtins.ts';

/** Remembers what is computed from the built-ins of a version alone: they never change. */
export function memoByBuiltins<V>(): (builtins: Builtins, key: string, compute: () => V) => V {
  const memos = new WeakMap<Builtins, Map<string, V>>();
  return (builtins, key, compute) => {
    let memo = memos.get(builtins);
    if (!memo) {
      memo = new Map();
      memos.set(builtins, memo);
    }
    let value = memo.get(key);
    if (value === undefined) {
      value = compute();
      memo.set(key, value);
    }
    return value;
  };
}
