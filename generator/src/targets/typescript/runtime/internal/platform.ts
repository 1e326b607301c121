/** What hosts offer beyond the web's globals; typed here so that no user needs Node's types. */
interface Host {
  readonly process?: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly versions?: Readonly<Record<string, string | undefined>>;
  };
  readonly navigator?: { readonly userAgent?: string };
  readonly crypto?: { randomUUID?: () => string };
}

const host = globalThis as unknown as Host;

/** An environment variable, trimmed; undefined when empty or where there is no environment. */
export function readEnv(name: string): string | undefined {
  try {
    return host.process?.env?.[name]?.trim() || undefined;
  } catch {
    // Deno without the permission to read it.
    return undefined;
  }
}

/** True in a browser page or worker: there a header that the API's CORS rules do not list fails the call. */
export const isBrowser = (): boolean => /^Mozilla/.test(host.navigator?.userAgent ?? '');

/** True in Node, whose own fetch is undici's; Bun, Deno and workers do not name it. */
export const hasUndici = (): boolean => host.process?.versions?.['undici'] !== undefined;

/** A random UUIDv4. */
export function uuid(): string {
  const { crypto } = host;
  if (crypto?.randomUUID) return crypto.randomUUID();
  // Pages that are not served over https have no such function; there the name of any blob is one.
  const url = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(url);
  return url.slice(-36);
}

/** Milliseconds that only move forward. */
export const now = (): number => performance.now();
