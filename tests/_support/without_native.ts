/**
 * Makes this runtime look like a browser for a while.
 *
 * @module
 */

type Holder = Record<string, unknown>;

/** Runs a function while no native module can be found, so that web streams do the work. */
export function withoutNativeModules<T>(run: () => T): T {
  const holder = globalThis as unknown as Holder;
  return without([[holder, "process"], [holder, "navigator"]], run);
}

/** Runs a function while only `atob` and `btoa` know base64. */
export function withoutNativeBase64<T>(run: () => T): T {
  return without([...fromBase64(), [globalThis as unknown as Holder, "Buffer"]], run);
}

/** Runs a function while `Buffer` and `atob` know base64, but no `Uint8Array` does. */
export function withoutFromBase64<T>(run: () => T): T {
  return without(fromBase64(), run);
}

function fromBase64(): [Holder, string][] {
  return [
    [Uint8Array as unknown as Holder, "fromBase64"],
    [Uint8Array.prototype as unknown as Holder, "toBase64"],
  ];
}

/** Runs a function while properties are undefined, until its promise is settled if it gives one. */
function without<T>(properties: readonly [Holder, string][], run: () => T): T {
  const restore = properties.map(([holder, name]) => hide(holder, name));
  const restoreAll = () => restore.forEach((each) => each());
  let pending = false;
  try {
    const result = run();
    if (!(result instanceof Promise)) return result;
    pending = true;
    return result.finally(restoreAll) as T;
  } finally {
    if (!pending) restoreAll();
  }
}

/** Makes a property undefined, and returns a function that restores it. */
export function hide(holder: Holder, name: string): () => void {
  const before = Object.getOwnPropertyDescriptor(holder, name);
  Object.defineProperty(holder, name, { value: undefined, configurable: true, writable: true });
  return () => {
    if (before === undefined) delete holder[name];
    else Object.defineProperty(holder, name, before);
  };
}
