/** Image names in the form that Wave reads, and which of them it can reach. */
import { askedName } from "../../image/registry-host.ts";
import { readWrittenName } from "../../image/written.ts";
import type { Failure, ImageName } from "../../model.ts";
import { isSpecialAddress } from "../network/addresses.ts";
import { createNetworkPolicy } from "../network/policy.ts";

/** An image as Wave is asked for it. */
export interface WaveName {
  readonly name: ImageName;
  /** As a person reads it. */
  readonly subject: string;
  readonly registry: string;
  /** `quay.io/a/b`: a tag or digest is put behind it. */
  readonly repository: string;
  /** The digest where there is one, else the tag. */
  readonly reference: string;
}

/** The server that is asked, and what it can reach. */
export interface WaveServer {
  readonly endpoint: URL;
  /** Registries, `host` or `host:port`, that the user listed as local. */
  readonly localRegistries: readonly string[];
}

/**
 * The name to send, or why none is sent. Wave reads names by rules of its own: `localhost/x` and `myhost/x` are images of
 * Docker Hub to it, a tag before a digest becomes part of the path or a port that it dials, and what is no registry name
 * at all is an internal error. So it gets the canonical form, the tag left out where a digest says more, or nothing.
 */
export function nameForWave(image: string, server: WaveServer): WaveName | { readonly failure: Failure } {
  const written = readWrittenName(image);
  if (written.kind !== "registry" || written.name.registry === "") {
    const why = written.kind === "invalid" ? written.error : "it names no image of a registry";
    return failed("invalid-reference", `${image} cannot be asked for: ${why}.`);
  }
  // Wave knows Docker Hub by one name only, and each host by what is written.
  const name = askedName(written.name);
  const why = whyOutOfReach(name.registry, server);
  if (why !== undefined) return failed("unreachable", `${written.canonical} was not asked for: ${why}.`);
  return {
    name,
    subject: written.canonical,
    registry: name.registry,
    repository: `${name.registry}/${name.repository}`,
    reference: name.digest ?? name.tag ?? "latest",
  };
}

/** The text that Wave gets for an image, or for one of its manifests. */
export function textFor({ repository }: WaveName, reference: string): string {
  return `${repository}${reference.includes(":") ? "@" : ":"}${reference}`;
}

function whyOutOfReach(registry: string, { endpoint, localRegistries }: WaveServer): string | undefined {
  if (!/[.:]/.test(registry)) return `Wave takes ${registry} for a name on Docker Hub`;
  if (registry.startsWith("[")) return "Wave cannot read an IPv6 address in a name";
  const url = new URL(`https://${registry}`);
  if (publicNames.refusal(url) === undefined) return undefined;
  const isListed = localRegistries.some((host) => host.toLowerCase() === registry.toLowerCase());
  if (isLoopback(url.hostname)) {
    if (isListed && isLoopback(endpoint.hostname)) return undefined;
    return `${registry} is the machine that asks, and Wave at ${endpoint.host} would take it for its own`;
  }
  const isHosted = endpoint.hostname === "seqera.io" || endpoint.hostname.endsWith(".seqera.io");
  if (isListed && !isHosted) return undefined;
  const help = isHosted ? "ask the registry directly" : "list it under insecure-registries if your Wave can reach it";
  return `${registry} is a name or address of a private network; ${help}`;
}

const publicNames = createNetworkPolicy([]);

export function isLoopback(hostname: string): boolean {
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return true;
  return isSpecialAddress(hostname) && /^(?:127\.|\[?::1\]?$)/.test(hostname);
}

function failed(state: Failure["state"], message: string): { readonly failure: Failure } {
  return { failure: { state, message } };
}
