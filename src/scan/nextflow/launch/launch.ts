/** The arguments of `nextflow run`, read as its launcher does. */
/** What one `nextflow run` says on its command line, as far as it bears on containers. */
export interface Launch {
  /** What stands behind `run`: a directory, a script, a name of a repository. */
  readonly project: string | undefined;
  /** Undefined: no `-profile`, so that `standard` is in force. Not trimmed, as Nextflow does not. */
  readonly profiles: readonly string[] | undefined;
  /** `-c`, in order; `-C` replaces every other configuration. */
  readonly configs: readonly string[];
  readonly onlyConfigs: readonly string[];
  readonly paramsFile: string | undefined;
  /** `--name value`, in order. `true` where no value is written. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** `-with-docker IMAGE` and its kin; `image` undefined for the bare form. */
  readonly engines: readonly { readonly scope: string; readonly image: string | undefined }[];
  readonly withoutDocker: boolean;
  /** `-process.NAME=VALUE` */
  readonly process: readonly (readonly [name: string, value: string])[];
  readonly entry: string | undefined;
  readonly mainScript: string | undefined;
  readonly stub: boolean;
  /** `-with-wave`: the server, empty for the bare form. */
  readonly wave?: string;
  /** `-with-fusion` */
  readonly fusion?: boolean;
  /** Somebody gave it: what is missing in it is missing in the run. */
  readonly isGiven: boolean;
  /** A person typed it, on a command line of theirs: it may name files outside of the repository. */
  readonly isTyped: boolean;
  /** The arguments that set this run apart, as written, profiles left out. */
  readonly telling: readonly string[];
}

const engineOptions: ReadonlyMap<string, string> = new Map([
  ["-with-docker", "docker"],
  ["-with-podman", "podman"],
  ["-with-singularity", "singularity"],
  ["-with-apptainer", "apptainer"],
  ["-with-charliecloud", "charliecloud"],
]);

/** Reads the arguments of `nextflow run` (the words before `run` may stand there too). What bears on nothing here is left out. */
export function readLaunch(words: readonly string[], isTyped = false): Launch {
  return { ...new LaunchReader(words).read(), isTyped };
}

/** Goes through the words: each method takes an option with its value, or says that the word is none of its own. */
class LaunchReader {
  readonly #words: readonly string[];
  readonly #configs: string[] = [];
  readonly #onlyConfigs: string[] = [];
  readonly #params: [string, string][] = [];
  readonly #process: [string, string][] = [];
  readonly #engines: { scope: string; image: string | undefined }[] = [];
  readonly #telling: string[] = [];
  readonly #single: Partial<Record<"paramsFile" | "entry" | "mainScript", string>> = {};
  readonly #flags: { withoutDocker: boolean; stub: boolean; wave?: string; fusion?: boolean } = {
    withoutDocker: false,
    stub: false,
  };
  #profiles: readonly string[] | undefined;
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  read(): Omit<Launch, "isTyped"> {
    while (this.#at < this.#words.length) {
      const start = this.#at;
      const word = this.#value();
      const isTelling = this.#engine(word) || this.#named(word) || this.#option(word);
      if (isTelling) this.#telling.push(...this.#words.slice(start, this.#at));
      else if (word === "-profile") this.#profiles = this.#list().filter((name) => name !== "");
    }
    return {
      project: this.#project(),
      profiles: this.#profiles,
      configs: this.#configs,
      onlyConfigs: this.#onlyConfigs,
      paramsFile: this.#single.paramsFile,
      params: this.#params,
      engines: this.#engines,
      process: this.#process,
      entry: this.#single.entry,
      mainScript: this.#single.mainScript,
      ...this.#flags,
      isGiven: this.#words.length > 0,
      telling: this.#telling,
    };
  }

  #project(): string | undefined {
    const run = this.#words.indexOf("run");
    const project = run === -1 ? undefined : this.#words[run + 1];
    return project?.startsWith("-") === true ? undefined : project;
  }

  #value(): string {
    return this.#words[this.#at++] ?? "";
  }

  #list(): readonly string[] {
    return this.#value().split(",");
  }

  /** The next word, unless that is an option. */
  #optional(): string | undefined {
    const next = this.#words[this.#at];
    return next === undefined || next.startsWith("-") ? undefined : this.#value();
  }

  #engine(word: string): boolean {
    const scope = engineOptions.get(word);
    if (scope === undefined) return false;
    this.#engines.push({ scope, image: this.#optional() });
    return true;
  }

  /** `--NAME VALUE` and `-process.NAME=VALUE` */
  #named(word: string): boolean {
    const [, prefix, name, written] = /^(--|-process\.)([A-Za-z0-9][^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return false;
    const value = written ?? (isValue(this.#words[this.#at]) ? this.#value() : "true");
    (prefix === "--" ? this.#params : this.#process).push([name, value]);
    return true;
  }

  #option(word: string): boolean {
    switch (word) {
      case "-c":
      case "-config":
        this.#configs.push(...this.#list());
        return true;
      case "-C":
        this.#onlyConfigs.push(...this.#list());
        return true;
      case "-params-file":
        this.#single.paramsFile = this.#value();
        return true;
      case "-entry":
        this.#single.entry = this.#value();
        return true;
      case "-main-script":
        this.#single.mainScript = this.#value();
        return true;
      case "-without-docker":
        this.#flags.withoutDocker = true;
        return true;
      case "-stub":
      case "-stub-run":
        this.#flags.stub = (this.#optional() ?? "true") === "true";
        return true;
      case "-with-wave":
        this.#flags.wave = this.#optional() ?? "";
        return true;
      case "-with-fusion":
        this.#flags.fusion = (this.#optional() ?? "true") === "true";
        return true;
      default:
        return false;
    }
  }
}

/** As Nextflow's launcher tells a value from the next option. */
function isValue(word: string | undefined): boolean {
  if (word === undefined || word === "") return false;
  return word.length === 1 || !word.startsWith("-") || /^[+-]?\d+(\.\d+)?$/.test(word) || word.includes(" ");
}
