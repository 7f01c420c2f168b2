/** Which images an override or a waiver is about. */
import { matchesText } from "../../text/wildcards.ts";
import type { Pull } from "../../model.ts";
import type { Scope } from "../policy.ts";
import { placeOf } from "../../pull.ts";
import { matchesAny } from "../../text/globs.ts";

/** What a scope is held against: a pull and its name as it is judged, or a file as a whole. */
export type ScopeSubject = { readonly pull: Pull; readonly image: string } | { readonly file: string };

export type ScopeMatcher = (subject: ScopeSubject) => boolean;

/** Compiles a scope once. Every list that is given must have an entry that fits; a file has no more than its path. */
export function scopeMatcher(scope: Scope): ScopeMatcher {
  const inFiles = scope.files && matchesAny(scope.files);
  const processes = scope.processes?.map(processGlob);
  const isAboutPulls = [scope.images, scope.sources, scope.engines, processes].some((list) => list !== undefined);
  return (subject) => {
    if ("file" in subject) return !isAboutPulls && (inFiles === undefined || inFiles(subject.file));
    const { pull, image } = subject;
    return (
      some(scope.images, (pattern) => pattern.matches(image)) &&
      (inFiles === undefined || inFiles(placeOf(pull).file)) &&
      some(scope.sources, (source) => source === pull.source) &&
      some(scope.engines, (engine) => engine === pull.engine) &&
      some(processes, (glob) => pull.process !== undefined && glob(pull.process))
    );
  };
}

function some<T>(list: readonly T[] | undefined, fits: (item: T) => boolean): boolean {
  return list === undefined || list.some(fits);
}

/** `*` is any text, colons included; a pattern without a colon means the last part, the process's own name. */
export function processGlob(written: string): (process: string) => boolean {
  const plain = !written.includes(":");
  return (process) =>
    matchesText(written, process) || (plain && matchesText(written, process.slice(process.lastIndexOf(":") + 1)));
}
