/** Looking up names, also where the system is busy with names that nobody answers for. */
import { type LookupAddress, type LookupAllOptions, lookup, Resolver } from "node:dns";

/** All addresses of a name, as `dns.lookup` gives them. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Milliseconds after which the name servers are asked by ourselves. */
const PATIENCE = 1000;

/**
 * Asks the system, which knows every source of names, but for two at a time only: names whose servers hang, of which a
 * pull request may bring any number, hold up all others for as long as the system has patience. So after a second the
 * name servers are asked beside it, and the first good answer counts. That a name does not exist is the system's to say.
 */
export function patientLookup(system: Resolve = lookup, servers: Resolve = askServers): Resolve {
  return (hostname, options, callback) => {
    let isDone = false;
    const timer = setTimeout(() => {
      servers(hostname, options, (error, addresses) => {
        if (error === null && addresses.length > 0) end(null, addresses);
      });
    }, PATIENCE);
    const end: typeof callback = (error, addresses) => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      callback(error, addresses);
    };
    system(hostname, options, end);
  };
}

let resolver: Resolver | undefined;

/** The name servers of the system, without its threads. */
function askServers(...[hostname, { family }, callback]: Parameters<Resolve>): void {
  resolver ??= new Resolver({ timeout: 2000, tries: 2 });
  const found: LookupAddress[] = [];
  const kinds = ([4, 6] as const).filter((kind) => !family || family === kind || family === `IPv${kind}`);
  let open = kinds.length;
  for (const kind of kinds) {
    resolver[`resolve${kind}`](hostname, (_error, addresses) => {
      for (const address of addresses ?? []) found.push({ address, family: kind });
      if (--open > 0) return;
      callback(
        null,
        found.sort((a, b) => a.family - b.family),
      );
    });
  }
}
