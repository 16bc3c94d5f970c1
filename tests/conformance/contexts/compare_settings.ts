/**
 * Settings, valid and not, in both directions.
 *
 * @module
 */
import {
  type ErrorCode,
  FlyteConfigError,
  type Image,
  type JsonObject,
  type JsonValue,
  SerializationSettings,
} from "../../../mod.ts";
import { jsonDumps, jsonLoads } from "../../../src/python/json.ts";
import { deliberateRefusals } from "./known_differences.ts";
import type { Peer } from "../peer.ts";
import type { Tally } from "../report.ts";

interface Encoded {
  readonly transport: string;
  readonly json: string;
}

interface Decoded {
  readonly json: string;
  readonly full: readonly (string | null)[];
  readonly entrypoint: string | null;
  readonly should_fast_serialize: boolean;
}

/** Settings that both must accept: Python encodes and we decode, then the other way round. */
export async function compareSettings(peer: Peer, tally: Tally, wires: readonly JsonObject[]): Promise<void> {
  const texts = wires.map((wire) => jsonDumps(wire));
  const encoded = await peer.ask<Encoded>(texts.map((json) => ({ op: "encode_json", json })));
  const questions: { readonly text: string; readonly settings: SerializationSettings; readonly transport: string }[] =
    [];
  for (const [index, text] of texts.entries()) {
    const reply = encoded[index]!;
    if (!reply.ok) {
      tally.check(false, text, reply.error, reply.message);
      continue;
    }
    const settings = await SerializationSettings.fromTransport(reply.transport);
    tally.same(settings.toJsonString(), reply.json, text);
    tally.same(await settings.serializedContext(), reply.transport, text);
    const own = SerializationSettings.fromJsonString(text);
    tally.same(own.toJsonString(), reply.json, text);
    for (const reproducible of [true, false]) {
      questions.push({ text, settings: own, transport: await own.serializedContext({ reproducible }) });
    }
  }
  const decoded = await peer.ask<Decoded>(questions.map(({ transport }) => ({ op: "decode", transport })));
  for (const [index, { text, settings }] of questions.entries()) {
    tally.same(describe(settings), withoutOk(decoded[index]!), text);
  }
}

/** Settings with unknown fields, which flytekit drops and we keep: the rest must be the same. */
export async function compareUnknown(peer: Peer, tally: Tally, wires: readonly JsonObject[]): Promise<void> {
  const texts = wires.map((wire) => jsonDumps(wire));
  const replies = await peer.ask<Encoded>(texts.map((json) => ({ op: "encode_json", json })));
  for (const [index, text] of texts.entries()) {
    const reply = replies[index]!;
    const written = SerializationSettings.fromJsonString(text).toJsonString();
    const known = jsonDumps(withoutUnknown(jsonLoads(written)));
    tally.same(known, reply.ok ? reply.json : reply.error, text);
  }
}

/** Strings that may or may not be settings: the outcomes must be the same, or a known difference. */
export async function compareOutcomes(peer: Peer, tally: Tally, texts: readonly string[]): Promise<void> {
  const replies = await peer.ask<Encoded>(texts.map((json) => ({ op: "encode_json", json })));
  for (const [index, text] of texts.entries()) {
    const reply = replies[index]!;
    const here = outcome(text);
    tally.note(
      `${reply.ok ? "accepted" : "refused"} ${reply.ok === (here.json !== undefined) ? "by both" : "by flytekit only"}`,
    );
    if (reply.ok && here.json !== undefined) {
      const isSame = isWithin(jsonLoads(reply.json), jsonLoads(here.json));
      tally.check(isSame && deliberateRefusals(jsonLoads(text)).size === 0, text, here.json, reply.json);
    } else if (reply.ok) {
      tally.check(deliberateRefusals(jsonLoads(text)).has(here.code!), text, here, "flytekit accepts it");
    } else {
      tally.check(here.json === undefined, text, here, reply);
    }
  }
}

function outcome(text: string): { readonly json?: string; readonly code?: ErrorCode } {
  try {
    return { json: SerializationSettings.fromJsonString(text).toJsonString() };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { code: error.code };
  }
}

function describe(settings: SerializationSettings): Decoded {
  const images: readonly (Image | undefined)[] = [
    settings.imageConfig.defaultImage,
    ...(settings.imageConfig.images ?? []),
  ];
  return {
    json: settings.toJsonString(),
    full: images.map((image) => image?.full ?? null),
    entrypoint: settings.entrypointSettings.path ?? null,
    should_fast_serialize: settings.shouldFastSerialize(),
  };
}

function withoutOk(reply: object): object {
  const { ok: _, ...rest } = reply as { ok: boolean };
  return rest;
}

/** A JSON value without the fields that the generator made up, which start with `x_`. */
function withoutUnknown(value: JsonValue): JsonValue {
  const { image_config, ...rest } = Object.fromEntries(knownEntries(value as JsonObject)) as Record<string, JsonValue>;
  const { default_image, images } = image_config as JsonObject;
  const image = default_image && Object.fromEntries(knownEntries(default_image as JsonObject));
  return { image_config: { default_image: image ?? null, images: images ?? null }, ...rest };
}

function knownEntries(object: JsonObject): [string, JsonValue][] {
  return Object.entries(object).filter(([key]) => !key.startsWith("x_"));
}

/** Whether everything in one JSON value is in the other as well, which may have more fields. */
function isWithin(part: JsonValue, whole: JsonValue | undefined): boolean {
  if (whole === undefined) return false;
  if (!isContainer(part) || !isContainer(whole)) return jsonDumps(part) === jsonDumps(whole);
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.length === whole.length &&
      part.every((item, index) => isWithin(item, whole[index]));
  }
  return Object.entries(part).every(([key, item]) =>
    isWithin(item, Object.hasOwn(whole, key) ? (whole as JsonObject)[key] : undefined)
  );
}

function isContainer(value: JsonValue): value is readonly JsonValue[] | JsonObject {
  return typeof value === "object" && value !== null && !("toJSON" in value && typeof value.toJSON === "function");
}
