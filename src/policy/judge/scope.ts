/** Which images an override or a waiver is about. */
import { matchesText } from "../../text/wildcards.ts";
import type { Pull } from "../../model.ts";
import type { Scope } from "../policy.ts";
import { placeOf } from "../../pull.ts";
import { matchesAny } from "../../text/globs.ts";
import { moduleText } from "../shapes/module-pattern.ts";

/**
 * What a scope is held against: a pull, its name as it is judged and the platform for which it is, or a file as a whole.
 */
export type ScopeSubject =
  | { readonly pull: Pull; readonly image: string; readonly platform: string | null }
  | { readonly file: string };

export type PullSubject = Exclude<ScopeSubject, { readonly file: string }>;

export type ScopeMatcher = (subject: ScopeSubject) => boolean;

/** Compiles a scope once. Every list that is given must have an entry that fits; a file has no more than its path. */
export function scopeMatcher(scope: Scope): ScopeMatcher {
  const { files, ...others } = scope;
  const inFiles = files && matchesAny(files);
  const isAboutPulls = Object.values(others).some((list) => list !== undefined);
  const fits = criteriaOf(scope).map(({ entries }) => entries.map((entry) => entry.fits));
  return (subject) => {
    if ("file" in subject) return !isAboutPulls && (inFiles === undefined || inFiles(subject.file));
    return (
      fits.every((entries) => entries.some((entry) => entry(subject))) &&
      (inFiles === undefined || inFiles(placeOf(subject.pull).file))
    );
  };
}

/** One list of a scope, entry by entry. */
interface Criterion {
  /** What is to be said where nothing fits, in front of the entries: `no image is named`. Absent for words of a closed set. */
  readonly lacking?: string;
  readonly entries: readonly { readonly text: string; readonly fits: (subject: PullSubject) => boolean }[];
}

/** All lists of a scope but the files, which are matched together. */
export function criteriaOf(scope: Scope): readonly Criterion[] {
  const { images, sources, engines, processes, labels, profiles, modules, platforms, called } = scope;
  return [
    criterion("no image is named", images, (pattern) => ({
      text: pattern.text,
      fits: ({ image }) => pattern.matches(image),
    })),
    criterion(undefined, sources, (source) => ({
      text: source,
      fits: ({ pull }) => source === pull.source,
    })),
    criterion(undefined, engines, (engine) => ({
      text: engine,
      fits: ({ pull }) => engine === pull.engine,
    })),
    criterion("no process with an image is named", processes, (text) => {
      const glob = processGlob(text);
      return { text, fits: ({ pull }) => pull.process !== undefined && glob(pull.process) };
    }),
    criterion("no process with an image has the label", labels, (text) => ({
      text,
      fits: ({ pull }) => someFit(text, pull.labels),
    })),
    criterion("no run has the profile", profiles, (text) => ({
      text,
      fits: ({ pull }) => someFit(text, pull.scenario?.profiles),
    })),
    criterion("no image is named in a module of", modules, (pattern) => ({
      text: pattern.text,
      fits({ pull }) {
        const { module } = placeOf(pull).context;
        return module !== undefined && pattern.matches(moduleText(module));
      },
    })),
    criterion(undefined, platforms, (text) => ({ text, fits: ({ platform }) => text === platform })),
    criterion(undefined, called === undefined ? undefined : [called], (isCalled) => ({
      text: String(isCalled),
      fits: ({ pull }) => isCalled === (pull.called !== false),
    })),
  ].flat();
}

function criterion<T>(
  lacking: string | undefined,
  list: readonly T[] | undefined,
  entryOf: (item: T) => Criterion["entries"][number],
): Criterion[] {
  return list === undefined ? [] : [{ ...(lacking !== undefined && { lacking }), entries: list.map(entryOf) }];
}

function someFit(glob: string, texts: readonly string[] = []): boolean {
  return texts.some((text) => matchesText(glob, text));
}

/** `*` is any text, colons included; a pattern without a colon means the last part, the process's own name. */
function processGlob(written: string): (process: string) => boolean {
  const plain = !written.includes(":");
  return (process) =>
    matchesText(written, process) || (plain && matchesText(written, process.slice(process.lastIndexOf(":") + 1)));
}
