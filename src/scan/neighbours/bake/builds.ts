/** What the build of a bake target pulls, or hands to the Dockerfile that it builds. */
import { posix } from "node:path";
import type { ReferenceContext } from "../../../model.ts";
import { type BuildContext, type BuildValue, pathInRepository } from "../../kit/build-definition.ts";
import { contextImage, sbomScanner } from "../../kit/build-options.ts";
import { buildValue } from "../../kit/build-value.ts";
import { addComposed, type Composed, cutComposed, isKnown, literal } from "../../kit/composed.ts";
import type { AskedBuild, FileScanner, Surroundings } from "../../kit/file-scan.ts";
import type { PlacedText } from "../../kit/placed-text.ts";
import { scanInlineDockerfile } from "../inline-dockerfile.ts";
import type { Attribute, InlineDockerfile, Target } from "./targets.ts";
import { type BakeValue, toText } from "./values.ts";

const CONTEXT_SCHEME = /^docker-image:\/\//i;

/** What an argument costs of the budget of its file. */
const COST = 8;

export class TargetScanner {
  readonly #scan: FileScanner;
  readonly #target: Target & { readonly isAsked: boolean };
  readonly #around: Surroundings;
  readonly #platforms: readonly string[];

  /** `scan`: of the file that bake reads first. */
  constructor(scan: FileScanner, target: Target & { readonly isAsked: boolean }, around: Surroundings) {
    this.#scan = scan;
    this.#target = target;
    this.#around = around;
    const platforms = (target.platforms ?? []).flatMap((platform) => plain(platform) ?? []);
    // `local` is the builder's own.
    this.#platforms = [...new Set(platforms)].filter((platform) => platform !== "" && platform !== "local");
  }

  scan(): void {
    const { inline, attestations, args, contexts, start } = this.#target;
    // Targets can inherit thousands of arguments from one another.
    if (!this.#scan.budget.take("names", COST * (1 + args.size + contexts.size), start)) return;
    if (inline !== undefined) this.#inline(inline);
    else if (!this.#dockerfile()) this.#pullContexts();
    for (const { value, text } of attestations) this.#attestation(value, text);
  }

  get #facts(): { readonly engine: "buildkit"; readonly platform: string | undefined } {
    const isOne = this.#target.platforms?.length === 1;
    return { engine: "buildkit", platform: isOne ? this.#platforms[0] : undefined };
  }

  /** Hands the build to its Dockerfile; false where that is not read. */
  #dockerfile(): boolean {
    const { scan, start, context, dockerfile, isAsked } = this.#target;
    const { tree, options } = this.#around;
    const folder = context === undefined ? "." : plain(context);
    const path = dockerfile === undefined ? "Dockerfile" : plain(dockerfile);
    if (folder === undefined || path === undefined) return false;
    const below = [folder === "" ? "." : withoutCwd(folder), path === "" ? "Dockerfile" : withoutCwd(path)];
    if (path.startsWith("cwd://")) below.shift();
    const beside = [posix.dirname(scan.file), ...below];
    const isThere = (parts: readonly string[]): boolean => {
      const found = pathInRepository(parts);
      return typeof found !== "string" && tree.read(found.path) !== undefined;
    };
    // Bake is run in the folder of its file, or in that of the repository.
    const parts = !isThere(beside) && isThere(below) ? below : beside;
    const isNamed = isAsked || context !== undefined || dockerfile !== undefined;
    if (!isNamed && !isThere(parts)) return false;
    scan.build(start, parts, this.#asked(this.#scan), tree);
    return isThere(parts) && options.kinds.dockerfile !== false;
  }

  /** What the build is asked for; `scan` lends the places of it. */
  #asked(scan: FileScanner): AskedBuild {
    const { name, args, contexts, target } = this.#target;
    const context = { job: name };
    const valueOf = ({ value, text }: Attribute): BuildValue => buildValue(scan, text, toText(value), context);
    const named = Array.from(contexts, ([key, { value, text }]) => {
      return [key, contextOf(scan, toText(value), text, context)] as const;
    });
    const isLast = target === undefined || plain(target) === "";
    return {
      name: `target ${name}`,
      args: new Map(Array.from(args, ([arg, value]) => [arg, valueOf(value)])),
      contexts: new Map(named),
      platforms: this.#platforms,
      ...(!isLast && { target: valueOf(target) }),
    };
  }

  /** Contexts that are images, where the Dockerfile that may use them is not read. */
  #pullContexts(): void {
    for (const { value, text } of this.#target.contexts.values()) {
      const known = toText(value);
      const image = contextImage(text);
      if (!isKnown(known)) {
        if (image !== undefined) this.#add("context", image, known);
        continue;
      }
      const scheme = CONTEXT_SCHEME.exec(known.value)?.[0].length;
      if (scheme !== undefined) this.#add("context", image ?? text, cutComposed(known, scheme));
    }
  }

  #add(kind: "context" | "scanner", text: PlacedText, value: Composed): void {
    addComposed(this.#scan, { text, kind, context: { job: this.#target.name }, facts: this.#facts }, [value]);
  }

  /** `"type=sbom,generator=IMAGE"`, or a map that says the same. */
  #attestation(value: BakeValue, text: PlacedText): void {
    if (value.kind === "map") {
      const type = value.entries.get("type");
      const generator = value.entries.get("generator");
      const disabled = value.entries.get("disabled");
      if (type?.kind !== "scalar" || type.value !== "sbom") return;
      if (disabled?.kind === "scalar" && /^(?:true|1)$/.test(String(disabled.value))) return;
      const image = generator === undefined ? literal(SBOM_IMAGE) : toText(generator);
      this.#add("scanner", placeOf(generator) ?? placeOf(type) ?? text, image);
      return;
    }
    // As it is written, and as it is: where the first says enough, it knows the places.
    const written = sbomScanner(text, "attestation");
    const known = toText(value);
    if (!isKnown(known)) {
      if (written !== undefined) this.#add("scanner", written.text, known);
      return;
    }
    const scanner = sbomScanner({ ...text, value: known.value, offsetOf: () => undefined }, "attestation");
    if (scanner === undefined) return;
    const { image } = scanner;
    const at = known.value.endsWith(image) ? known.value.length - image.length : undefined;
    this.#add("scanner", (written ?? scanner).text, at === undefined ? literal(image) : cutComposed(known, at));
  }

  #inline({ scan, text }: InlineDockerfile): void {
    if (!scan.budget.isSpent("inline")) scanInlineDockerfile(scan, text, this.#asked(scan));
  }
}

/** What stands for the name of a context. */
function contextOf(scan: FileScanner, value: Composed, text: PlacedText, context: ReferenceContext): BuildContext {
  const place = contextImage(text) ?? text;
  if (!isKnown(value)) return { image: buildValue(scan, place, value, context, "context") };
  const scheme = CONTEXT_SCHEME.exec(value.value)?.[0].length;
  if (scheme === undefined) return "no image";
  return { image: buildValue(scan, place, cutComposed(value, scheme), context, "context") };
}

const SBOM_IMAGE = "docker/buildkit-syft-scanner:stable-1";

function placeOf(value: BakeValue | undefined): PlacedText | undefined {
  return value?.kind === "scalar" ? value.parts[0]?.origin : undefined;
}

function plain({ value }: Attribute): string | undefined {
  const text = toText(value);
  return isKnown(text) ? text.value : undefined;
}

/** A path of the machine on which bake runs. */
function withoutCwd(path: string): string {
  const local = path.replace(/^cwd:\/\//, "");
  return local === "" ? "." : local;
}
