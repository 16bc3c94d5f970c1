/**
 * A probe: a part of an examination, and its limits of time.
 *
 * @module
 */
import type { FlyteVersion } from "../diagnostics/options.ts";
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import type { Examination } from "./examination.ts";
import type { Finding, ProbeName, Report } from "./finding.ts";

/** A part of an examination. */
export interface Probe {
  /** Its name. */
  readonly probe: ProbeName;
  /** The subject of the examination. */
  readonly subject: string;
  /** The versions that it is about. */
  readonly versions: readonly FlyteVersion[];
  /** Examines it. The signal is aborted when the time is over. */
  readonly run: (signal: AbortSignal) => AsyncIterable<Report>;
  /** Advice if the time is over. */
  readonly whenLate: string;
}

/** Runs a probe, and returns its findings as soon as they are known. `signal` ends the examination. */
export async function* findingsOf(
  probe: Probe,
  examination: Examination,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const { timeoutMs } = examination.request;
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), timeoutMs);
  const both = AbortSignal.any([time.signal, signal]);
  let start = Date.now();
  const finding = (report: Report): Finding => {
    const now = Date.now();
    const milliseconds = now - start;
    start = now;
    return findingOf(report, probe, examination, milliseconds);
  };
  const reports = probe.run(both)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // A probe or a host may ignore the signal.
      const { done, value } = await untilAborted(reports.next(), both);
      if (done) return;
      yield finding(value);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (time.signal.aborted) {
      const message = `did not answer within ${timeoutMs} ms`;
      yield finding({ status: "failed", message, fix: probe.whenLate });
    } else if (error instanceof FlyteConfigError) {
      yield finding(failedBy(error, probe.whenLate));
    } else throw error;
  } finally {
    clearTimeout(timer);
    time.abort();
  }
}

/** Returns a finding with all that its probe says, and without secrets. */
export function findingOf(
  report: Report,
  { probe, subject, versions }: Pick<Probe, "probe" | "subject" | "versions">,
  examination: Examination,
  milliseconds?: number,
): Finding {
  const shown = (text: string) => examination.shown(text);
  const { status, message, code, details } = report;
  return {
    probe,
    subject: shown(report.subject ?? subject),
    status,
    message: shown(message),
    ..."fix" in report && { fix: shown(report.fix) },
    ...code !== undefined && { code },
    ...details !== undefined && { details: details.map(shown) },
    versions: report.versions ?? versions,
    ...milliseconds !== undefined && { milliseconds },
  };
}

/** Reports an error. Its message ends with advice; `otherwise` is used if it does not. */
export function failedBy(error: FlyteConfigError, otherwise: string): Report & { readonly status: "failed" } {
  const { message, fix } = splitAdvice(error.message, otherwise);
  return { status: "failed", code: error.code, message, fix };
}

/** Verbs and words that advice starts with, after the last semicolon: text in parentheses may have advice, too. */
const ADVICE =
  /^(.*); ((?:check|set|remove|correct|run|try|use|add|write|pass|return|if|did you|unset|convert|rename)\b.*)$/;
/** Advice after a colon, as of a file that only looks like the configuration. */
const COLON_ADVICE = /^(.*?): (set .*)$/;

/** Splits a message `<where>: <what is wrong>; <what to do>`. */
export function splitAdvice(text: string, otherwise: string): { readonly message: string; readonly fix: string } {
  const [line = ""] = text.split("\n", 1);
  const found = ADVICE.exec(line) ?? COLON_ADVICE.exec(line);
  return found === null ? { message: line, fix: otherwise } : { message: found[1]!, fix: found[2]! };
}
