/**
 * What the areas of conformance have in common.
 *
 * @module
 */
import type { ErrorCode } from "../../mod.ts";
import type { Tally } from "./report.ts";

/** How to compare. */
export interface AreaOptions {
  /** How many inputs of each kind are tried. */
  readonly count: number;
  /** What they are made from: the same seed gives the same inputs. */
  readonly seed: number;
  /** The interpreter that has the Python library; by default one in `.venv`, which is made if it does not exist. */
  readonly python?: string | undefined;
  /** YAML: up to which length all strings are tried. */
  readonly length?: number | undefined;
}

/** Something that this library and a Python library both do. */
export interface Area {
  /** What is compared with what. */
  readonly about: string;
  /** The default `count`. */
  readonly count: number;
  /** Compares, and prints which versions answered. */
  readonly compare: (options: AreaOptions) => Promise<readonly Tally[]>;
}

/** A class of inputs that a Python library reads and this library refuses. Tests assert both halves. */
export interface Difference {
  /** The code with which this library refuses them. */
  readonly code: ErrorCode;
  /** Why. */
  readonly reason: string;
  /** Such an input. */
  readonly example: string;
  /** An input that comes close, and that both read alike. */
  readonly counterexample: string;
}
