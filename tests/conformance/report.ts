/**
 * Counts what agreed and prints what did not.
 *
 * @module
 */

/** How many disagreements of one kind are printed in full. */
const SHOWN = 5;

/** The tally of one kind of comparison. */
export class Tally {
  /** What is compared. */
  readonly name: string;
  /** Whether there may be nothing to compare. */
  readonly isOptional: boolean;
  passed = 0;
  failed = 0;
  readonly #kinds = new Map<string, number>();

  constructor(name: string, isOptional: boolean = false) {
    this.name = name;
    this.isOptional = isOptional;
  }

  /** Counts one outcome of a kind, to show that no kind is missing. */
  note(kind: string): void {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }

  /** The outcomes by kind. */
  get kinds(): string {
    return [...this.#kinds].toSorted().map(([kind, count]) => `${count} ${kind}`).join(", ");
  }

  /** Counts one comparison; `input` is shown, as JSON, where it failed. */
  check(agrees: boolean, input: unknown, ...details: unknown[]): void {
    if (agrees) {
      this.passed++;
      return;
    }
    if (++this.failed > SHOWN) return;
    console.log(`FAILED ${this.name}: ${shown(input)}`);
    for (const detail of details) console.log(`    ${shown(detail)}`);
  }

  /** Counts one comparison of strings or of anything else that JSON can show. */
  same(actual: unknown, expected: unknown, input: unknown): void {
    const [left, right] = [shown(actual), shown(expected)];
    this.check(left === right, input, `here:     ${left}`, `flytekit: ${right}`);
  }
}

/** Lone surrogates and big integers included. */
function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, item) => typeof item === "bigint" ? `${item}n` : item) ?? String(value);
}
