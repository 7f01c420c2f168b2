/** One image against the environment beside it, with all that the repository has to say of both. */
import type { Problem, RecipeProof, RecipeVerdict, SourceTree } from "../model.ts";
import type { Environment } from "../recipe/environment.ts";
import { buildsOf, type LockedBuild } from "../recipe/explanations.ts";
import { proveByOlder, proveRecipe } from "../recipe/prove.ts";
import type { EnvironmentSource, ModuleImage } from "../scan/modules/index.ts";
import { Environments } from "./environments.ts";
import type { OlderText, OlderTexts } from "./older.ts";

/** An image that stands beside an environment, in as many places as there are. */
export interface Held {
  readonly image: string;
  readonly environment: string;
  readonly claims: readonly ModuleImage[];
}

/** The verdicts, the gravest first. */
const GRAVITY: readonly RecipeVerdict[] = [
  "other-platform",
  "not-from-environment",
  "version-differs",
  "unknown",
  "recomputed-with",
  "recomputed",
];

const isWrong = ({ proof }: { readonly proof: RecipeProof }): boolean => proof.verdict === "other-platform";
const gravity = ({ verdict }: RecipeProof): number => GRAVITY.indexOf(verdict);

export class Prover {
  /** What files were before; set when somebody asks for it. */
  older: OlderTexts | undefined;
  readonly #tree: SourceTree;
  readonly #environments: Environments;
  /** Lock files of conda as nf-core tools write them, by the folder of the environment with a slash, or "". */
  readonly #locks: ReadonlyMap<string, readonly string[]>;
  readonly #builds = new Map<readonly string[], readonly LockedBuild[]>();
  /** The same image stands beside the same text in many modules: each text has a number. */
  readonly #known = new Map<string, RecipeProof>();
  readonly #texts = new Map<string, number>();

  constructor(tree: SourceTree) {
    this.#tree = tree;
    this.#environments = new Environments(tree);
    const locks = tree.files.filter((file) => file.includes(LOCKS));
    this.#locks = Map.groupBy(locks, (file) => file.slice(0, file.indexOf(LOCKS)));
  }

  /** Environments that cannot be read. */
  get problems(): readonly Problem[] {
    return this.#environments.problems;
  }

  /**
   * Of several places the gravest word. A platform that one of them claims in vain is told beside it where another one is
   * right: the image is made from this environment. Undefined where no environment can be read.
   */
  prove({ claims }: Held): RecipeProof | undefined {
    const distinct = new Map(claims.map((claim) => [`${claim.platform} ${JSON.stringify(claim.sources)}`, claim]));
    const said = [...distinct.values()].flatMap((claim) => {
      const proof = this.#ofPlace(claim);
      return proof === undefined ? [] : [{ claim, proof }];
    });
    const right = said.filter((one) => !isWrong(one));
    const [gravest] = (right.length > 0 ? right : said).sort((a, b) => gravity(a.proof) - gravity(b.proof));
    const wrong = said.find(isWrong)?.claim;
    if (gravest === undefined || wrong === undefined || isWrong(gravest)) return gravest?.proof;
    const { file, platform = "" } = wrong;
    const detail = `${gravest.proof.detail}; yet ${file} names it for ${platform} as well, which it is not`;
    return { ...gravest.proof, detail };
  }

  /** Of several environments that one directive names the best word: an image is made from one of them. */
  #ofPlace({ image, sources, platform, file }: ModuleImage): RecipeProof | undefined {
    let best: RecipeProof | undefined;
    for (const [index, source] of sources.entries()) {
      const environment = this.#environments.of(source, file);
      if (environment === undefined) continue;
      const proof = this.#once(image, environment, platform, source);
      const placed = index === 0 ? proof : ofOther(proof, "file" in source ? source.file : `the packages of ${file}`);
      if (best === undefined || gravity(best) < gravity(placed)) best = placed;
    }
    return best;
  }

  #once(image: string, environment: Environment, platform: string | undefined, source: EnvironmentSource): RecipeProof {
    const file = "file" in source ? source.file : undefined;
    const folder = file?.slice(0, file.lastIndexOf("/") + 1);
    const locks = folder === undefined ? undefined : this.#locks.get(folder);
    const key = [image, platform, this.#numberOf(environment), ...(locks === undefined ? [] : [folder])].join("\n");
    const claimed = platform === undefined ? {} : { platform };
    let proof = this.#known.get(key);
    if (proof === undefined) {
      proof = proveRecipe(image, environment, {
        ...claimed,
        ...(locks !== undefined && { builds: () => this.#buildsOf(locks) }),
      });
      this.#known.set(key, proof);
    }
    const { older } = this;
    if (older === undefined || file === undefined) return proof;
    return proveByOlder(proof, image, environment, { ...claimed, older: () => this.#otherTexts(older, file) });
  }

  #numberOf({ dumped }: Environment): number {
    const known = this.#texts.get(dumped);
    if (known !== undefined) return known;
    this.#texts.set(dumped, this.#texts.size);
    return this.#texts.size - 1;
  }

  #buildsOf(locks: readonly string[]): readonly LockedBuild[] {
    const builds = this.#builds.get(locks) ?? locks.flatMap((lock) => buildsOf(this.#tree.read(lock) ?? ""));
    this.#builds.set(locks, builds);
    return builds;
  }

  *#otherTexts(older: OlderTexts, file: string): Generator<OlderText> {
    const now = this.#tree.read(file);
    for (const one of older.of(file)) if (one.text !== now) yield one;
  }
}

/** In the folder of a module: `.conda-lock/linux_amd64-bd-0123456789abcdef_1.txt`. */
const LOCKS = ".conda-lock/";

/** What an environment gives that the directive names for another case than the file beside the script. */
function ofOther(proof: RecipeProof, other: string): RecipeProof {
  const detail = `held against ${other}, which conda names for another case: ${proof.detail}`;
  return { ...proof, ...(proof.verdict === "recomputed" && { verdict: "recomputed-with" }), detail };
}
