/**
 * Seeded random changes of strings, bytes and JSON values, for the fuzz tests.
 *
 * @module
 */

/** A source of random whole numbers from 0 up to but not including `below`; the same for the same seed. */
export type Random = (below: number) => number;

/** The generator called mulberry32: small, fast and good enough to vary inputs. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return Math.floor(((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32 * below);
  };
}

/** One of several values. */
export function oneOf<T>(random: Random, values: ArrayLike<T>): T {
  return values[random(values.length)]!;
}

/** A string with a few pieces replaced, put in, taken out, repeated or cut off. */
export function mutateText(random: Random, text: string, pieces: ArrayLike<string>): string {
  let result = text;
  for (let left = 1 + random(3); left > 0; left--) {
    const at = random(result.length + 1);
    const length = random(4) === 0 ? random(20) : 1;
    const [before, after] = [result.slice(0, at), result.slice(at)];
    switch (random(6)) {
      case 0:
        result = before + oneOf(random, pieces) + after;
        break;
      case 1:
        result = before + after.slice(length);
        break;
      case 2:
        result = before + after.slice(0, length) + after;
        break;
      case 3:
        if (random(4) === 0) result = before;
        break;
      default:
        result = before + oneOf(random, pieces) + after.slice(1);
    }
  }
  return result;
}

/** Bytes with a few of them changed, put in, taken out or cut off. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const result = Array.from(bytes);
  for (let left = 1 + random(3); left > 0; left--) {
    // Half of the changes hit the header or the trailer, where most of the decisions are made.
    const at = random(2) === 0
      ? random(result.length)
      : oneOf(random, [random(12), Math.max(0, result.length - 1 - random(9))]);
    switch (random(6)) {
      case 0:
        result.splice(at, 0, random(256));
        break;
      case 1:
        result.splice(at, 1 + random(4));
        break;
      case 2:
        if (random(4) === 0) result.length = Math.min(at, result.length);
        break;
      case 3:
        result.push(random(256));
        break;
      default:
        result[at] = (result[at] ?? 0) ^ 1 << random(8);
    }
  }
  return new Uint8Array(result);
}

/** A copy of a JSON value in which something, somewhere, is something else, is gone or is new. */
export function mutateValue(
  random: Random,
  value: unknown,
  others: ArrayLike<unknown>,
  keys: ArrayLike<string>,
): unknown {
  if (typeof value !== "object" || value === null || random(12) === 0) return oneOf(random, others);
  if (Array.isArray(value)) {
    const at = random(value.length + 1);
    const items = [...value];
    if (at === value.length) items.push(oneOf(random, others));
    else if (random(5) === 0) items.splice(at, 1);
    else items[at] = mutateValue(random, items[at], others, keys);
    return items;
  }
  const object = { ...value as Record<string, unknown> };
  const names = Object.keys(object);
  const name = random(6) === 0 || names.length === 0 ? oneOf(random, keys) : oneOf(random, names);
  if (random(5) === 0) delete object[name];
  else if (name === "__proto__") {
    Object.defineProperty(object, name, { value: oneOf(random, others), enumerable: true });
  } else object[name] = mutateValue(random, object[name], others, keys);
  return object;
}
