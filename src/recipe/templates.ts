/** The templates that Wave made container files from: for each text that one had, the state of the hash after it. */
import type { SipState } from "./sip-hash.ts";
import { templateStates } from "./template-states.ts";

export type Engine = "docker" | "singularity";

/** One text of one template, with the builder image filled in. */
export interface Template {
  /** As requests have it: `conda/micromamba:v2`. */
  readonly name: string;
  readonly engine: Engine;
  /** The image that installs the packages: `mambaorg/micromamba:1.5.10-noble`. */
  readonly builder: string;
  /** `wave@417e43a72@2026-07-06`: repository, commit and day of each commit that gave it this text, the first one first. */
  readonly sources: readonly string[];
  readonly state: SipState;
}

const read = new Map<Engine, readonly Template[]>();

/** Those of an engine: the default of today's servers first, of each template the newest text first. */
export function templatesOf(engine: Engine): readonly Template[] {
  const known = read.get(engine);
  if (known !== undefined) return known;
  const templates = templateStates.trim().split("\n").map(readTemplate);
  const own = templates.filter((template) => template.engine === engine);
  read.set(engine, own);
  return own;
}

function readTemplate(line: string): Template {
  const [name = "", engine, builder = "", sources = "", v = "", tail = "", length] = line.split(" ");
  const low = [0, 16, 32, 48].map((at) => word(v.slice(at + 8, at + 16)));
  const high = [0, 16, 32, 48].map((at) => word(v.slice(at, at + 8)));
  const bytes = Buffer.alloc(8);
  bytes.write(tail, "hex");
  return {
    name,
    engine: engine === "singularity" ? "singularity" : "docker",
    builder,
    sources: sources.split(","),
    state: Int32Array.of(...low, ...high, bytes.readInt32LE(0), bytes.readInt32LE(4), Number(length)),
  };
}

function word(hex: string): number {
  return Number.parseInt(hex, 16) | 0;
}

/** `conda/micromamba:v1 (mambaorg/micromamba:1.5.10-noble, text of 2024-10-04)`. */
export function describeTemplate(template: Template): string {
  const { builder, text } = textOf(template);
  return `${template.name} (${builder}, text of ${text})`;
}

/** The image that installs the packages, and the day on which the template was first given this text (ISO 8601). */
export function textOf({ builder, sources }: Template): { readonly builder: string; readonly text: string } {
  const [, , text = ""] = (sources[0] ?? "").split("@");
  return { builder, text };
}
