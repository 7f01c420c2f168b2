/** What real registries and networks do wrong, on demand. */
import type { Answer, Target } from "./exchange.ts";

/** How an answer is spoilt. `status`, `headers` and `body` replace the registry's own; a header of null is removed. */
export interface Reaction {
  readonly delayMs?: number;
  /** The request is read and never answered. */
  readonly hang?: true;
  /** The connection is closed without an answer. */
  readonly drop?: true;
  /** The body comes one byte at a time, this far apart. */
  readonly dripMs?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: Buffer | string;
  readonly rewrite?: (body: Buffer) => Buffer;
}

export interface Fault<Subject = Target> {
  readonly when: (subject: Subject) => boolean;
  /** How many requests it strikes; default: all. */
  readonly times?: number;
  readonly reaction: Reaction | ((subject: Subject) => Reaction);
}

export interface Faults<Subject> {
  /** Returns what takes it away again. */
  readonly add: (fault: Fault<Subject>) => () => void;
  readonly strike: (subject: Subject) => Reaction | undefined;
}

export const createFaults = <Subject>(initial: readonly Fault<Subject>[]): Faults<Subject> => {
  let active = initial.map((fault) => ({ fault, left: fault.times ?? Infinity }));
  return {
    add: (fault) => {
      const entry = { fault, left: fault.times ?? Infinity };
      active = [...active, entry];
      return () => {
        active = active.filter((other) => other !== entry);
      };
    },
    strike: (subject) => {
      const entry = active.find(({ fault, left }) => left > 0 && fault.when(subject));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      return typeof entry.fault.reaction === "function" ? entry.fault.reaction(subject) : entry.fault.reaction;
    },
  };
};

export const spoil = (answer: Answer, reaction: Reaction): Answer => {
  const headers: Record<string, string | readonly string[]> =
    reaction.status === undefined ? { ...answer.headers } : {};
  for (const [name, value] of Object.entries(reaction.headers ?? {})) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  const replaced =
    reaction.body === undefined
      ? reaction.status === undefined
        ? answer.body
        : Buffer.alloc(0)
      : Buffer.from(reaction.body);
  return {
    status: reaction.status ?? answer.status,
    headers,
    body: reaction.rewrite === undefined ? replaced : reaction.rewrite(replaced),
  };
};
