/** Where the tools on this machine keep their logins. */
import { join } from "node:path";
import { isBelow } from "../../files/inside.ts";
import { isUnread, readRegularFile } from "../../files/read.ts";

/** A place where logins are kept: its name for a person, and its JSON where there is any. */
export interface Source {
  readonly origin: string;
  readonly load: () => string | undefined;
}

const MAX_FILE = 1024 * 1024;

/** In the order in which they are looked into. */
export function sourcesOf(
  env: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Source[] {
  const file = (origin: string, path: string): Source => ({ origin, load: () => readText(path, origin, warn) });
  const home = env["HOME"] || env["USERPROFILE"];
  const sources: Source[] = [];
  const inline = env["DOCKER_AUTH_CONFIG"];
  if (inline) sources.push({ origin: "DOCKER_AUTH_CONFIG", load: () => inline });

  const directory = env["DOCKER_CONFIG"];
  if (directory) {
    warnOfWorkspace(directory, env["GITHUB_WORKSPACE"], warn);
    sources.push(file("DOCKER_CONFIG/config.json", join(directory, "config.json")));
  } else if (home) {
    sources.push(file("~/.docker/config.json", join(home, ".docker", "config.json")));
  }
  if (env["REGISTRY_AUTH_FILE"]) sources.push(file("REGISTRY_AUTH_FILE", env["REGISTRY_AUTH_FILE"]));
  const runtime = env["XDG_RUNTIME_DIR"];
  if (runtime) sources.push(file("XDG_RUNTIME_DIR/containers/auth.json", join(runtime, "containers", "auth.json")));
  const uid = process.getuid?.();
  if (uid !== undefined) sources.push(file(`/run/containers/${uid}/auth.json`, `/run/containers/${uid}/auth.json`));
  const settings = env["XDG_CONFIG_HOME"] || (home && join(home, ".config"));
  if (settings) sources.push(file("containers/auth.json", join(settings, "containers", "auth.json")));
  return sources;
}

/** Logins that lie in the checked-out repository come from whoever wrote the pull request. */
function warnOfWorkspace(directory: string, workspace: string | undefined, warn: (message: string) => void): void {
  if (!workspace || !isBelow(workspace, directory)) return;
  warn(
    "DOCKER_CONFIG points into the checked-out repository: whoever can change a pull request can change its logins.",
  );
}

function readText(path: string, origin: string, warn: (message: string) => void): string | undefined {
  const bytes = readRegularFile(path, MAX_FILE, "followed");
  if (!isUnread(bytes)) return bytes.toString("utf8");
  if (bytes.why !== "absent") warn(`${origin} ${bytes.words}; it is left out.`);
  return undefined;
}
