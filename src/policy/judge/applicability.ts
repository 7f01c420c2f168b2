/** Which rules have nothing to look at in an image of some kind. */
import type { Rule } from "../rules/rule.ts";
import { factsOf, type Subject, type WantedImage } from "../rules/subject.ts";

/** Why a rule says nothing of an image, in words that follow "does not apply:"; undefined where it applies. */
export function whyNotApplied({ looksAt }: Rule, image: WantedImage | Subject): string | undefined {
  if (looksAt === "manifest") return image.from === "registry" ? undefined : "a file has no manifest";
  if (looksAt !== "configuration") return undefined;
  if (image.isSif) return "a SIF has no configuration of a container image";
  const artifact = "known" in image ? factsOf(image)?.artifact : undefined;
  return artifact === undefined ? undefined : "an artifact has no configuration of a container image";
}
