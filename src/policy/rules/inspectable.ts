/** What is said of an image that could not be inspected; the judge says it. */
import type { Failure, FailureState } from "../../model.ts";
import { builtInRule, type Message } from "./rule.ts";

export const inspectable = builtInRule({
  builtIn: true,
  id: "inspectable",
  summary: "What the policy needs to know of an image can be found out",
  severity: "warning",
  options: {},
  text: {
    why: `A registry that is down, asks for a login or limits the rate says nothing about the image. Such an image is
neither good nor bad: it is *undecided*, and so is the verdict, also where this rule is off. Where the severity of this rule
reaches \`fail-on\`, the exit code is 3, never the 1 of a violation; the other images are judged all the same. A server that is
down is one finding, with the number of its images and the first three.

Two things are not left to the registry. Where it was us who did not get through, because the time for an image or for the
run was used up or the run was cancelled, the exit code is 3 whatever the severity, also where this rule is off; only
\`fail-on: never\` exits with 0 then. And where a registry sends other bytes than the digest that was asked for, that
is no open question but a violation: an \`error\`, unless the policy gives this rule a severity of its own.`,
    policy: `rules:
  inspectable: error
`,
    bad: ["registry.example.org/private/tool:1.0"],
    good: ["quay.io/acme/tool:1.0"],
    notes: `On unless turned off; says nothing where no rule needs to ask a registry, and with \`inspector: none\`. Nobody can be asked
about images of \`library://\` and \`shub://\`, nor about a file of the machine that runs it: they are undecided, too.`,
  },
});

/** What the rule says of an image that a registry gave no usable answer for. `offered`: its platforms, where they are known. */
export function uninspectableMessage(
  image: string,
  failure: Failure | undefined,
  wanted: readonly string[],
  offered: readonly string[] | undefined,
): Message {
  if (failure === undefined) {
    return {
      message: `${image} could not be judged: the answer says nothing of ${wanted.join(", ")}`,
      evidence: { "not judged": wanted.join(", ") },
    };
  }
  const what = failure.state === "digest-mismatch" ? "is not what its digest says" : "could not be inspected";
  return {
    message: `${image} ${what}: ${failure.message.replace(/[.\s]+$/, "")}`,
    help: helpFor(failure, offered ?? []),
    evidence: { state: failure.state, "not judged": wanted.join(", ") },
  };
}

/** `offered`: the platforms that the image is known to have. */
function helpFor({ state, incomplete }: Failure, offered: readonly string[]): string {
  if (incomplete === true) return REMEDY_OF_PART;
  return state === "platform-missing" && offered.length === 0 ? "Choose another build." : REMEDY[state];
}

/** What the rule says of an image about which there is nobody to ask, for what reason, and of several of that sort. */
export function unaskableMessage(
  image: string,
  reason: "no-inspector" | "not-here",
  wanted: readonly string[],
): Message & { readonly why: string } {
  const { why, help } = UNASKABLE[reason];
  return {
    message: `${image} could not be inspected: ${why}`,
    help,
    evidence: { state: reason, "not judged": wanted.join(", ") },
    why,
  };
}

const UNASKABLE = {
  "no-inspector": {
    why: "nobody can be asked about images of this service",
    help: "Name a copy in a registry, or waive inspectable for it.",
  },
  "not-here": {
    why: "it is a file of the machine that runs it, and not of this repository",
    help: "Name an image of a registry, or waive inspectable for it.",
  },
} as const;

/** What to do where asking failed in this way. */
export function remedyOf(state: FailureState): string {
  return REMEDY[state];
}

/** What to do about an image that is there without a part of it. */
export const REMEDY_OF_PART =
  "Push the image again, or choose another build: what it names was deleted at the registry.";

const REMEDY: Readonly<Record<FailureState, string>> = {
  "not-found": "Check the spelling and the tag.",
  "absent-or-private": "Check the spelling; if it is private, log in to the registry before this step.",
  unauthorized: "The credentials for this registry are refused for this image; check them.",
  "rate-limited": "Log in to the registry, or run again later.",
  unreachable: "Check the host name and that the runner can reach it.",
  timeout: "Run again; if it stays so, inspect through the other back end (`inspector`).",
  "server-error": "Run again later; the failure is the registry's.",
  "invalid-reference": "Correct the name: the registry does not accept it.",
  unsupported:
    "Set `inspector: registry` if it is Wave that cannot tell; else waive the rule for it, or replace the image.",
  "platform-missing": "Ask for a platform that it has, or choose another build.",
  "digest-mismatch": "Do not use the image before it is explained why its bytes are not what the digest says.",
  "too-large": "Look at the image by hand: no honest manifest is that large.",
  malformed: "Look at the image by hand: what was answered cannot be read.",
  cancelled: "Run again.",
  configuration: "Correct the set-up of this step; the images themselves were not judged.",
  "not-recorded": "Record it where registries can be asked: wave-inspect check --format json, with this policy.",
};

/** Every way in which asking fails. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has each of them and nothing else
export const failureStates = Object.keys(REMEDY) as readonly FailureState[];
