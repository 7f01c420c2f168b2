/** The two images of a process, for Docker and for Singularity, and edits that change both as one. */
import { namedBuild, type NamedBuild } from "../../image/named-build.ts";
import { readPulledName } from "../../image/written.ts";
import type { Engine, Fix } from "../../model.ts";
import { meantName, placeOf } from "../../pull.ts";
import { placeKey } from "../../reference.ts";
import { caution, type NameEdit, nameEdit } from "./name-edit.ts";
import type { Subject } from "./subject.ts";

const SIF_ENGINES: ReadonlySet<Engine> = new Set(["singularity", "apptainer"]);

export function isOfSif({ pull }: Pick<Subject, "pull">): boolean {
  return pull.engine !== null && SIF_ENGINES.has(pull.engine);
}

/** A qualified name is unique in its pipeline; a plain one only in its file. */
export function processOf({ pull }: Pick<Subject, "pull">): string | undefined {
  if (pull.process === undefined) return undefined;
  return pull.process.includes(":") ? pull.process : `${pull.process}\n${placeOf(pull).file}`;
}

/** By the name as its engine pulls it, which says whether it is a SIF (`oras://`). */
export function buildOf({ pull }: Subject): NamedBuild | undefined {
  return namedBuild(readPulledName(meantName(pull), pull.canonical));
}

/** What an image is to be, as it is written. */
export type Change = readonly [subject: Subject, to: (name: string) => string | undefined];

/**
 * Edits that make all of these changes, sorted by place, each once. Undefined where one of them cannot be made: no half moves
 * alone. Never safe: another build does something else.
 */
export function fixOfBuilds(title: string, changes: readonly Change[]): Fix | undefined {
  const found = changes.map(([subject, to]) => editOf(subject, to));
  const edits = found.flatMap((one) => one ?? []);
  if (edits.length < found.length) return undefined;
  const byPlace = new Map(edits.map((one) => [placeKey(one.edit.location), one]));
  const unique = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const [first, ...others] = unique.map(({ edit }) => edit);
  if (first === undefined) return undefined;
  const words = new Set(unique.map(caution));
  return { title: `${title}${[...words].join("")}`, edits: [first, ...others], safe: false };
}

function editOf(subject: Subject, to: (name: string) => string | undefined): NameEdit | undefined {
  const { written } = subject.pull;
  return nameEdit(subject, (name, pull) => (pull.written === written ? to(name) : undefined));
}
