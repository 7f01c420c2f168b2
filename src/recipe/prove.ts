/** Holds the name of an image against the environment that it is said to be made from. Offline: a match proves the request, not the bytes. */
import { normalPlatform } from "../image/platform.ts";
import type { RecipeProof } from "../model.ts";
import { quote } from "../text/quote.ts";
import { type MulledName, readBuiltName, type SingleName, type WaveName } from "./built-name.ts";
import { compareNames, type NameComparison } from "./differences.ts";
import { type CondaPackage, type Environment, readEnvironment } from "./environment.ts";
import { explanations, type LockedBuild } from "./explanations.ts";
import { askedOf, pipName } from "./match-spec.ts";
import { matchMulled } from "./mulled.ts";
import { describeTemplate } from "./templates.ts";
import { findRequest, wavePlatforms, type WaveRequest } from "./wave-id.ts";

export interface ProofOptions {
  /** Which platform the place says that the image is for: a key of `meta.yml`, the architecture of a pull. */
  readonly platform?: string;
  /** What conda lock files beside the environment have; asked for only where nothing else matches. */
  readonly builds?: () => readonly LockedBuild[];
  /** The same file at older commits, the newest first; asked for only where nothing else matches. */
  readonly older?: () => Iterable<{ readonly commit: string; readonly text: string }>;
}

/** So many commits of a file are looked at. */
const MOST_COMMITS = 200;

/** Never throws for what stands in a name or a file. What is no name of a build (`isProvable`) is `unknown`. */
export function proveRecipe(image: string, environment: Environment, options: ProofOptions = {}): RecipeProof {
  const name = readBuiltName(image);
  if (name?.kind === "wave") return new WaveProof(name, environment, options).prove();
  if (name?.kind === "mulled") return proveMulled(name, environment);
  if (name?.kind === "single") return proveSingle(name, environment);
  return { verdict: "unknown", by: "names", detail: "the name says nothing of what the image was made from" };
}

/** What `older` adds to the proof that a name has without it, in the same words as if it had been given at once. */
export function proveByOlder(
  proof: RecipeProof,
  image: string,
  environment: Environment,
  options: ProofOptions,
): RecipeProof {
  const name = readBuiltName(image);
  return name?.kind === "wave" ? new WaveProof(name, environment, options).withOlder(proof) : proof;
}

/** One name against one environment. */
class WaveProof {
  readonly #name: WaveName;
  readonly #environment: Environment;
  readonly #options: ProofOptions;

  constructor(name: WaveName, environment: Environment, options: ProofOptions) {
    this.#name = name;
    this.#environment = environment;
    this.#options = options;
  }

  prove(): RecipeProof {
    const names = compareNames(this.#name, this.#environment);
    const found = this.#find(this.#environment.dumped);
    // Where the environment has the id, its name is what Wave makes of it and nothing near it.
    const certain = found !== undefined && names.kind === "open" ? { ...names, kind: "version" as const } : names;
    const refuted = refutation(certain, this.#environment);
    if (refuted !== undefined) return this.#refuted(refuted, found);
    if (found !== undefined) return this.#matched(found);
    return this.#explained(names) ?? this.#ofCommit() ?? this.#unknown(names);
  }

  withOlder(proof: RecipeProof): RecipeProof {
    if (proof.verdict === "unknown") return this.#ofCommit() ?? proof;
    const isRefuted = proof.verdict === "version-differs" || proof.verdict === "not-from-environment";
    return isRefuted ? this.#refuted(proof, undefined) : proof;
  }

  #refuted(proof: RecipeProof, found: WaveRequest | undefined): RecipeProof {
    if (found !== undefined)
      return {
        ...proof,
        detail: `${proof.detail}; yet the id is that of this environment: the name was changed by hand`,
      };
    const commit = this.#commit();
    return commit === undefined
      ? proof
      : { ...proof, detail: `${proof.detail}; it was made from the file as it was at ${commit.commit}` };
  }

  #matched(found: WaveRequest, how?: string): RecipeProof {
    const { template, platform } = found;
    const proof = {
      platform,
      template: describeTemplate(template),
      engine: template.engine,
      by: "wave-hash" as const,
      ...(how !== undefined && { how }),
    };
    const what = `the id is that of a request for ${platform.replace(",", " and ")} with ${proof.template}${how === undefined ? "" : `, with ${how}`}`;
    const detail = template.engine === this.#name.engine ? what : `${what}; ${WRONG_KIND[template.engine]}`;
    const claimed = this.#options.platform;
    if (claimed !== undefined && !platform.split(",").includes(normalPlatform(claimed)))
      return { ...proof, verdict: "other-platform", detail: `${detail}, and not for ${normalPlatform(claimed)}` };
    return { ...proof, verdict: how === undefined ? "recomputed" : "recomputed-with", detail };
  }

