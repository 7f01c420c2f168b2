/** The one name of a registry that is written in several ways. */
import type { ImageName } from "../model.ts";
import { HUB } from "./grammar.ts";

const HUB_HOSTS: ReadonlySet<string> = new Set([
  HUB,
  "index.docker.io",
  "registry-1.docker.io",
  "registry.docker.io",
  "registry.hub.docker.com",
]);

/** One host however it is written: case, the default port and a final dot do not count, the names of Docker Hub are one. */
export function judgedRegistry(registry: string): string {
  const host = registry
    .toLowerCase()
    .replace(/:0*443$/, "")
    .replace(/\.$/, "");
  return HUB_HOSTS.has(host) ? HUB : host;
}

/** One path however it is written: on Docker Hub a single name is below `library/`. */
export function judgedRepository({ registry, repository }: ImageName): string {
  return judgedRegistry(registry) === HUB && !repository.includes("/") ? `library/${repository}` : repository;
}

/**
 * The name under which a server is asked for an image: `DOCKER.IO/alpine` and `docker.io:443/alpine` are
 * `docker.io/library/alpine`. Of another host only the case is changed: logins and lists of hosts go by its port.
 */
export function askedName(name: ImageName): ImageName {
  const isHub = judgedRegistry(name.registry) === HUB;
  return { ...name, registry: isHub ? HUB : name.registry.toLowerCase(), repository: judgedRepository(name) };
}
