/** A world for commands that run in the process of a test: nothing of the machine is in it, and what is printed is kept. */
import { Redactor } from "../../src/text/redactor.ts";
import type { World } from "../../src/world.ts";

export interface Printed {
  out: string;
  err: string;
  /** Of both, in their order. */
  all: string;
}

/** `more`: what a test has of its own. */
export function testWorld(more: Partial<World> = {}): { readonly world: World; readonly printed: Printed } {
  const printed: Printed = { out: "", err: "", all: "" };
  const keep = (stream: "out" | "err") => (text: string) => {
    printed[stream] += text;
    printed.all += text;
  };
  const world: World = {
    env: {},
    now: () => new Date("2026-11-30T12:00:00Z"),
    out: keep("out"),
    err: keep("err"),
    input: () => Promise.resolve(""),
    color: false,
    redactor: new Redactor(),
    ...more,
  };
  return { world, printed };
}
