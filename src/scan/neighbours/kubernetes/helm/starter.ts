/** Starter charts, which are none before `helm create --starter` fills them in. */
import type { Unresolved } from "../../../../model.ts";

const NAME = "<CHARTNAME>";

/** Why a name of a starter chart is none yet. */
export function ofStarter(image: string): Unresolved | undefined {
  if (!image.includes(NAME)) return undefined;
  return { reason: "template", detail: `helm create puts the name of the new chart in the place of ${NAME}.` };
}
