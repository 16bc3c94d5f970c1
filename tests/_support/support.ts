/**
 * What several tests need.
 *
 * @module
 */
import assert from "node:assert/strict";
import { FlyteConfigError } from "../../mod.ts";
import { gzip } from "../../src/runtime/gzip.ts";

const UTF8 = new TextEncoder();

/** The error that a call throws, at once or later, which must be ours. */
export async function errorOf(call: () => unknown): Promise<FlyteConfigError> {
  try {
    await call();
  } catch (error) {
    return ours(error);
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

/** The error that a call throws at once, which must be ours. */
export function thrownBy(call: () => unknown): FlyteConfigError {
  try {
    call();
  } catch (error) {
    return ours(error);
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function ours(error: unknown): FlyteConfigError {
  assert.ok(error instanceof FlyteConfigError, error instanceof Error ? error.stack : String(error));
  return error;
}

/** The gzip data of a string or of bytes. */
export function packed(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return gzip(typeof content === "string" ? UTF8.encode(content) : content);
}

/** The transport of a JSON text, or of bytes in its place. */
export async function carry(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(await packed(content));
}

/** The base64 of bytes, made by no code under test. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The bytes of base64, read by no code under test. */
export function ofBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** JSON text of settings with the least there must be, and these fields. */
export function settingsJson(fields: object = {}): string {
  return JSON.stringify({ image_config: {}, ...fields });
}

/** A copy of bytes with some of them replaced; a negative position counts from the end. */
export function patched(bytes: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  for (const [at, byte] of Object.entries(changes)) copy[Number(at) < 0 ? copy.length + Number(at) : Number(at)] = byte;
  return copy;
}

/** Several pieces of bytes as one. */
export function joined(...pieces: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(pieces.flatMap((piece) => Array.from(piece)));
}
