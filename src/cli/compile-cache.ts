/** The folder in which Node may keep what it compiled: the user's own and nobody else's, or none. */
import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** The parts of `process` that decide. */
export interface Owner {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Windows has no user ids; there the folder lies in the user's profile, which only that user can write to. */
  readonly getuid?: () => number;
}

/** Permissions of the group and of others. */
const OF_OTHERS = 0o077;

/**
 * Makes the folder where it is missing. Node runs whatever bytecode it finds there and asks for nobody's name, and its
 * usual place is the shared folder for temporary files: so there is no cache where the folder is a link, belongs to
 * somebody else, is open to others, or lies in a checkout, which may bring it along. Where NODE_COMPILE_CACHE is set, Node has its own already.
 */
export function compileCacheFolder({ env, platform, getuid }: Owner): string | undefined {
  if (env["NODE_DISABLE_COMPILE_CACHE"] || env["NODE_COMPILE_CACHE"]) return undefined;
  const caches = cachesOf(env, platform);
  if (caches === undefined || !isAbsolute(caches)) return undefined;
  const folder = join(caches, "wave-inspect");
  try {
    if (isOfCheckout(folder, env)) return undefined;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOfCheckout(realpathSync(folder), env)) return undefined;
    const found = lstatSync(folder);
    const isOurs = getuid === undefined || (found.uid === getuid() && (found.mode & OF_OTHERS) === 0);
    return isOurs && found.isDirectory() ? folder : undefined;
  } catch {
    // Without a cache the next run is no slower than this one.
    return undefined;
  }
}

/** Whether a work tree of git or the workspace is around a folder. `files/work-trees.ts` would be a file more at each start. */
function isOfCheckout(folder: string, env: Owner["env"]): boolean {
  if (folder === env["GITHUB_WORKSPACE"]) return true;
  if (lstatSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined) return true;
  return folder !== dirname(folder) && isOfCheckout(dirname(folder), env);
}

function cachesOf(env: Owner["env"], platform: string): string | undefined {
  if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
  if (platform === "win32") return env["LOCALAPPDATA"];
  const home = env["HOME"];
  return home ? join(home, platform === "darwin" ? "Library/Caches" : ".cache") : undefined;
}
