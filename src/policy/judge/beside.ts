/** What the files say around an image before anybody is asked: the rest of its process, what is declared for it, its environment. */
import type { Pull, ScanResult } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { processOf } from "../rules/halves.ts";
import type { Beside, EnvironmentsOf } from "../rules/subject.ts";
import { declarationsOf } from "./declarations.ts";

export function besides(
  { pulls }: Pick<ScanResult, "pulls">,
  environmentsOf: EnvironmentsOf | undefined,
): (pull: Pull) => Beside {
  const byTask = Map.groupBy(pulls, (pull) => processOf({ pull }));
  const declaredFor = declarationsOf(pulls);
  return (pull) => {
    const task = processOf({ pull });
    return {
      ofTask: task === undefined ? [] : (byTask.get(task) ?? []),
      declared: declaredFor(placeOf(pull)),
      environment: () => (pull.conda === undefined ? undefined : environmentsOf?.(pull.conda)),
    };
  };
}
