/** One image that a run would pull, what may be asked about it and what is known of it: all that a rule looks at. */
import type { Pin } from "../../image/pin.ts";
import { transferSize } from "../../image/size.ts";
import type { WrittenName } from "../../image/written.ts";
import type {
  AttestationKind,
  Attestations,
  CondaSource,
  ContainerSpec,
  Download,
  DriftOf,
  Evidence,
  Failure,
  ImageName,
  Location,
  LockedImage,
  Need,
  OverridePlace,
  Pull,
  RecipeProof,
} from "../../model.ts";

/** An image that a run would pull, before a registry is asked. */
export interface WantedImage {
  readonly pull: Pull;
  /** The name that is judged: canonical, or as the engine pulls it where no registry is asked (a URL, a file). */
  readonly image: string;
  /** Where it would come from: a registry, a URL, a library of Singularity's, or the machine itself. */
  readonly from: WrittenName["kind"];
  /** By its name one file of Singularity's and no container image: a download, `oras://`, `library://`, `shub://`, a path. */
  readonly isSif: boolean;
  /** The parts of the name; absent where it does not come from a registry. */
  readonly name?: ImageName;
  readonly pin: Pin;
  /** The platform that the process, the build or the run asks for; null: nobody does. */
  readonly platform: string | null;
  /** What the lock that the run is held against has of it; absent: it is held against none. */
  readonly lock?: { readonly file: string; readonly entry?: LockedImage };
  /** The same where what became of it since counts; with what tells that, once somebody was asked. */
  readonly recorded?: { readonly file: string; readonly entry?: LockedImage; readonly drift?: DriftOf };
  /** Platforms for which the policy wants every image. */
  readonly required: readonly string[];
  readonly now: Date;
  /** What stands around its process; absent where an image is looked at by itself. */
  readonly beside?: Beside;
}

/** What the files say of a process besides the image itself. */
export interface Beside {
  /** Every pull of the process, for all engines and platforms; itself, too. */
  readonly ofTask: readonly Pull[];
  /** What nf-core's metadata declares for the process, for any engine and platform. */
  readonly declared: readonly Pull[];
  /** Undefined where there is none that is known, or no rule goes by it. */
  readonly environment: () => OfEnvironment | undefined;
}

/** What the environment of a process says of names. */
export interface OfEnvironment {
  readonly prove: (image: string) => RecipeProof;
  /** What Wave calls the SIF of it, where an image for Docker is recomputed from it. */
  readonly sifNames: (docker: string) => readonly string[];
}

/** Undefined for what cannot be read. */
export type EnvironmentsOf = (source: CondaSource) => OfEnvironment | undefined;

export interface Subject extends WantedImage {
  readonly known: Knowledge;
  /** What is known of the other images that a rule asks about for its sake, by canonical name. */
  readonly others: ReadonlyMap<string, Knowledge>;
  /** Every pull, judged or not, that has the place where this one would be edited among its own; this one, too. */
  readonly samePlace: readonly Pull[];
  /** The same of any place. */
  readonly at: (place: Location) => readonly Pull[];
  /** Every pull of the process that its place is in, for all engines and under all names that it is called by. */
  readonly ofProcess: readonly Pull[];
  /** Where the pipeline around it would say otherwise. */
  readonly overridePlace?: OverridePlace;
  /** What nf-core's metadata declares for the process whose directive this is, for any engine and platform. */
  readonly declared: readonly Pull[];
  /** What its name says of the environment of its process; worked out when somebody asks. Undefined for what no process runs. */
  readonly recipe: () => Recipe | undefined;
}

/** Undefined for an image that no environment makes. */
export type RecipeOf = (pull: Pull) => Recipe | undefined;

/** What the name of an image says of the environment that its process has without a container. */
export interface Recipe {
  readonly proof: RecipeProof;
  /** The name that says it: as it is pulled, or as the files have it before a registry of a mirror is put in front. */
  readonly name: string;
  readonly isMirrored: boolean;
  /** Absent where none is known. */
  readonly source?: CondaSource;
  /** Why nothing could be read of it, although the name would say something of it. */
  readonly unread?: string;
  /** What the same request for another platform is called; undefined where that is not sure. Absent where nothing could be read. */
  readonly nameFor?: (platform: string) => string | undefined;
}

