/**
 * A map of what was asked for lately: at least the newest `most` entries, at most twice as many. Two maps take turns:
 * a map from which the oldest is deleted for every new one is copied again and again.
 */
export class RecentMap<Value extends object> {
  private readonly most: number;
  private readonly mostCharacters: number;
  private newer = new Map<string, Value>();
  private older = new Map<string, Value>();
  private characters = 0;

  /** The keys of one turn have at most `mostCharacters` together, so that long ones do not add up. */
  constructor(most: number, mostCharacters = Number.POSITIVE_INFINITY) {
    this.most = most;
    this.mostCharacters = mostCharacters;
  }

  get(key: string): Value | undefined {
    const newer = this.newer.get(key);
    if (newer) return newer;
    const older = this.older.get(key);
    if (older) this.set(key, older);
    return older;
  }

  set(key: string, value: Value): void {
    if (this.newer.size >= this.most || this.characters + key.length > this.mostCharacters) {
      this.older = this.newer;
      this.newer = new Map();
      this.characters = 0;
    }
    this.newer.set(key, value);
    this.characters += key.length;
  }
}
