/** Every image of every module, held against the environment beside it. */
import type { Problem, RecipeProof } from "../model.ts";
import { isProvable, readBuiltName } from "../recipe/built-name.ts";
import { findModules, type ModuleImage, openModules } from "../scan/modules/index.ts";
import type { HistoryUse, RecipeEntry } from "./entry.ts";
import { withOlderTexts } from "./older.ts";
import { type Held, Prover } from "./prover.ts";

export interface RecipeListing {
  /** By image, then by environment (code units). */
  readonly entries: readonly RecipeEntry[];
  /** Those of them with `unknown` whose name and version are those of the environment (`RecipeProof.agrees`). */
  readonly agreeing: ReadonlySet<RecipeEntry>;
  readonly problems: readonly Problem[];
  /** Scripts with a process that has a container; those of them without an environment. */
  readonly scripts: number;
  readonly bare: number;
  /** Names that say nothing of an environment, each once; and how many more are put together by a run. */
  readonly mute: readonly string[];
  readonly open: number;
  /** "none": there is no git, or no commit. Absent where no name asked for it. */
  readonly history?: HistoryUse | "none";
}

/** `history`: commits that are looked at for names that nothing else explains; 0: none. */
export function listRecipes(root: string, { history }: { readonly history: number }): RecipeListing {
  const tree = openModules(root);
  const { images, problems, scripts, bare, open } = findModules(tree);
  const { held, mute } = grouped(images);
  const prover = new Prover(tree);
  const proofs = new Map<Held, RecipeProof>();
  const prove = (one: Held): void => {
    const proof = prover.prove(one);
    if (proof !== undefined) proofs.set(one, proof);
  };
  held.forEach(prove);
  const asking = history > 0 ? [...proofs].flatMap(([one, proof]) => (asks(one, proof) ? [one] : [])) : [];
  const use = historyOf(root, { asking, most: history, prover }, prove);
  const entries = [...proofs].map(([one, proof]) => ({ entry: entryOf(one, proof), agrees: proof.agrees === true }));
  return {
    entries: entries.map(({ entry }) => entry).sort(inOrder),
    agreeing: new Set(entries.flatMap(({ entry, agrees }) => (agrees ? [entry] : []))),
    problems: [...tree.problems(), ...problems, ...prover.problems],
    scripts,
    bare: bare.length,
    mute,
    open,
    ...(use !== undefined && { history: use }),
  };
}

/** An image that stands beside an environment in several places is one. */
function grouped(images: readonly ModuleImage[]): { readonly held: readonly Held[]; readonly mute: readonly string[] } {
  const isMute = new Map<string, boolean>();
  const groups = new Map<string, Held & { readonly claims: ModuleImage[] }>();
  for (const claim of images) {
    const { image, environment } = claim;
    if (!isMute.has(image)) isMute.set(image, !isProvable(image));
    if (isMute.get(image) === true) continue;
    const key = `${image}\n${environment}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { image, environment, claims: [claim] });
    else known.claims.push(claim);
  }
  return { held: [...groups.values()], mute: [...isMute].flatMap(([image, is]) => (is ? [image] : [])) };
}

/** Names with an id of Wave's that is not explained. */
function asks({ image, environment }: Held, { verdict }: RecipeProof): boolean {
  const isOpen = verdict === "unknown" || verdict === "version-differs" || verdict === "not-from-environment";
  return isOpen && !environment.endsWith(".nf") && readBuiltName(image)?.kind === "wave";
}

interface Asked {
  readonly asking: readonly Held[];
  readonly most: number;
  readonly prover: Prover;
}

/** Proves once more, with what the files were before. */
function historyOf(
  root: string,
  { asking, most, prover }: Asked,
  prove: (one: Held) => void,
): RecipeListing["history"] {
  if (asking.length === 0) return undefined;
  const files = [...new Set(asking.map(({ environment }) => environment))];
  const use = withOlderTexts(root, { files, most }, (older) => {
    prover.older = older;
    asking.forEach(prove);
    return older.use();
  });
  return use ?? "none";
}

function entryOf({ image, environment }: Held, { verdict, platform, template, detail }: RecipeProof): RecipeEntry {
  return {
    image,
    environment,
    verdict,
    ...(platform !== undefined && { platform }),
    ...(template !== undefined && { template }),
    detail,
  };
}

function inOrder(a: RecipeEntry, b: RecipeEntry): number {
  const [one, other] = a.image === b.image ? [a.environment, b.environment] : [a.image, b.image];
  return one < other ? -1 : 1;
}
