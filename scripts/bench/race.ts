/**
 * Times candidates in turn, so that all of them meet the same load, and compares them within each turn.
 *
 * No harness from npm is used: `mitata` 1.0 and `tinybench` 6 measure one candidate to its end before the next, so that
 * a ratio of two results also contains what the machine did in between; and neither can time a call in another process.
 *
 * @module
 */
import process from "node:process";

/** Makes a number of calls, and returns the time of one in microseconds. */
export type Candidate = (calls: number) => Promise<number>;

/** The times of a candidate in microseconds, one for each turn. */
export type Times = readonly number[];

/** The times of candidates by their names. */
export type Race = Readonly<Record<string, Times>>;

/** Time that a candidate takes in a turn, in microseconds, unless one call takes more. */
const TURN = 4000;

/** Time that a candidate takes before the first turn, in microseconds, so that its code is compiled. */
const WARM_UP = 100_000;

/** A candidate that calls a function, in CPU time of this process, which does not depend on other programs. */
export function cpu(call: () => unknown): Candidate {
  return timing(call, () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  });
}

/** A candidate that calls a function, in elapsed time, for what does several things at once. */
export function elapsed(call: () => unknown): Candidate {
  return timing(call, () => performance.now() * 1000);
}

function timing(call: () => unknown, now: () => number): Candidate {
  return async (calls) => {
    const start = now();
    for (let index = 0; index < calls; index++) {
      const result = call();
      if (result instanceof Promise) await result;
    }
    return (now() - start) / calls;
  };
}

/**
 * Times each candidate in each turn; absent ones are left out. Every other turn has the reverse order, so that each
 * candidate follows others.
 */
export async function race(candidates: Readonly<Record<string, Candidate | undefined>>, turns = 31): Promise<Race> {
  const runners = [];
  for (const [name, candidate] of Object.entries(candidates)) {
    if (candidate !== undefined) runners.push({ name, candidate, calls: await callsPerTurn(candidate) });
  }
  const race = Object.fromEntries(runners.map(({ name }) => [name, [] as number[]]));
  for (let turn = 0; turn < turns; turn++) {
    for (const { name, candidate, calls } of runners) race[name]!.push(await candidate(calls));
    runners.reverse();
  }
  return race;
}

async function callsPerTurn(candidate: Candidate): Promise<number> {
  for (let calls = 1, spent = 0;;) {
    const time = await candidate(calls);
    spent += time * calls;
    if (spent >= WARM_UP) return Math.ceil(TURN / time);
    if (time * calls * 2 <= TURN) calls *= 2;
  }
}
