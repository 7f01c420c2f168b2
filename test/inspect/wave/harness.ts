/** One Wave inspector as a run would make it, over real HTTP, with everything it says kept for the test. */
import { createHttpClient } from "../../../src/inspect/network/client.ts";
import { createWaveInspector, type WaveInspectorOptions } from "../../../src/inspect/wave/index.ts";
import type { Inspection, Need } from "../../../src/model.ts";
import type { Image } from "../../support/registry/images.ts";
import { type Registry, type RegistryOptions, startRegistry } from "../../support/registry/index.ts";
import { startWave, type Wave, type WaveOptions } from "../../support/wave/index.ts";

export type Setting = Partial<Omit<WaveInspectorOptions, "http" | "endpoint" | "log" | "addSecret">>;

export interface WaveBench {
  readonly ask: (image: string, need?: Need, platform?: string | null) => Promise<Inspection>;
  readonly log: string[];
  readonly secrets: Set<string>;
  readonly close: () => Promise<void>;
}

/** Retries wait as little as they may. */
export function waveBench(endpoint: string, setting: Setting = {}): WaveBench {
  const log: string[] = [];
  const secrets = new Set<string>();
  const now = setting.now ?? ((): Date => new Date());
  const http = createHttpClient({
    env: {},
    listedHosts: [new URL(endpoint).host],
    userAgent: "wave-inspect/test",
    now,
    warn: (message) => log.push(message),
    retry: { base: 4, floor: 4 },
  });
  const inspector = createWaveInspector({
    random: () => 0,
    ...setting,
    now,
    http,
    endpoint,
    log: ({ message }) => log.push(message),
    addSecret: (text) => secrets.add(text),
  });
  return {
    log,
    secrets,
    ask: (image, need = "config", platform = null) => inspector.inspect({ image, need, platform }),
    close: async () => {
      await inspector.close();
      await http.close();
    },
  };
}

/** A registry behind a Wave behind an inspector; `quay.io` and `docker.io` are names of the registry. */
export interface Stage extends AsyncDisposable {
  readonly registry: Registry;
  readonly wave: Wave;
  readonly asking: WaveBench;
}

export interface StageOptions {
  /** Repository and tag to image, as in `acme/x:1.0`. */
  readonly images?: Readonly<Record<string, Image>>;
  readonly registry?: RegistryOptions;
  readonly wave?: WaveOptions;
  readonly asking?: Setting;
}

export async function stage(options: StageOptions = {}): Promise<Stage> {
  const registry = await startRegistry(options.registry);
  for (const [name, image] of Object.entries(options.images ?? {})) {
    const [repository = "", tag = ""] = name.split(":");
    registry.push(repository, tag, image);
  }
  const { registries, ...rest } = options.wave ?? {};
  const wave = await startWave({
    registries: { "quay.io": registry.url, "docker.io": registry.url, ...registries },
    ...rest,
  });
  const asking = waveBench(wave.endpoint, options.asking);
  return {
    registry,
    wave,
    asking,
    async [Symbol.asyncDispose]() {
      await Promise.all([asking.close(), wave.close(), registry.close()]);
    },
  };
}