// ── Questions ───────────────────────────────────────────────────────────────

/** Something that a rule must know of an image before it can judge it. */
export interface Question {
  /** One platform, normalised; null: the image as a whole, with all platforms that it offers. */
  readonly platform: string | null;
  readonly need: Need;
  /** The canonical name of another image that it is about. */
  readonly of?: string;
  /** A digest that is written beside the tag that it is about: whether the tag still means it, and what else. */
  readonly expects?: string;
  /** That the image is of a kind that cannot be read (`unsupported`) is an answer, too. */
  readonly orUnsupported?: true;
  /** What is looked for beside the image. */
  readonly lookFor?: readonly AttestationKind[];
  /** What was asked of Wave, by the hash in its name, is an answer where a registry gives none. */
  readonly orRecipe?: true;
  /** That the image is not there for the platform is an answer, too. */
  readonly orMissing?: true;
  /** That there is no such image at all is an answer, too. */
  readonly orAbsent?: true;
  /**
   * What answers it of an image that is a file or an artifact: its size, when it was built, its header or that it has no SIF
   * with one, or that it is one.
   */
  readonly ofFile?: "size" | "date" | "header" | "kind";
}

/** The name by which an image is asked for, `./PATH` for a file of the repository; undefined where there is nobody to ask. */
export function requestName({ pull, from }: WantedImage): string | undefined {
  if (pull.file !== undefined) return `./${pull.file}`;
  const url = from === "download" && /^https?:/i.test(pull.image ?? "") ? pull.image : null;
  return pull.canonical ?? url ?? undefined;
}

/** The platform whose configuration is looked at where nobody asks for one. */
const USUAL = "linux/amd64";

/** The platform for which an image is judged. */
export function judgedPlatform({ platform }: WantedImage): string {
  return platform ?? USUAL;
}

/** The platforms whose configuration is looked at: what is asked for, else the usual one. Never empty. */
export function judgedPlatforms({ platform, required }: WantedImage): readonly string[] {
  const asked = new Set(platform === null ? required : [platform, ...required]);
  return asked.size === 0 ? [USUAL] : [...asked];
}

/** The questions of a rule that looks at the configuration of the image. */
export function configuration(image: WantedImage): readonly Question[] {
  return judgedPlatforms(image).map((platform) => ({ platform, need: "config" }));
}

/** What a record of the image takes, whatever the rules ask: all platforms on offer, and the configuration of those looked at. */
export function wholeImage(image: WantedImage): readonly Question[] {
  return [{ platform: null, need: "platforms" }, ...configuration(image)];
}

// ── Answers ─────────────────────────────────────────────────────────────────

/** What is known of an image beyond its name. */
export type Knowledge =
  | { readonly state: "asked"; readonly facts: Facts }
  | { readonly state: "not-asked"; readonly reason: NotAsked };

export type NotAsked =
  | "unresolved" // the name itself cannot be known
  | "invalid-name" // it is no name at all
  | "no-inspector" // a service or a protocol that is not spoken here
  | "not-here" // a file of the machine that runs it
  | "no-rule-asks" // the name is enough for every rule that is on
  | "inspector-none"; // the run asks nobody

export interface Facts {
  /** True or false once a registry has answered. */
  readonly exists?: boolean;
  /** What the name resolves to: of the index, or of the single manifest. */
  readonly digest?: string;
  /** Of an index that was shown: the digests of its manifests. */
  readonly entries?: readonly string[];
  /** Platforms on offer, attestations left out. */
  readonly platforms?: readonly string[];
  /** Of what is no container image: the type that its manifest states. It has no container under any platform. */
  readonly artifact?: string;
  /** Of an image that is one file. */
  readonly download?: Download;
  /** The digest of the one SIF that a manifest holds; null: the manifest was seen, and holds none. */
  readonly sif?: string | null;
  /** What was said for each platform that was asked for, the one that is judged first; under null, of the image as a whole. */
  readonly byPlatform: ReadonlyMap<string | null, PlatformFacts>;
}

