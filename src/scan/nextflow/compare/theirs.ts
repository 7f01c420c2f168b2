/** The output of `nextflow inspect` or `nextflow config`, read. */
import { ConfigurationError } from "../../../errors.ts";
import { engineScopes } from "../naming/engine.ts";
import { jsonPlaces } from "./json-places.ts";
import { sourceText } from "../../../text/source-text.ts";

/** A value in Nextflow's output, and where it stands there. */
export interface Said {
  readonly name: string;
  readonly value: string | null;
  readonly line: number;
  readonly column: number;
}

/** What Nextflow says: of processes (`nextflow inspect`) or of settings (`nextflow config`), in its order. */
export interface Theirs {
  readonly about: "process" | "setting";
  readonly said: readonly Said[];
}

/**
 * Reads what `nextflow inspect -format json` or `nextflow config -o json` printed, told apart by what is in it.
 * Warnings that Nextflow prints before it do not matter.
 *
 * @throws ConfigurationError where it is neither.
 */
export function readTheirs(text: string, file: string): Theirs {
  const { data, start } = parse(text, file);
  const source = sourceText(file, text);
  const places = jsonPlaces(text.slice(start));
  const said = (path: readonly (string | number)[], name: string, value: string | null): Said => {
    const { line, column } = source.lines().at(start + (places.get(JSON.stringify(path)) ?? 0));
    return { name, value, line, column };
  };
  const processes = isObject(data) ? data["processes"] : undefined;
  if (Array.isArray(processes) && processes.every(isProcess)) {
    const entries = processes.map(({ name, container }, index) => said(["processes", index], name, container ?? null));
    return { about: "process", said: entries };
  }
  if (!isObject(data) || !looksLikeConfiguration(data)) throw neither(file);
  return { about: "setting", said: settingsOf(data, said) };
}

/** A setting's name as the flat output of `nextflow config` has it: `process.'withName:FOO'.container`. */
export function settingName(path: readonly string[]): string {
  return path.map((key) => (/^[\w$]+$/.test(key) ? key : `'${key}'`)).join(".");
}

const DIRECTORY = /\$\{(?:projectDir|launchDir)\}/;

/** Whether both texts are one: a directory of the run, which a scan does not know, may be any absolute one. */
export function isSame(ours: string, theirs: string): boolean {
  if (ours === theirs) return true;
  const [before, after, ...more] = ours.split(DIRECTORY);
  if (before === undefined || after === undefined || more.length > 0) return false;
  return (
    theirs.length > ours.length - "${projectDir}".length && theirs.startsWith(`${before}/`) && theirs.endsWith(after)
  );
}

/** Of each engine these settings are compared. */
export const engineKeys = ["enabled", "registry"] as const;

export const isSelector = (key: string): boolean => /^with(?:Name|Label):/.test(key);

function settingsOf(
  config: Readonly<Record<string, unknown>>,
  said: (path: readonly string[], name: string, value: string | null) => Said,
): readonly Said[] {
  const found: Said[] = [];
  const look = (...path: readonly string[]): void => {
    let value: unknown = config;
    for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined || value === null) return;
    found.push(said(path, settingName(path), typeof value === "string" ? value : JSON.stringify(value)));
  };
  look("process", "container");
  const { process } = config;
  for (const key of isObject(process) ? Object.keys(process) : [])
    if (isSelector(key)) look("process", key, "container");
  for (const { scope } of engineScopes) for (const key of engineKeys) look(scope, key);
  return found;
}

const scopes: ReadonlySet<string> = new Set([
  ...engineScopes.map(({ scope }) => scope),
  "aws",
  "conda",
  "env",
  "executor",
  "manifest",
  "params",
  "process",
  "profiles",
  "wave",
]);

function looksLikeConfiguration(data: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(data);
  return keys.length === 0 || keys.some((key) => scopes.has(key) && isObject(data[key]));
}

function parse(text: string, file: string): { readonly data: unknown; readonly start: number } {
  const start = Math.max(0, text.search(/^\s*\{/m));
  try {
    return { data: JSON.parse(text.slice(start)), start };
  } catch (error) {
    throw neither(file, error);
  }
}

function neither(file: string, cause?: unknown): ConfigurationError {
  const message = `${file} is not an output of Nextflow that can be compared; write "nextflow inspect -format json . > FILE" or "nextflow config -o json . > FILE".`;
  return new ConfigurationError(message, { cause });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isProcess(value: unknown): value is { readonly name: string; readonly container?: string | null } {
  if (!isObject(value) || typeof value["name"] !== "string") return false;
  return value["container"] === undefined || value["container"] === null || typeof value["container"] === "string";
}