  #explained(names: NameComparison): RecipeProof | undefined {
    const order = names.kind === "same" || names.kind === "open" ? names.order : this.#environment.packages;
    const builds = this.#options.builds?.() ?? [];
    for (const { condaFile, how } of explanations(this.#environment, order, builds)) {
      const found = this.#findLikely(condaFile);
      if (found !== undefined) return this.#matched(found, how);
    }
    return undefined;
  }

  #ofCommit(): RecipeProof | undefined {
    const found = this.#commit();
    return found === undefined ? undefined : this.#matched(found.request, `the file as it was at ${found.commit}`);
  }

  #commit(): { readonly commit: string; readonly request: WaveRequest } | undefined {
    let looked = 0;
    for (const { commit, text } of this.#options.older?.() ?? []) {
      if (++looked > MOST_COMMITS) return undefined;
      const environment = readEnvironment(text);
      const request = "problem" in environment ? undefined : this.#find(environment.dumped);
      if (request !== undefined) return { commit, request };
    }
    return undefined;
  }

  #unknown(names: NameComparison): RecipeProof {
    const agree = { same: "names and versions agree, and ", open: "the names agree, and " };
    const beginning = names.kind === "same" || names.kind === "open" ? agree[names.kind] : "";
    return { verdict: "unknown", by: "names", detail: `${beginning}no request that is known here has that id` };
  }

  /** What the scheme says first: a name of one kind with an id of the other is a mistake that is found here. */
  #find(condaFile: string): WaveRequest | undefined {
    const { id, engine } = this.#name;
    const repositories = this.#repositories();
    const other = engine === "docker" ? "singularity" : "docker";
    return (
      findRequest(id, condaFile, { engine, repositories }) ??
      findRequest(id, condaFile, { engine: other, repositories })
    );
  }

  /** What of the name Wave may have been given: all but the packages that it adds, or all of it. */
  #repositories(): readonly string[] {
    const { repository } = this.#name;
    return [repository.slice(0, repository.lastIndexOf("/")), repository];
  }

  /** In the common way only: there are many to look at. */
  #findLikely(condaFile: string): WaveRequest | undefined {
    const { id, engine, isCommunity } = this.#name;
    const repositories = isCommunity ? this.#repositories().slice(0, 1) : this.#repositories();
    return findRequest(id, condaFile, { engine, repositories, platforms: wavePlatforms.slice(0, 2) });
  }
}

const WRONG_KIND = {
  docker: "it is the id of an image, which `oras://` pulls no SIF from",
  singularity: "it is the id of a SIF, which needs `oras://` in front of its name",
};

function refutation(names: NameComparison, { packages }: Environment): RecipeProof | undefined {
  if (names.kind === "packages") {
    const parts = [
      names.missing.length > 0 && `without ${list(names.missing)}`,
      names.extra.length > 0 && `with ${list(names.extra)}`,
    ].filter((part) => part !== false);
    return {
      verdict: "not-from-environment",
      by: "names",
      detail: `the name is that of a request ${parts.join(" and ")}`,
    };
  }
  if (names.kind !== "version") return undefined;
  const asks = list(packages.map(writtenOf));
  const detail =
    names.said === ""
      ? `the name has no version, and that of a request for ${asks} has one`
      : `the name says ${names.said}, and the environment ${asks}`;
  return { verdict: "version-differs", by: "names", detail };
}

