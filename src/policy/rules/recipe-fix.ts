/** The edit by which the image for another platform is named. */
import type { Fix } from "../../model.ts";
import { meantName, placeOf } from "../../pull.ts";
import { caution, nameEdit } from "./name-edit.ts";
import type { Message } from "./rule.ts";
import type { Recipe, Subject } from "./subject.ts";

/** The name that Wave makes of the same request for the platform that is claimed; never safe, for it may not be built yet. */
export function platformFix(subject: Subject, recipe: Recipe): Pick<Message, "fixes" | "noFix"> {
  const { pull, platform } = subject;
  if (placeOf(pull).kind === "meta") return { noFix: META };
  const name = platform === null ? undefined : recipe.nameFor?.(platform);
  const found = name === undefined ? undefined : nameEdit(subject, (now) => (now === recipe.name ? name : undefined));
  if (name === undefined || found === undefined || platform === null) return { noFix: NO_EDIT };
  const isDeclared = subject.declared.some((one) => one.platform === platform && meantName(one) === name);
  const title = isDeclared
    ? `Name the one that the metadata of the module has for ${platform}.`
    : `Name the one that Wave makes of the same request for ${platform}: whether it was built nobody has asked.`;
  const fix: Fix = { title: `${title}${caution(found)}`, edits: [found.edit], safe: false };
  return { fixes: [fix] };
}

const META = "nf-core modules writes meta.yml with the images that it had built.";
const NO_EDIT = "No edit of one place names the image for the platform that is claimed.";
