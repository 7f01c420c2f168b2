/** The edit by which another name is pulled: of the whole name where it stands in one piece, else of the part that differs. */
import type { Edit, ModuleOrigin, Pull, ReferenceKind } from "../../model.ts";
import { locationOf } from "../../reference.ts";
import type { Subject } from "./subject.ts";

/** What is to be pulled in place of a name as it is written, `docker://` left out; undefined: that is not known. */
export type NewName = (name: string, pull: Pull) => string | undefined;

export interface NameEdit {
  readonly edit: Edit;
  /** All that is pulled by the text that it changes; each is then pulled by its new name. */
  readonly pulls: readonly Pull[];
  /** It changes a value that names are put together with, and that something else may have, too: a script, a step of a build. */
  readonly isPart: boolean;
  /** The code that it is in. */
  readonly module: ModuleOrigin | undefined;
}

/** Undefined where no edit of one place gives all that is pulled by it its new name, and no other one. */
export function nameEdit({ pull, at }: Pick<Subject, "pull" | "at">, newName: NewName): NameEdit | undefined {
  for (const place of pull.references) {
    if (!isEditable(place.kind) || place.unresolved !== undefined) continue;
    const pulls = at(place);
    const texts = new Set(pulls.map((one) => newText(place.text, one, newName)));
    const [replacement] = texts;
    if (texts.size !== 1 || replacement === undefined || replacement === place.text) continue;
    const isPart = !isTemplate(place.text) && place.text.trim() !== pull.written.trim();
    return { edit: { location: locationOf(place), replacement }, pulls, isPart, module: place.context.module };
  }
  return undefined;
}

/** Kinds whose text is a name, or a value that becomes one, and no text of another language. */
const IS_EDITABLE: Readonly<Record<ReferenceKind, boolean>> = {
  directive: true,
  config: true,
  from: true,
  arg: true,
  copy: true,
  mount: true,
  "onbuild-copy": true,
  "onbuild-mount": true,
  syntax: true,
  image: true,
  service: true,
  launch: false,
  uses: true,
  bootstrap: false,
  context: false,
  scanner: false,
  meta: false,
};

export function isEditable(kind: ReferenceKind): boolean {
  return IS_EDITABLE[kind];
}

/** A variable of Groovy, of a shell, of Dockerfiles or of HCL in a text that is not only that. */
function isTemplate(text: string): boolean {
  return text.includes("$") && /^[\w.:/@-]/.test(text);
}

/** What has to stand in place of a text so that the pull has its new name. */
function newText(text: string, pull: Pull, newName: NewName): string | undefined {
  // The name of what Wave builds stands nowhere.
  if (pull.image === null || pull.predicted !== undefined) return undefined;
  const written = pull.written.trim();
  const scheme = /^docker:\/\//.exec(written)?.[0] ?? "";
  const name = newName(written.slice(scheme.length), pull);
  if (name === undefined) return undefined;
  const now = scheme + name;
  return isTemplate(text) ? newTemplate(text, written, now) : newValue(text, written, now);
}

/** Where the value stands in the name just once. */
function newValue(text: string, written: string, now: string): string | undefined {
  const value = text.trim();
  const [before = "", behind, ...more] = written.split(value);
  if (behind === undefined || more.length > 0) return undefined;
  const isAround = now.startsWith(before) && now.endsWith(behind) && now.length > before.length + behind.length;
  return isAround ? text.replace(value, () => now.slice(before.length, now.length - behind.length)) : undefined;
}

/** Where only the beginning of the name is another one, and the text has all of that as it is. */
function newTemplate(text: string, written: string, now: string): string | undefined {
  const shared = commonEnd(written, now);
  const old = written.slice(0, written.length - shared);
  const isLiteral = old !== "" && text.startsWith(old) && !old.includes("$") && !/^[\w-]/.test(text.slice(old.length));
  return isLiteral ? now.slice(0, now.length - shared) + text.slice(old.length) : undefined;
}

/** From a boundary of the name on. */
function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  while (length > 0 && /[\w-]/.test(a.at(-length) ?? "")) length--;
  return length;
}

/** Whether an edit changes what is meant and nothing else, as far as its place goes. */
export function isSure({ isPart, pulls, module }: NameEdit): boolean {
  const isOurs = module === undefined || "local" in module;
  return isOurs && !isPart && pulls.every(({ confidence }) => confidence === "exact");
}

/** What is to be looked at first, in words that follow a sentence: a value that is shared, code of others. */
export function caution({ isPart, module }: NameEdit): string {
  if (module !== undefined && !("local" in module))
    return " It is in a module that was copied from elsewhere: updates of that are then to be merged.";
  return isPart ? " Whatever else takes this value gets it, too." : "";
}
