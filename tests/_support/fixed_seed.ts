/**
 * Fixes the seed of property tests, so that two runs try the same input: loaded before each test file.
 * `FLYTE_TS_FUZZ_SEED` is another seed.
 *
 * @module
 */
import fc from "fast-check";
import { seedOr } from "./effort.ts";

fc.configureGlobal({ seed: seedOr(20_251_126) });
