/** What the names of images say of the environments of their processes, each worked out once. */
import { normalPlatform } from "../../image/platform.ts";
import { withoutDockerScheme } from "../../image/written.ts";
import type { Pull, RecipeProof, ScanResult } from "../../model.ts";
import { meantName, placeOf } from "../../pull.ts";
import { isProvable } from "../../recipe/built-name.ts";
import { nameForPlatform } from "../../recipe/other-platform.ts";
import { proveRecipe } from "../../recipe/prove.ts";
import type { Recipe, RecipeOf } from "../rules/subject.ts";
import { environmentReader, once, sourceKey } from "./environment-book.ts";

export function openRecipes(scan: Pick<ScanResult, "environments">): RecipeOf {
  const proofs = new Map<string, RecipeProof>();
  const environmentOf = environmentReader(scan);
  return (pull) => {
    if (!isOfProcess(pull)) return undefined;
    const { conda: source } = pull;
    const name = withoutDockerScheme(meantName(pull));
    const own = { name, isMirrored: false };
    if (source === undefined) return { ...own, proof: unknown("no environment is known for it") };
    const environment = environmentOf(source);
    if ("problem" in environment) {
      const { problem } = environment;
      return { ...own, source, proof: unknown(problem), ...(isProvable(name) && { unread: problem }) };
    }
    const platform = pull.platform === null ? undefined : normalPlatform(pull.platform);
    const prove = (image: string): RecipeProof =>
      once(proofs, [sourceKey(source), platform, image].join("\n"), () =>
        proveRecipe(image, environment, platform === undefined ? {} : { platform }),
      );
    const recipe = (image: string, isMirrored: boolean): Recipe => {
      const proof = prove(image);
      return { name: image, isMirrored, source, proof, nameFor: (asked) => nameForPlatform(image, environment, asked) };
    };
    const found = recipe(name, false);
    // Under a registry that is put in front, or in place, its name is no name of Wave's any more.
    const written = withoutDockerScheme(pull.written.trim());
    if (found.proof.by === "wave-hash" || written === name) return found;
    const before = recipe(written, true);
    return before.proof.by === "wave-hash" ? before : found;
  };
}

/** A process pulls it, or the metadata of its module says what Wave built for it. */
function isOfProcess(pull: Pull): boolean {
  return pull.source === "nextflow" || placeOf(pull).kind === "meta";
}

function unknown(detail: string): RecipeProof {
  return { verdict: "unknown", by: "names", detail };
}
