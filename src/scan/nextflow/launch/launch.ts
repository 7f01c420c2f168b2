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
  readonly wave: boolean;
  /** Somebody typed it: what is missing in it is missing in the run. */
  readonly isGiven: boolean;
  /** The arguments that set this run apart, as typed, profiles left out. */
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
export function readLaunch(words: readonly string[]): Launch {
  let profiles: string[] | undefined;
  const configs: string[] = [];
  const onlyConfigs: string[] = [];
  const params: [string, string][] = [];
  const process: [string, string][] = [];
  const engines: { scope: string; image: string | undefined }[] = [];
  const telling: string[] = [];
  const single: Partial<Record<"paramsFile" | "entry" | "mainScript", string>> = {};
  let withoutDocker = false;
  let stub = false;
  let wave = false;

  for (let at = 0; at < words.length;) {
    const word = words[at++]!;
    const takeValue = (): string => words[at++] ?? "";
    const takeOptional = (): string | undefined => {
      const next = words[at];
      if (next === undefined || next.startsWith("-")) return undefined;
      at += 1;
      return next;
    };
    const start = at - 1;
    const engine = engineOptions.get(word);
    const named = /^(--|-process\.)([A-Za-z0-9][^=]*)(?:=(.*))?$/s.exec(word);
    if (engine !== undefined) engines.push({ scope: engine, image: takeOptional() });
    else if (named !== null) {
      const value = named[3] ?? (isValue(words[at]) ? takeValue() : "true");
      (named[1] === "--" ? params : process).push([named[2]!, value]);
    } else {
      switch (word) {
        case "-profile":
          profiles = takeValue()
            .split(",")
            .filter((name) => name !== "");
          continue;
        case "-c":
        case "-config":
          configs.push(...takeValue().split(","));
          break;
        case "-C":
          onlyConfigs.push(...takeValue().split(","));
          break;
        case "-params-file":
          single.paramsFile = takeValue();
          break;
        case "-entry":
          single.entry = takeValue();
          break;
        case "-main-script":
          single.mainScript = takeValue();
          break;
        case "-without-docker":
          withoutDocker = true;
          break;
        case "-stub":
        case "-stub-run":
          stub = (takeOptional() ?? "true") === "true";
          break;
        case "-with-wave":
          takeOptional();
          wave = true;
          break;
        default:
          continue;
      }
    }
    telling.push(...words.slice(start, at));
  }
  const project = words[words.indexOf("run") + 1];
  return {
    project: words.includes("run") && project?.startsWith("-") === false ? project : undefined,
    profiles,
    configs,
    onlyConfigs,
    paramsFile: single.paramsFile,
    params,
    engines,
    withoutDocker,
    process,
    entry: single.entry,
    mainScript: single.mainScript,
    stub,
    wave,
    isGiven: words.length > 0,
    telling,
  };
}

/** As Nextflow's launcher tells a value from the next option. */
function isValue(word: string | undefined): boolean {
  if (word === undefined || word === "") return false;
  return word.length === 1 || !word.startsWith("-") || /^[+-]?\d+(\.\d+)?$/.test(word) || word.includes(" ");
}
