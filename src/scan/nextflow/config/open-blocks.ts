/** The open blocks of the legacy parser: where a name is read and set, and what becomes of profiles. */
import type { MapValue, Value } from "../evaluate/model.ts";
import { truthOf } from "../evaluate/value.ts";
import { type BlockScope, openScope } from "./block-scope.ts";
import type { ConfigContext } from "./context.ts";
import type { Merger } from "./merge.ts";

/** A ConfigObject: it makes an empty one for each missing key that is read. */
export function configObject(): MapValue {
  return { kind: "map", entries: new Map(), grows: true };
}

interface OpenBlock {
  readonly config: MapValue;
  readonly scope: BlockScope;
}

/**
 * A ConfigSlurper's stack with Nextflow's changes (`ConfigParserV1`): names grow empty objects when they are read,
 * profiles are put aside and merged last unless their scope was opened before.
 */
export class OpenBlocks {
  readonly #context: Pick<ConfigContext, "profiles" | "declaredProfiles" | "given">;
  readonly #outermost: OpenBlock = { config: configObject(), scope: openScope() };
  readonly #stack: OpenBlock[] = [this.#outermost];
  /** What the profiles say, merged last. */
  readonly #overrides = configObject();
  /** The open `profiles` blocks: what each has put aside. */
  readonly #aside: Map<string, MapValue>[] = [];
  /** `profiles` where the next block is a profile. */
  readonly #conditional: string[] = [];
  #withinProfile = false;
  readonly #merger: Merger;

  constructor(context: Pick<ConfigContext, "profiles" | "declaredProfiles" | "given">, merger: Merger) {
    this.#context = context;
    this.#merger = merger;
  }

  /** All values, once every block is closed. */
  close(): MapValue {
    const { config } = this.#outermost;
    this.#merger.merge(config, this.#overrides);
    return config;
  }

  get #top(): OpenBlock {
    return this.#stack.at(-1)!;
  }

  has(name: string): boolean {
    return this.#top.config.entries.has(name) || this.#top.scope.get(name) !== undefined;
  }

  set(name: string, value: Value): void {
    this.#top.config.entries.set(name, value);
    this.#top.scope.set(name, value);
  }

  read(name: string): Value {
    const { config, scope } = this.#top;
    let result = config.entries.get(name);
    if (result === undefined || truthOf(result) === false) result = scope.get(name);
    if (result === undefined || truthOf(result) === false) {
      result = configObject();
      this.set(name, result);
    }
    if (name === "params" && result.kind === "map") this.#layGivenOver(result);
    return result;
  }

  /** What is given lies over what is configured whenever the parameters are looked at. */
  #layGivenOver(params: MapValue): void {
    this.#merger.spend(this.#context.given.entries.size);
    for (const [key, value] of this.#context.given.entries) {
      const before = params.entries.get(key);
      const merged = before?.kind === "map" && value.kind === "map" ? this.#merger.deepMerge(before, value) : value;
      params.entries.set(key, merged);
    }
  }

  /** Opens a block, runs its body and closes it; a profile that nobody asks for, and `plugins`, are passed over. */
  within(name: string, body: () => void): void {
    const conditional = this.#conditional.at(-1);
    if (name === "profiles" && this.#context.profiles.length > 0) this.#withinProfiles(name, body);
    else if (conditional !== undefined) this.#profile(name, conditional, body);
    else if (name !== "plugins") this.#plain(name, body);
  }

  #withinProfiles(name: string, body: () => void): void {
    this.#withinProfile = true;
    this.#conditional.push(name);
    this.#aside.push(new Map());
    body();
    this.#conditional.pop();
    const { config } = this.#top;
    const target = config === this.#outermost.config ? this.#overrides : config;
    for (const values of this.#aside.pop()!.values()) this.#merger.merge(target, values);
    this.#withinProfile = false;
  }

  #profile(name: string, conditional: string, body: () => void): void {
    this.#context.declaredProfiles.add(name);
    if (!this.#context.profiles.includes(name)) return;
    const aside = this.#aside.at(-1)!;
    let object = aside.get(conditional);
    if (object === undefined) aside.set(conditional, (object = configObject()));
    this.#push(object, () => {
      this.#conditional.pop();
      body();
      this.#conditional.push(conditional);
    });
  }

  #plain(name: string, body: () => void): void {
    const around = name === "profiles" || this.#withinProfile ? this.#outermost : this.#top;
    const object = this.#objectOf(name, around);
    this.set(name, object);
    this.#push(object, body);
    const after = around.scope.get(name);
    if (after?.kind !== "map" || after.grows !== true) around.scope.set(name, object);
    else if (after !== object) this.#merger.merge(after, object);
  }

  /** The object that the block of a name goes on with. */
  #objectOf(name: string, { config, scope }: OpenBlock): MapValue {
    const inConfig = config.entries.get(name);
    if (inConfig?.kind === "map" && inConfig.grows === true) return inConfig;
    const inScope = scope.get(name);
    const isObject = inScope?.kind === "map" && inScope.grows === true;
    if (!isObject) return configObject();
    this.#merger.spend(inScope.entries.size);
    return { ...inScope, entries: new Map(inScope.entries) };
  }

  #push(config: MapValue, body: () => void): void {
    this.#stack.push({ config, scope: this.#top.scope.inner() });
    body();
    this.#stack.pop();
  }
}
