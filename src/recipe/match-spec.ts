/**
 * What a package of an environment asks for as conda and pip read it, which is more than Wave reads of it for a name: `samtools 1.21`,
 * `samtools>=1.17`, `samtools[version=1.21]`, `multiqc[all]~=1.20` (`MatchSpec` of conda, PEP 440 and 508 of pip).
 */
import type { CondaPackage } from "./environment.ts";

export interface Asked {
  /** In small letters; undefined where it is a URL, a file or an option, which may be any package. */
  readonly name?: string;
  /** The one that it asks for, where that is no more than one. */
  readonly version?: string;
  /** Whether a version as a tag has it may be meant. What is not understood allows every one. */
  allows(version: string): boolean;
}

const SPEC = /^(\w(?:[\w.-]*\w)?)\s*(.*)$/s;
/** A range, one of several, a condition, an extra of pip's: which version comes of it the text does not tell. */
const OPEN = /^!|[<>~|,;@[(^$]|\*./;
/** What may be any package. */
const ELSEWHERE = /^[/:\\+]/;

const known = new WeakMap<CondaPackage, Asked>();

export function askedOf(one: CondaPackage): Asked {
  let asked = known.get(one);
  if (asked === undefined) known.set(one, (asked = readSpec(one)));
  return asked;
}

function readSpec({ written, manager, build }: CondaPackage): Asked {
  const text = manager === "conda" ? written.replace(/^[^[]*::/, "") : written;
  const [, name, rest = ""] = SPEC.exec(text.trim()) ?? [];
  if (name === undefined || ELSEWHERE.test(rest)) return { allows: () => true };
  const named = { name: manager === "pip" ? pipName(name) : name.toLowerCase() };
  const [operand = ""] = /^={0,3}\s*[^\s=]*/.exec(rest) ?? [];
  if (OPEN.test(operand) || /^[[;]/.test(rest)) return { ...named, allows: () => true };
  const [, sign = "", version = "", star] = /^(=*)\s*([^*]*?)(\.?\*)?$/s.exec(operand) ?? [];
  if (version === "") return { ...named, allows: () => true };
  const isPattern = star !== undefined;
  // `=1.17` is 1.17.1 to conda as well; `==1.17`, ` 1.17` and `=1.17=BUILD` are not.
  const isStart = isPattern || (sign === "=" && manager === "conda" && build === undefined);
  const wanted = plain(version);
  return {
    ...named,
    ...(!isPattern && { version }),
    allows: (said) => plain(said) === wanted || (isStart && isBeginning(said, version, star === "*")),
  };
}

/** 1.17.1 goes on behind 1.17, and 1.171 does not; behind `1.17*` it does. */
function isBeginning(said: string, start: string, isOfText: boolean): boolean {
  const [whole, begun] = [letters(said), letters(start)];
  return whole.startsWith(begun) && (isOfText || !(/\d$/.test(begun) && /^\d/.test(whole.slice(begun.length))));
}

/** Without what tags have another character for, or none. */
const letters = (version: string): string => version.replace(/[^a-z0-9.]/gi, "");
/** To conda and pip 1.17 and 1.17.0 are one. */
const plain = (version: string): string => letters(version).replace(/(?:\.0)+$/, "");

/** A name as pip compares it (PEP 503). */
export const pipName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");
