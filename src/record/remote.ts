/** Which repository the address of a remote names. */

/** One of `user@host:path`, as scp(1) takes them; a letter before the colon is a drive of Windows. */
const SCP = /^(?:[^@/:]+@)?([^@/:]{2,}):(?!\/\/)(.+)$/;
const PROTOCOLS: ReadonlySet<string> = new Set(["https:", "http:", "ssh:", "git:", "git+ssh:"]);
/** GitHub over SSH through the port of HTTPS is at a host of its own. */
const GITHUB: ReadonlySet<string> = new Set(["github.com", "www.github.com", "ssh.github.com"]);

/** A repository that others can reach. */
export interface Remote {
  /** `github.com`, with the port where one is written. */
  readonly host: string;
  /** `acme/readqc` */
  readonly path: string;
}

/**
 * Who logs in, with what, and everything behind a `?` is left out. Undefined for what is no place that others reach: a
 * folder of the machine.
 */
export function remoteOf(remote: string): Remote | undefined {
  const [host, path] = partsOf(remote);
  const names = path
    .replace(/\/+$/, "")
    .replace(/\.git$/, "")
    .split("/")
    .filter((name) => name !== "");
  if (host === "" || names.length === 0) return undefined;
  // What is no name of a repository is not carried on: who knows what it tells.
  if (names.some((name) => !/^~?[\w.-]{1,100}$/.test(name) || /^\.+$/.test(name))) return undefined;
  return { host: GITHUB.has(host.replace(/:\d+$/, "")) ? "github.com" : host, path: names.join("/") };
}

/** `acme/readqc` of GitHub, `git.example.org/group/readqc` of anywhere else. */
export function repositoryAt(remote: string): string | undefined {
  const { host = "", path = "" } = remoteOf(remote) ?? {};
  if (host === "") return undefined;
  return host === "github.com" && /^[^/]+\/[^/]+$/.test(path) ? path : `${host}/${path}`;
}

function partsOf(remote: string): readonly [host: string, path: string] {
  const [, host, path] = remote.includes("://") ? [] : (SCP.exec(remote) ?? []);
  if (host !== undefined && path !== undefined) return [hostOf(`ssh://${host}/`), path];
  const url = URL.parse(remote);
  return url !== null && PROTOCOLS.has(url.protocol) ? [url.host.toLowerCase(), url.pathname] : ["", ""];
}

/** As a URL has it, so that nothing but a name of a host is one. */
function hostOf(url: string): string {
  return URL.parse(url)?.host.toLowerCase() ?? "";
}
