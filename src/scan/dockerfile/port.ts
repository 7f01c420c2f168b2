/** What EXPOSE takes (dockerfile2llb/convert_expose.go): `[[IP:]HOST:]PORT[-PORT][/tcp|udp|sctp]`. */

export function isPort(word: string): boolean {
  const [last = "", host = "", ...before] = word.split(":").reverse();
  const [ports = "", protocol = "", ...more] = last.split("/");
  const address = before
    .reverse()
    .join(":")
    .replace(/^\[(.*)\]$/, "$1");
  const container = range(ports);
  if (container === undefined || !/^(?:|tcp|udp|sctp)$/i.test([protocol, ...more].join("/"))) return false;
  // Loaded here: few Dockerfiles have an address in EXPOSE.
  if (address !== "" && process.getBuiltinModule("node:net").isIP(address) === 0) return false;
  const mapped = host === "" ? container : range(host);
  // A range of the host is for one port of the container, or for as many.
  return mapped !== undefined && (container === 0 || mapped === container);
}

/** How many ports a range has beyond the first; undefined where it is none. */
function range(text: string): number | undefined {
  const [start, end = start, ...more] = text
    .split("-")
    .map((port) => (/^\+?\d{1,9}$/.test(port) ? Number(port) : 65_536));
  if (start === undefined || end === undefined || more.length > 0 || start > 65_535 || end > 65_535) return undefined;
  return end < start ? undefined : end - start;
}
