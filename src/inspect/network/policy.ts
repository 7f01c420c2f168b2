/** Which hosts and addresses may be asked. */
import { isIP, type LookupFunction } from "node:net";
import { isSpecialAddress } from "./addresses.ts";
import { patientLookup, type Resolve } from "./names.ts";

/**
 * Which hosts may be asked. Image names come from pull requests, so each is a request to a host that a stranger picked:
 * https only, and no address inside the runner's own network, unless the user listed the host.
 */
export interface NetworkPolicy {
  /** True where the user listed `host` or `host:port`; without a port the default ports are meant. */
  isListed(url: URL): boolean;
  /** Why this URL must not be asked, as a sentence; undefined where it may. */
  refusal(url: URL): string | undefined;
}

const localNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/;

export function createNetworkPolicy(listedHosts: readonly string[]): NetworkPolicy {
  const listed = new Set(listedHosts.map((host) => host.toLowerCase()));
  const isListed = (url: URL): boolean =>
    listed.has(url.host) || listed.has(url.port === "" ? `${url.host}:${defaultPort(url)}` : "");

  return {
    isListed,
    refusal(url) {
      if (url.protocol !== "https:" && url.protocol !== "http:")
        return `${url.protocol}// is not a protocol of a registry.`;
      if (url.username !== "" || url.password !== "") return `The address of ${url.host} carries credentials.`;
      if (isListed(url)) return undefined;
      if (url.protocol === "http:") {
        return `${url.host} would be asked over plain http; list it under insecure-registries if that is meant.`;
      }
      const name = url.hostname.replace(/^\[|\]$/g, "");
      if (isIP(name) !== 0 || localNames.test(name) || !name.includes(".")) {
        return `${url.host} is an address or a name of a private network; list it under insecure-registries if that is meant.`;
      }
      return undefined;
    },
  };
}

function defaultPort(url: URL): string {
  return url.protocol === "https:" ? "443" : "80";
}

/** Code of the error by which `socketLookup` refuses a name. */
export const privateAddressCode = "ERR_PRIVATE_ADDRESS";

/**
 * A `lookup` for sockets; `isGuarded` drops private addresses from every answer. The check is on the very address that
 * the socket then connects to, so a name that changes its address between two lookups gains nothing.
 */
export function socketLookup(isGuarded: boolean, resolve: Resolve = patientLookup()): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const open = isGuarded ? addresses.filter(({ address }) => !isSpecialAddress(address)) : addresses;
      const [first] = open;
      if (first === undefined) {
        callback(Object.assign(new Error(`${hostname} has only private addresses`), { code: privateAddressCode }), []);
      } else if (options.all === true) {
        callback(null, open);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
