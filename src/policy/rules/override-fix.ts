/** The edit by which a pipeline says in its own configuration what a module that it has copied is to pull. */
import type { Fix, OverridePlace, Reference } from "../../model.ts";
import { placeOf } from "../../pull.ts";
import { placeKey } from "../../reference.ts";
import { digestFix } from "./digest-fix.ts";
import type { Message } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** The edits that pin an image to what it means today, what is meant first; or why there are none. */
export function pinFixes(subject: Subject): Pick<Message, "fixes" | "noFix"> {
  const fix = digestFix(subject);
  if (typeof fix === "string") return { noFix: fix };
  const override = overrideFix(subject, fix.edits[0].replacement);
  return { fixes: override === undefined ? [fix] : [override, fix] };
}

/**
 * Undefined where the code is the pipeline's own, and where something of the process is put together. A selector of the same
 * name that is there keeps its settings: Nextflow brings both together (24.10 with parser v1, 26.04 with v2).
 *
 * @param text What is to stand in place of the name.
 */
function overrideFix({ pull, ofProcess, overridePlace }: Subject, text: string): Fix | undefined {
  const place = placeOf(pull);
  const { process, module } = place.context;
  const isOurs = module === undefined || "local" in module;
  if (isOurs || process === undefined || overridePlace === undefined) return undefined;
  const halves = new Map<string, Reference>();
  for (const { references, predicted } of ofProcess) {
    // By its `conda` directive, which stays as it is.
    if (predicted !== undefined) continue;
    const [only, ...others] = references;
    if (only?.kind !== "directive" || others.length > 0) return undefined;
    halves.set(placeKey(only), only === place || placeKey(only) === placeKey(place) ? { ...only, text } : only);
  }
  const value = containerOf([...halves.values()]);
  if (value === undefined) return undefined;
  const title =
    "Pin it to the digest that it means today, in the pipeline's own configuration: an update of the module then no longer changes what it pulls.";
  return {
    title,
    edits: [{ location: overridePlace.location, replacement: blockOf(overridePlace, process, value) }],
    safe: false,
  };
}

/** The same choice as the module has, written for a configuration. */
function containerOf([first, second, ...others]: readonly Reference[]): string | undefined {
  const [one, other] = [first && quoted(first.text), second && quoted(second.text)];
  if (first === undefined || one === undefined || others.length > 0) return undefined;
  if (second === undefined) return first.context.condition === undefined ? one : undefined;
  const [a, b] = [conditionOf(first), conditionOf(second)];
  if (a === undefined || b === undefined || other === undefined) return undefined;
  if (b === `!(${a})`) return `{ ${a} ? ${one} : ${other} }`;
  return a === `!(${b})` ? `{ ${b} ? ${other} : ${one} }` : undefined;
}

/** On one line; undefined where a comment could be in it. */
function conditionOf({ context }: Reference): string | undefined {
  const text = context.condition?.replaceAll(/\s+/g, " ");
  return text === undefined || /\/[/*]/.test(text) ? undefined : text;
}

function quoted(text: string): string | undefined {
  return /['\\$\r\n]/.test(text) ? undefined : `'${text}'`;
}

/** As the template of nf-core has it: four blanks a level. */
function blockOf(place: OverridePlace, process: string, value: string): string {
  const { isInBlock, isOnNewLine, lineEnd } = place;
  const inner = [`    withName: '${process}' {`, `        container = ${value}`, "    }"];
  const lines = isInBlock ? inner : [...(isOnNewLine ? [""] : ["", ""]), "process {", ...inner, "}"];
  return lines.map((line) => `${line}${lineEnd}`).join("");
}
