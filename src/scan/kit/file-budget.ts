/** How much work one file may ask for. What is beyond is not followed, and the file's problems say so. */

/** The work that a file can multiply, and what a person reads where it is too much. The limits are far above every real file. */
const RESOURCES = {
  merged: {
    most: 500_000,
    message: "the merge keys (<<) of this file add more keys than are followed: maps may have less than they should",
  },
  names: {
    most: 2_000_000,
    message: "the expressions of this file make more text than is followed: names made of them are unresolved",
  },
  pulls: {
    most: 10_000,
    message: "this file names more images than are followed: the others are left out",
  },
  jobs: {
    most: 50_000,
    message:
      "the jobs of this file, with their matrices, are more than are followed: images of the others are left out",
  },
  inline: {
    most: 1_048_576,
    message: "the Dockerfiles within this file are longer than is followed: the others are left out",
  },
} as const;

export type Resource = keyof typeof RESOURCES;

/** One for a file, handed down to whatever works for it. */
export class FileBudget {
  readonly #left = new Map<Resource, number>();
  readonly #say: (offset: number, message: string) => void;

  /** `say`: told once of each resource that runs out, with the place at which it did. */
  constructor(say: (offset: number, message: string) => void) {
    this.#say = say;
  }

  /** Whether something was refused. */
  isSpent(resource: Resource): boolean {
    return (this.#left.get(resource) ?? 0) < 0;
  }

  /** Takes from what is left; false where there is too little. */
  take(resource: Resource, amount: number, offset: number): boolean {
    const { most, message } = RESOURCES[resource];
    const left = this.#left.get(resource) ?? most;
    this.#left.set(resource, left - amount);
    if (left >= amount) return true;
    if (left >= 0) this.#say(offset, `${message[0]!.toUpperCase()}${message.slice(1)}.`);
    return false;
  }
}