function proveMulled(name: MulledName, { packages }: Environment): RecipeProof {
  const by = "mulled-hash";
  const match = matchMulled(name, packages);
  if (match === undefined)
    return { verdict: "unknown", by, detail: "no packages of the environment give the hash of the name" };
  const missing = match.missing.map(writtenOf);
  if (missing.length > 0)
    return { verdict: "not-from-environment", by, detail: `the hash is that of a request without ${list(missing)}` };
  if (match.versions === "open")
    return {
      verdict: "unknown",
      by,
      detail: "the hash of the names is that of the environment, and one of the two says no version of each",
    };
  if (match.versions === "same")
    return {
      verdict: "recomputed-with",
      by,
      detail: "the hash of the name is that of the packages and versions of the environment",
    };
  return {
    verdict: "version-differs",
    by,
    detail: "the hash of the names is that of the environment, that of the versions is not",
  };
}

function byNames(verdict: RecipeProof["verdict"], detail: string): RecipeProof {
  return { verdict, by: "names", detail };
}

function proveSingle({ software, version }: SingleName, { packages }: Environment): RecipeProof {
  const asked = packages.map((one) => ({ one, ...askedOf(one) }));
  const found = asked.filter(({ one, name }) => name === (one.manager === "pip" ? pipName(software) : software));
  const [first] = found;
  if (first === undefined) {
    const isOpen = asked.length === 0 || asked.some(({ name }) => name === undefined);
    return isOpen
      ? byNames("unknown", `the image is of ${software}; not all packages of the environment are known by name`)
      : byNames("not-from-environment", `the image is of ${software}, which the environment does not have`);
  }
  const asks = writtenOf(first.one);
  const has = `the name says ${version}, and the environment ${quote(asks)}`;
  if (found.every((one) => one.version === undefined && one.allows("")))
    return first.one.version === undefined
      ? byNames("unknown", `the name agrees; the environment asks for no version of ${software}`)
      : byNames("unknown", `${has}, which is no one version`);
  if (found.some((one) => isSameVersion(one.version, version)))
    return { ...byNames("unknown", "name and version agree"), agrees: true };
  if (!/^v?\d/.test(version) || OF_DOCKERFILE.test(version))
    return byNames("unknown", `the name agrees; its tag, ${version}, is no version of a package of conda`);
  if (found.some((one) => one.allows(version)))
    return { ...byNames("unknown", `the name says ${version}, which ${quote(asks)} allows`), agrees: true };
  if (found.some((one) => isLessPrecise(one.version, version)))
    return byNames("unknown", `the name says no more than ${version}, and the environment ${quote(asks)}`);
  return byNames("version-differs", has);
}

/** BioContainers has images of Dockerfiles, too, whose tags are of another form: `v1.9-4-deb_cv1`. */
const OF_DOCKERFILE = /_cv\d+$/;

/** A tag that is no build of a package, such as `python:3.12`, may say less. */
function isLessPrecise(version: string | undefined, said: string): boolean {
  return version?.startsWith(`${said}.`) === true;
}

/** The tag has `_` where a version of conda has a character that no tag has. */
function isSameVersion(version: string | undefined, said: string): boolean {
  return version?.replace(/[^\w.-]/g, "_") === said;
}

/** Without the channel, of which no name says anything. */
function writtenOf({ written }: CondaPackage): string {
  return written.replace(/^.*?::/s, "");
}

/** More are counted. */
const MOST_LISTED = 8;

function list(words: readonly string[]): string {
  const shown = words
    .slice(0, MOST_LISTED)
    .map((word) => quote(word))
    .join(", ");
  return words.length > MOST_LISTED ? `${shown} and ${words.length - MOST_LISTED} more` : shown;
}
