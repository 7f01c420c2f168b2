/** The two images of a process, with what is known of them from elsewhere: what the chain between them is read from. */
import { isSameBuild, namedBuild } from "../image/named-build.ts";
import { normalPlatform } from "../image/platform.ts";
import { isOras, readWrittenName, type WrittenName } from "../image/written.ts";
import type { RecipeProof } from "../model.ts";

/** As the engines pull them. */
export interface Twins {
  readonly docker: string;
  readonly singularity: string;
}

/** All that is known besides the two names. Each part may be left out, and then less can be said. */
export interface TwinContext {
  /** What the environment of the process says of a name (`proveRecipe`). */
  readonly prove?: (image: string) => RecipeProof | undefined;
  /** What nf-core's metadata declares for the process. */
  readonly declared?: readonly DeclaredImage[];
  /** What Wave calls the SIF of the environment of Docker's half, each with `oras://`: one may be of what lies behind the URL. */
  readonly predicted?: () => readonly string[];
  /** The platform that the process or the run asks for. */
  readonly platform?: string | null;
  /** What registries and servers said of a canonical name or of a URL; undefined where nobody was asked. */
  readonly factsOf?: (image: string) => TwinFacts | undefined;
}

export interface DeclaredImage {
  /** A name, or the URL of a file. */
  readonly image: string;
  readonly platform: string | null;
}

export interface TwinFacts {
  /** That there is no such image, or something else that no engine can run. */
  readonly isAbsent?: true;
  /** Of what a manifest of a registry holds: the sha256 of its one SIF, 64 hexadecimal digits; null: it holds none. */
  readonly sif?: string | null;
  /** What the name of a container image means. */
  readonly digest?: string;
  /** Platforms on offer; of a SIF the one in its header. */
  readonly platforms?: readonly string[];
}

export interface TwinPair {
  readonly twins: Twins;
  readonly docker: WrittenName;
  readonly sif: WrittenName;
  /** The names with `oras://` that Singularity's half is, or that the file behind its URL may have. */
  readonly holders: readonly string[];
  /** The one that it is, or that holds that file as a registry says. */
  readonly holder: string | undefined;
  /** By what Singularity's half is compared: itself, else the name that is declared for the file behind its URL, else its holder. */
  readonly name: string | undefined;
  /** Whether the names say that they are of one build; undefined where they do not say. */
  readonly agree: boolean | undefined;
  /** What the environment says of each. */
  readonly ofDocker: RecipeProof | undefined;
  readonly ofName: RecipeProof | undefined;
  /** Normalised. */
  readonly platform: string | null;
  readonly factsOf: (image: string) => TwinFacts | undefined;
}

export function readTwins(twins: Twins, context: TwinContext): TwinPair {
  const { prove = () => undefined, platform = null } = context;
  const factsOf = (image: string): TwinFacts | undefined => context.factsOf?.(asAsked(image));
  const [docker, sif] = [readWrittenName(twins.docker), readWrittenName(twins.singularity)];
  const sha256 = sif.kind === "download" ? sif.sha256 : undefined;
  const written = sha256 === undefined ? twins.singularity : declaredName(twins, context);
  const holders = written === undefined ? guessedNames(twins, context) : [written].filter(isOras);
  const holder = holders.find((one) => sha256 === undefined || factsOf(one)?.sif === sha256);
  const name = written ?? holder;
  return {
    twins,
    docker,
    sif,
    name,
    holders,
    holder,
    agree: name === undefined ? undefined : doAgree(twins.docker, name),
    ofDocker: ofTag(twins.docker, prove),
    ofName: name === undefined ? undefined : ofTag(name, prove),
    platform: platform === null ? null : normalPlatform(platform),
    factsOf,
  };
}

/**
 * The name in a registry that is declared beside the URL. Where the URL is not declared and Docker's half is, the file should be the
 * one that is declared beside that, as long as those two are of one build.
 */
function declaredName({ docker, singularity }: Twins, { declared = [], prove }: TwinContext): string | undefined {
  // With the id of an image it is no name of a SIF: nothing is said of this one then.
  const isOfSif = (name: string): boolean => prove?.(name)?.engine !== "docker";
  const own = namesBeside(singularity, declared).find(isOfSif);
  return own ?? namesBeside(docker, declared).find((name) => isOfSif(name) && doAgree(docker, name) === true);
}

/** What Wave calls the SIF, and what is declared for the platform that Docker's half is built for. */
function guessedNames(
  { docker }: Twins,
  { declared = [], predicted = () => [], prove }: TwinContext,
): readonly string[] {
  const built = prove?.(docker)?.platform;
  const other = declared.filter(({ image, platform }) => isOras(image) && platform === built);
  return [...new Set([...other.map(({ image }) => image), ...predicted()])];
}

/** The names with `oras://` that are declared for a platform for which the image is declared, too. */
function namesBeside(image: string, declared: readonly DeclaredImage[]): readonly string[] {
  const asked = asAsked(image);
  const platforms = new Set(declared.filter((one) => asAsked(one.image) === asked).map(({ platform }) => platform));
  return declared.flatMap((one) => (isOras(one.image) && platforms.has(one.platform) ? [one.image] : []));
}

function doAgree(docker: string, name: string): boolean | undefined {
  const [mine, other] = [namedBuild(readWrittenName(docker)), namedBuild(readWrittenName(name))];
  return mine && other && isSameBuild(other, mine);
}

/** A digest says which bytes are pulled, whatever tag stands beside it. */
function ofTag(image: string, prove: NonNullable<TwinContext["prove"]>): RecipeProof | undefined {
  return digestOf(readWrittenName(image)) === undefined ? prove(image) : undefined;
}

/** As registries and servers are asked for it. */
export function asAsked(image: string): string {
  const read = readWrittenName(image);
  return read.kind === "registry" ? read.canonical : image;
}

/** The digest that a name has itself. */
export function digestOf(read: WrittenName): string | undefined {
  return read.kind === "registry" ? read.name.digest : undefined;
}
