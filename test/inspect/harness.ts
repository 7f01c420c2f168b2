/** One registry inspector as a run would make it, over real HTTP, with everything it says kept for the test. */
import { createHttpClient, type HttpOptions } from "../../src/inspect/network/client.ts";
import { createRegistryInspector, type RegistryInspectorOptions } from "../../src/inspect/registry/inspector.ts";
import { createCredentialSource } from "../../src/inspect/credentials/logins.ts";
import type { HttpClient } from "../../src/inspect/network/http.ts";
import type { Inspection, Inspector, Need } from "../../src/model.ts";

export interface Setting extends Partial<Omit<HttpOptions, "listedHosts">> {
  /** Hosts that may be asked over plain http; a bare registry of `startRegistry` needs this. */
  readonly listed?: readonly string[];
  /** Put into DOCKER_AUTH_CONFIG. */
  readonly logins?: readonly { readonly registry: string; readonly username: string; readonly password: string }[];
  readonly githubToken?: string;
  readonly helperTimeout?: number;
  readonly registry?: Partial<RegistryInspectorOptions>;
}

export interface Bench {
  readonly http: HttpClient;
  readonly inspector: Inspector;
  readonly warnings: string[];
  readonly secrets: Set<string>;
  readonly ask: (image: string, need?: Need, platform?: string | null) => Promise<Inspection>;
}

/** Ready to ask; retries wait for a few milliseconds only. Close with `inspector.close()`. */
export function bench(setting: Setting = {}): Bench {
  const { listed = [], logins = [], githubToken, helperTimeout, registry, ...http } = setting;
  const warnings: string[] = [];
  const secrets = new Set<string>();
  const auths = logins.map(({ registry: host, username, password }) => {
    return [host, { auth: Buffer.from(`${username}:${password}`).toString("base64") }] as const;
  });
  const env = {
    ...(logins.length > 0 && { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: Object.fromEntries(auths) }) }),
    ...setting.env,
  };
  const now = setting.now ?? ((): Date => new Date());
  const client = createHttpClient({
    userAgent: "wave-inspect/test",
    warn: (message) => warnings.push(message),
    retry: { base: 4, floor: 4 },
    ...http,
    env,
    now,
    listedHosts: listed,
  });
  const credentials = createCredentialSource({
    env,
    warn: (message) => warnings.push(message),
    addSecret: (text) => secrets.add(text),
    ...(githubToken !== undefined && { githubToken }),
    ...(helperTimeout !== undefined && { helperTimeout }),
  });
  const inner = createRegistryInspector({ http: client, now, plainHttp: listed, credentials, ...registry });
  const inspector: Inspector = {
    inspect: (request) => inner.inspect(request),
    async close() {
      await inner.close();
      await client.close();
    },
  };
  return {
    http: client,
    inspector,
    warnings,
    secrets,
    ask: (image, need = "config", platform = null) => inspector.inspect({ image, need, platform }),
  };
}
