/** What nf-core's metadata and generated configurations declare for the process at a place. */
import type { Pull, Reference } from "../../model.ts";
import { placeOf } from "../../pull.ts";

/**
 * By the directive of a process: `meta.yml` in its folder, for the process that the metadata is of, and the generated
 * configurations of the pipeline around it, which go by the name of the process alone. Empty for every other place.
 */
export function declarationsOf(pulls: readonly Pull[]): (place: Reference) => readonly Pull[] {
  const byProcess = Map.groupBy(
    pulls.filter(({ source }) => source === "nf-core"),
    (pull) => placeOf(pull).context.process,
  );
  return ({ file, kind, context }) => {
    if (kind !== "directive" || context.process === undefined) return [];
    return (byProcess.get(context.process) ?? []).filter((pull) => {
      const declared = placeOf(pull);
      const isMeta = declared.kind === "meta";
      return isMeta ? folderOf(declared.file) === folderOf(file) : file.startsWith(pipelineOf(declared.file));
    });
  };
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** The folder around `conf/containers_….config`. */
function pipelineOf(file: string): string {
  return file.slice(0, file.lastIndexOf("conf/"));
}
