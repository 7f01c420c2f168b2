/** Registries as they are spoken to, and where one image lies. */

export interface Endpoint {
  /** As image names and logins write it: `docker.io`. */
  readonly registry: string;
  /** `https://registry-1.docker.io`. A listed registry begins as http, and becomes https where only that is spoken. */
  base: URL;
  /** The user listed it: plain http and private addresses are allowed. */
  readonly isListed: boolean;
}

/** One image of one registry. */
export interface Place {
  readonly endpoint: Endpoint;
  readonly repository: string;
  /** The name as it stands in messages. */
  readonly subject: string;
}

/** The registries of a run: one endpoint each, so that what is learned about it holds for all of its images. */
export class Endpoints {
  readonly #listed: ReadonlySet<string>;
  readonly #known = new Map<string, Endpoint>();

  constructor(listed: readonly string[]) {
    this.#listed = new Set(listed.map((host) => host.toLowerCase()));
  }

  of(registry: string): Endpoint {
    const known = this.#known.get(registry);
    if (known !== undefined) return known;
    const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
    const isListed = this.#listed.has(registry);
    const endpoint = { registry, isListed, base: new URL(`${isListed ? "http" : "https"}://${host}`) };
    this.#known.set(registry, endpoint);
    return endpoint;
  }
}
