/** Whether an image is there. */
import { imageRule, type Message } from "./rule.ts";
import { REMEDY_OF_PART } from "./inspectable.ts";
import { factsOf, failedAnswer, isNotBuilt } from "./subject.ts";

export const exists = imageRule({
  id: "exists",
  summary: "The image is there to be pulled",
  severity: "error",
  asks: ({ platform }) => [{ platform, need: "existence" }],
  options: {},
  text: {
    why: `Images vanish: a build is withdrawn, a namespace is closed, a tag was mistyped. A run finds out after hours of
queueing; a pull request can find out in a second.`,
    policy: `rules:
  exists: error
`,
    bad: ["quay.io/acme/tool:no-such-tag"],
    good: ["quay.io/acme/tool:1.0"],
    notes: `A registry that refuses an anonymous question (401, 403) does not say whether the image is absent or private:
that is a finding of [inspectable](inspectable.md), not of this rule. Downloads (\`https://…\`) are asked for
[where they lie](../registries.md#downloads); \`library://\`, \`shub://\` and files of another machine are not.
An image that [Wave is to build](../nextflow.md#images-that-wave-builds) and has not built yet is a notice.`,
  },
  check(subject): readonly Message[] {
    if (factsOf(subject)?.exists !== false) return [];
    const { image, name, pull } = subject;
    // Which of several Wave builds is its server's to say: that the others are not there is no news.
    if (isNotBuilt(subject)) return pull.confidence === "candidate" ? [] : [notBuilt(image, pull.predicted ?? "")];
    const { failure, evidence } = failedAnswer(subject) ?? {};
    if (failure?.incomplete === true) {
      return [{ message: failure.message.replace(/\.$/, ""), help: REMEDY_OF_PART, evidence: {} }];
    }
    const said = [evidence?.host, evidence?.status, evidence?.code].filter((part) => part !== undefined);
    return [
      {
        message: `${image} does not exist (${said.join(" ")})`,
        help: name?.digest === undefined ? HELP : HELP_OF_DIGEST,
        evidence: {},
      },
    ];
  },
});

function notBuilt(image: string, template: string): Message {
  return {
    message: `${image} is not there yet: Wave builds it when a run first asks for it`,
    help: "Nothing is wrong: its name is worked out from the `conda` directive. Run the pipeline once, and what it holds can be judged.",
    severity: "notice",
    evidence: { template },
  };
}

const HELP = "Check the spelling and the tag; if it was removed, choose another build or your own copy.";
/** `docker images --no-trunc` shows the digest of the configuration, which is no name at a registry. */
const HELP_OF_DIGEST =
  "Check the spelling, and that this is the digest of a manifest and not of a configuration (the image ID that `docker images` shows): `docker buildx imagetools inspect NAME:TAG` prints the right one.";
