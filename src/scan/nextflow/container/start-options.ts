/** What a task's container is started with: the options of its engine and of its process, and what `arch` adds. */
import { formatPlatform, parsePlatform } from "../../../image/platform.ts";
import { lastOption, runOptions, shellWords, type RunOption, type Word } from "../../kit/docker-run.ts";
import { settle } from "../evaluate/choices.ts";
import type { Run, Value } from "../evaluate/model.ts";
import { explore } from "../evaluate/worlds.ts";
import { quote, short } from "../../../text/quote.ts";
import type { ContainerEngine } from "../naming/engine.ts";
import type { EngineChoice } from "./engines.ts";

interface StartOptions {
  /** That of the pull. */
  readonly platform: string | null;
  readonly entrypoint?: string;
  readonly user?: string;
  /** Why the engine does not start it. */
  readonly refusal?: string;
  /** Why the platform is known only in the run. */
  readonly open?: string;
}

interface StartRequest {
  readonly choice: EngineChoice;
  /** `containerOptions` of the process. */
  readonly ofProcess: (run: Run) => Value;
  /** `--platform` of the `arch` directive. */
  readonly arch: string | null;
  readonly run: Run;
}

/** Longer options are not looked into. */
const LONGEST = 4_096;

/**
 * What open conditions decide counts where it is the platform: then there is a pull for each. Of the others the side on
 * which nothing holds is taken.
 */
export function startOptions(request: StartRequest): StartOptions {
  const { choice, arch, run } = request;
  if (!choice.takesOptions) return { platform: arch };
  const told = (decide: Run["decide"]): StartOptions => readOptions(request, { ...run, decide });
  const worlds = explore((decide) => platformWords(told(decide)), 8);
  const isOne = worlds !== undefined && new Set(worlds.map(({ result }) => result)).size === 1;
  return told(isOne ? () => false : run.decide);
}

function platformWords({ platform, refusal, open }: StartOptions): string {
  return JSON.stringify([platform, refusal, open]);
}

/**
 * The options of the process are given behind those of the engine, and those behind Nextflow's own
 * (`BashWrapperBuilder`); engines take the last one. Podman is told of `arch` last of all (`PodmanBuilder`).
 */
function readOptions({ choice, ofProcess, arch }: StartRequest, run: Run): StartOptions {
  const { engine } = choice.settings;
  const { runOptions: ofEngine } = choice;
  const given = [...(ofEngine === undefined ? [] : [settle(ofEngine, run)]), ofProcess(run)];
  const line = given.map((value) => (value.kind === "string" ? value.value : "")).join(" ");
  const options = line.length > LONGEST ? [] : runOptions(shellWords(line));
  const entrypoint =
    lastOption(options, "entrypoint")?.text ??
    (ofEngine !== undefined && run.env["NXF_CONTAINER_ENTRYPOINT_OVERRIDE"] === "true" ? "" : undefined);
  const user = TAKES_USER.has(engine) ? lastOption(options, "user", "u")?.text : undefined;
  const hidden = given.find((value) => value.kind === "unknown" && NAMES_PLATFORM.test(value.words));
  return {
    ...(entrypoint !== undefined && { entrypoint }),
    ...(user !== undefined && user !== "" && { user }),
    ...(hidden?.kind === "unknown" && !(engine === "podman" && arch !== null)
      ? openPlatform(hidden.words)
      : platformFor(engine, options, arch)),
  };
}

const TAKES_USER: ReadonlySet<ContainerEngine> = new Set(["docker", "podman", "apple-container"]);
const NAMES_PLATFORM = /--(?:oci-)?platform|--arch\b|--os\b/;

type Asked = Pick<StartOptions, "platform" | "refusal" | "open">;

function openPlatform(words: string): Asked {
  const open = `The platform of the pull is known only when the pipeline runs: ${short(words)}`;
  return { platform: null, open };
}

function platformFor(engine: ContainerEngine, options: readonly RunOption[], arch: string | null): Asked {
  switch (engine) {
    case "docker":
      return asked(lastOption(options, "platform"), arch);
    case "smolvm":
      return asked(lastOption(options, "oci-platform"), arch);
    case "podman":
      return askedOfPodman(options, arch);
    case "apple-container": {
      const parts = [lastOption(options, "os") ?? { text: "linux" }, lastOption(options, "arch", "a")];
      return asked(lastOption(options, "platform") ?? joined(parts), arch);
    }
    case "singularity":
    case "apptainer":
    case "charliecloud":
    case "shifter":
    case "sarus":
      break;
  }
  // Neither `singularity exec` nor `ch-run` takes one, and their pulls are given no options.
  return { platform: arch };
}

/** An empty one is none, and takes away the one before. */
function asked(word: Word | undefined, arch: string | null): Asked {
  if (word === undefined) return { platform: arch };
  if (word.isOpen === true) return openPlatform(`--platform ${word.text}`);
  if (word.text === "") return { platform: null };
  const read = parsePlatform(word.text);
  if ("platform" in read) return { platform: formatPlatform(read.platform) };
  return { platform: null, refusal: `--platform: ${read.error}` };
}

/** Podman takes `--platform` or the three parts of one, never both, and for a single word an operating system. */
function askedOfPodman(options: readonly RunOption[], arch: string | null): Asked {
  const parts = ["os", "arch", "variant"].map((name) => lastOption(options, name));
  const [os, architecture, variant] = parts;
  const last = lastOption(options, "platform");
  const alone = last !== undefined && /^[^/]+$/.test(last.text) ? { ...last, text: `${last.text}/amd64` } : last;
  const whole = arch === null ? alone : { text: arch };
  if (whole !== undefined && whole.text !== "" && (os ?? architecture) !== undefined) {
    const refusal = `Podman takes no --platform (${quote(whole.text)}) beside --arch or --os`;
    return { platform: null, refusal };
  }
  return asked(whole ?? joined([os ?? { text: "linux" }, architecture, variant]), arch);
}

/** Nothing is asked for where there is no architecture. */
function joined([os, architecture, variant]: readonly (Word | undefined)[]): Word | undefined {
  if (architecture === undefined) return undefined;
  const words = [os, architecture, variant].filter((word) => word !== undefined);
  return { text: words.map(({ text }) => text).join("/"), isOpen: words.some(({ isOpen }) => isOpen) };
}
