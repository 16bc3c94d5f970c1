/**
 * Kinds of nodes.
 *
 * @module
 */

export const SCALAR = 0;
export const LIST = 1;
export const MAPPING = 2;
export const ALIAS = 3;
