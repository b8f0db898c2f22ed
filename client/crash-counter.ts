/** At most this many restarts within this many milliseconds, so that a server that cannot start is left alone. */
const restartLimit = 5;
const restartWindow = 3 * 60 * 1000;

export interface CrashCounter {
  /** Notes that the server ended, and says whether to start it again. */
  ended(now: number): 'restart' | 'give up';
  /** Forgets everything, when a person restarts the server. */
  reset(): void;
}

/** Counts the server's crashes. */
export function createCrashCounter(): CrashCounter {
  let restarts: number[] = [];
  return {
    ended(now) {
      restarts = restarts.filter((time) => now - time < restartWindow);
      if (restarts.length >= restartLimit) return 'give up';
      restarts.push(now);
      return 'restart';
    },
    reset() {
      restarts = [];
    },
  };
}
