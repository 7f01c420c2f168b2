/** The environments of processes as Wave would take them: what they say of names, each worked out once. */
import type { CondaSource, RecipeProof, ScanResult } from "../../model.ts";
import { type Environment, environmentOfDirective, readEnvironment } from "../../recipe/environment.ts";
import { proveRecipe } from "../../recipe/prove.ts";
import { sifNames } from "../../recipe/sif-names.ts";
import type { EnvironmentsOf, OfEnvironment } from "../rules/subject.ts";

type ReadEnvironment = ReturnType<typeof readEnvironment>;

export function openEnvironments(scan: Pick<ScanResult, "environments">): EnvironmentsOf {
  const environmentOf = environmentReader(scan);
  const known = new Map<Environment, OfEnvironment>();
  return (source) => {
    const environment = environmentOf(source);
    return "problem" in environment ? undefined : once(known, environment, () => ofEnvironment(environment));
  };
}

/** Reads each environment once. */
export function environmentReader({
  environments,
}: Pick<ScanResult, "environments">): (source: CondaSource) => ReadEnvironment {
  const known = new Map<string, ReadEnvironment>();
  return (source) => once(known, sourceKey(source), () => readSource(source, environments));
}

/** What tells environments apart. */
export function sourceKey(source: CondaSource): string {
  return "file" in source ? source.file : `\n${source.packages}`;
}

function ofEnvironment(environment: Environment): OfEnvironment {
  const proofs = new Map<string, RecipeProof>();
  const names = new Map<string, readonly string[]>();
  return {
    prove: (image) => once(proofs, image, () => proveRecipe(image, environment)),
    sifNames: (docker) => once(names, docker, () => sifNames(docker, environment.dumped)),
  };
}

function readSource(source: CondaSource, texts: ScanResult["environments"]): ReadEnvironment {
  if ("packages" in source) return environmentOfDirective(source.packages);
  const text = texts?.get(source.file);
  return text === undefined ? { problem: "it is no text, or longer than an environment is" } : readEnvironment(text);
}

export function once<K, T>(known: Map<K, T>, key: K, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}
