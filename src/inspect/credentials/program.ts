/** Finds the programs that are started, which nobody may put into place by a pull request, and what they are told. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { basename, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { isBelow } from "../../files/inside.ts";
import { workTreesAround } from "../../files/work-trees.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface Program {
  /** Absolute. */
  readonly path: string;
  /** All that it is told of the environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface NoProgram {
  /** In words that follow the program's name: "is not on the PATH". */
  readonly problem: string;
}

export interface ProgramOptions {
  readonly env: Environment;
  /**
   * Folders that hold what others wrote: the checked repository. The current one, GITHUB_WORKSPACE and GIT_WORK_TREE count
   * always, and so does every work tree of git around one of them.
   */
  readonly foreign?: readonly string[];
  readonly platform?: NodeJS.Platform;
  /** The current folder. */
  readonly cwd?: string;
  /** Of this user, as the system has it: the environment of a run may name any folder. */
  readonly home?: string | undefined;
}

/**
 * Programs by name, each looked for once, in the folders of the PATH. Left out are relative ones, those in a folder that
 * holds what others wrote, and every `node_modules/.bin`, which `npx` and `npm run` put before all others. A program
 * elsewhere that is a link into such a folder does not count either.
 */
export class Programs {
  readonly #env: Environment;
  readonly #isWindows: boolean;
  readonly #foreign: readonly string[];
  /** The current folder where it is a person's home or above it: no checkout, and most programs are in it. */
  readonly #around: string | undefined;
  readonly #trusted: readonly string[];
  /** Folders of the PATH that are left out. */
  readonly #dropped: readonly string[];
  readonly #found = new Map<string, Program | NoProgram>();

  constructor({
    env,
    foreign = [],
    platform = process.platform,
    cwd = process.cwd(),
    home = homeOfUser(),
  }: ProgramOptions) {
    this.#env = env;
    this.#isWindows = platform === "win32";
    const isAround = cwd === dirname(cwd) || (home !== undefined && isBelow(real(cwd), real(home)));
    this.#around = isAround ? real(cwd) : undefined;
    const named = [...foreign, this.#variable("GITHUB_WORKSPACE"), this.#variable("GIT_WORK_TREE")];
    const folders = named.flatMap((folder) => (folder ? bothPaths(folder) : []));
    const around = [...folders, ...bothPaths(cwd)].flatMap(workTreesAround);
    this.#foreign = [...folders, ...(isAround ? [] : bothPaths(cwd)), ...around];
    this.#trusted = this.#folders.filter((folder) => this.#isTrusted(folder));
    // An empty one is the current folder.
    this.#dropped = this.#folders.filter((folder) => !this.#isTrusted(folder)).map((folder) => resolve(cwd, folder));
  }

  /** Of the PATH, as they are written there. */
  get #folders(): readonly string[] {
    return (this.#variable("PATH") ?? "").split(this.#isWindows ? ";" : ":");
  }

  find(name: string): Program | NoProgram {
    let found = this.#found.get(name);
    if (found === undefined) this.#found.set(name, (found = this.#find(name)));
    return found;
  }

  #find(name: string): Program | NoProgram {
    let refused: string | undefined;
    for (const path of this.#candidates(name, this.#trusted)) {
      const program = real(path);
      if (!this.#isTrusted(dirname(program)))
        refused ??= `is a link into a folder whose programs are not started (${path})`;
      else if (!isExecutable(program)) refused ??= `could not be started: this user may not run ${path}`;
      else if (this.#needsShell(program)) refused ??= `could not be started: ${path} needs a shell`;
      else return { path, env: this.#told() };
    }
    const [dropped] = this.#candidates(name, this.#dropped);
    if (refused === undefined && dropped !== undefined) {
      return {
        problem: `is not started: it is on the PATH only as ${dropped}, which a repository may have brought along`,
      };
    }
    return { problem: refused ?? "is not on the PATH" };
  }

  /** Files of the name, in the order of the PATH. */
  #candidates(name: string, folders: readonly string[]): string[] {
    const endings = this.#isWindows ? (this.#variable("PATHEXT") || ".COM;.EXE;.BAT;.CMD").split(";") : [""];
    return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).filter(isFile);
  }

  #isTrusted(folder: string): boolean {
    if (!isAbsolute(folder)) return false;
    return bothPaths(folder).every(
      (path) => path !== this.#around && !isOfNpm(path) && !this.#foreign.some((foreign) => isBelow(foreign, path)),
    );
  }

  #needsShell(path: string): boolean {
    return this.#isWindows && !/\.(?:exe|com)$/i.test(path);
  }

  #told(): Record<string, string> {
    const told: Record<string, string> = {};
    for (const [name, value] of Object.entries(this.#env)) {
      if (value !== undefined && TOLD.test(name)) told[name] = value;
    }
    return { ...told, PATH: this.#trusted.join(this.#isWindows ? ";" : ":") };
  }

  /** Windows does not tell the case of variables apart. */
  #variable(name: string): string | undefined {
    if (!this.#isWindows) return this.#env[name];
    const key = Object.keys(this.#env).find((one) => one.toUpperCase() === name);
    return key === undefined ? undefined : this.#env[key];
  }
}

/**
 * What a helper may need: whose files are meant and where they are, the keyring and password store of a desktop, how the
 * network is reached, and the sign-in of the three large clouds. No token of ours or of the workflow, and nothing that
 * loads code into a program (NODE_OPTIONS, LD_PRELOAD, PYTHONPATH).
 */
const TOLD = new RegExp(
  `^(?:${[
    "HOME|USER|LOGNAME|LANG|LC_\\w+|TZ|TMPDIR|TEMP|TMP|DOCKER_CONFIG|REGISTRY_AUTH_FILE|XDG_\\w+",
    "DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY|GNUPGHOME|GPG_TTY|PASSWORD_STORE_\\w+",
    "USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR",
    "HTTPS?_PROXY|NO_PROXY|ALL_PROXY|SSL_CERT_FILE|SSL_CERT_DIR",
    "AWS_\\w+|GOOGLE_\\w+|CLOUDSDK_\\w+|GCE_METADATA_\\w+|AZURE_\\w+|MSI_\\w+|IDENTITY_\\w+",
  ].join("|")})$`,
  "i",
);

/** Whether a folder is a `node_modules/.bin` or in one. */
function isOfNpm(folder: string): boolean {
  const parts = folder.toLowerCase().split(sep);
  return parts.some((part, at) => part === "node_modules" && parts[at + 1] === ".bin");
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Undefined for a user whom the system does not know, as in some containers. */
function homeOfUser(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

/** As it is written, and where it really is. */
function bothPaths(path: string): readonly [string, string] {
  return [resolve(path), real(path)];
}

/** As far as a path is there, links followed. */
function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(resolve(path));
    return above === resolve(path) ? above : join(real(above), basename(path));
  }
}
