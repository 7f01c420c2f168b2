/** A name with the digest that it means today, in the form that every engine which pulls by it takes. */
import { versionPart } from "../../image/version-part.ts";
import type { Engine, Pull } from "../../model.ts";

/** Whether an engine takes a tag beside a digest. Of the others nobody has tried it. */
const TAKES_TAG_AND_DIGEST: Readonly<Partial<Record<Engine, boolean>>> = {
  docker: true,
  podman: true,
  buildkit: true,
  // containers/image: "references with both a tag and digest are currently not supported".
  singularity: false,
  apptainer: false,
};

/** Whether it is known which form an engine takes. */
export function takesDigest({ engine }: Pull): boolean {
  return engine !== null && TAKES_TAG_AND_DIGEST[engine] !== undefined;
}

/** Whether one of these pulls must go without the tag. */
export function refusesTag(pulls: readonly Pull[]): boolean {
  return pulls.some(({ engine }) => engine !== null && TAKES_TAG_AND_DIGEST[engine] === false);
}

/** `NAME:TAG@DIGEST`, or `NAME@DIGEST` where one of the engines refuses a tag beside it. */
export function withDigest(name: string, digest: string, pulls: readonly Pull[]): string {
  const { kind, start } = versionPart(name);
  return `${kind === "tag" && refusesTag(pulls) ? name.slice(0, start - 1) : name}@${digest}`;
}