export interface PlatformFacts {
  /** May be there beside a failure: a single image of another platform than was asked for. */
  readonly container?: ContainerSpec;
  readonly attestations?: Attestations;
  readonly failure?: Failure;
  readonly evidence: Evidence;
}

/** A subject in whose place another image stands that a rule asks about. */
export function otherImage(subject: Subject, name: string): Subject {
  return { ...subject, known: subject.others.get(name) ?? { state: "not-asked", reason: "no-rule-asks" } };
}

/** Undefined where nobody was asked. */
export function factsOf({ known }: Subject): Facts | undefined {
  return known.state === "asked" ? known.facts : undefined;
}

/** Whether it is not there because no run has asked Wave for it yet: nothing is wrong with it. */
export function isNotBuilt(subject: Subject): boolean {
  return subject.pull.predicted !== undefined && factsOf(subject)?.exists === false;
}

/** The image for one platform, by default the one that is judged; an image without an index is the same for each. */
export function containerOf(
  subject: Subject,
  platform: string | null = judgedPlatform(subject),
): ContainerSpec | undefined {
  const byPlatform = factsOf(subject)?.byPlatform;
  return byPlatform?.get(platform)?.container ?? byPlatform?.get(null)?.container;
}

/**
 * The platforms for which it was asked of Wave, by the hash in its name, where no registry told for which it is there; with
 * what says so. A digest says which bytes are pulled, whatever tag stands beside it, and a mirror may have others.
 */
export function requestedPlatforms(
  subject: Subject,
): { readonly platforms: readonly string[]; readonly recipe: Recipe } | undefined {
  const facts = factsOf(subject);
  const isTold =
    facts?.platforms !== undefined ||
    facts?.exists === false ||
    failuresOf(subject).some(({ state }) => state === "platform-missing");
  if (isTold || subject.name?.digest !== undefined) return undefined;
  const recipe = subject.recipe();
  const { by, platform } = recipe?.proof ?? {};
  if (recipe === undefined || recipe.isMirrored || by !== "wave-hash" || platform === undefined) return undefined;
  return { platforms: platform.split(","), recipe };
}

/** When the image was built, as it says itself, if it does; undefined where nothing of that is known. */
export function buildDate(subject: Subject): { readonly created?: string } | undefined {
  const { download } = factsOf(subject) ?? {};
  return containerOf(subject)?.config ?? download?.sif ?? download?.squashfs;
}

/** What was found beside the image for one platform; undefined where nobody looked. */
export function attestationsOf(
  subject: Subject,
  platform: string | null = judgedPlatform(subject),
): Attestations | undefined {
  const byPlatform = factsOf(subject)?.byPlatform;
  return byPlatform?.get(platform)?.attestations ?? byPlatform?.get(null)?.attestations;
}

/** Bytes to pull for it. */
export function pullSize(subject: Subject): number | undefined {
  const container = containerOf(subject);
  return container === undefined ? factsOf(subject)?.download?.size : transferSize(container);
}

/** The first answer that tells of a failure. */
export function failedAnswer(subject: Subject): (PlatformFacts & { readonly failure: Failure }) | undefined {
  return [...(factsOf(subject)?.byPlatform.values() ?? [])].find(
    (answer): answer is PlatformFacts & { readonly failure: Failure } => answer.failure !== undefined,
  );
}

/** Every way in which asking about the image failed, in the order in which the answers count. */
export function failuresOf(subject: Subject): readonly Failure[] {
  return [...(factsOf(subject)?.byPlatform.values() ?? [])].flatMap(
    ({ failure, attestations }) => failure ?? attestations?.failure ?? [],
  );
}

/** Whether a registry said that the image is not there for this platform. */
export function isMissing(subject: Subject, platform: string | null): platform is string {
  return platform !== null && factsOf(subject)?.byPlatform.get(platform)?.failure?.state === "platform-missing";
}

/** Whether nobody could tell if the image is for this platform: Wave tells neither system nor variant of a single image. */
export function isUntold(subject: Subject, platform: string | null): boolean {
  return platform !== null && factsOf(subject)?.byPlatform.get(platform)?.failure?.state === "unsupported";
}
