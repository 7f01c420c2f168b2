/** Whether, when and as whom Wave is asked about a manifest. */
import type { ManifestQuestion, WaveClient, Workspace } from "./client.ts";
import type { WaveFailure } from "./failure.ts";
import type { WaveMeter } from "./meter.ts";
import { textFor } from "./names.ts";
import type { Reply } from "./reply.ts";
import type { ServiceProbe } from "./service.ts";
import { Upstreams } from "./upstreams.ts";

/** A reply, and as whom Wave was asked for it. */
interface Heard {
  readonly reply: Reply;
  readonly identity: "anonymous" | "workspace";
  readonly note?: string;
  /** The reply that says how the registry fares, where it is another one. */
  readonly lesson?: Reply;
}

/** Asks Wave; the same question goes out once a run. */
export class WaveCaller {
  readonly #client: WaveClient;
  readonly #service: ServiceProbe;
  readonly #workspace: Workspace | undefined;
  readonly #heard = new Map<string, Promise<Heard>>();
  readonly #upstreams = new Upstreams();

  constructor(client: WaveClient, service: ServiceProbe, workspace: Workspace | undefined) {
    this.#client = client;
    this.#service = service;
    this.#workspace = workspace;
  }

  async ask(question: ManifestQuestion, meter: WaveMeter): Promise<Reply> {
    // Who answers is asked beside the first question, and is known by the time that anything is concluded.
    void this.#service.ask();
    const key = JSON.stringify([textFor(question.name, question.reference), question.platform]);
    let pending = this.#heard.get(key);
    if (pending === undefined) this.#heard.set(key, (pending = this.#askInTurn(question, meter)));
    const { reply, identity, note } = await pending;
    meter.identity = identity;
    if (note !== undefined) meter.notes.add(note);
    return reply;
  }

  async #askInTurn(question: ManifestQuestion, meter: WaveMeter): Promise<Heard> {
    const { registry } = question.name;
    const turn = await this.#upstreams.enter(registry);
    if ("kind" in turn) return { reply: turn, identity: identityOf(this.#workspace) };
    try {
      const heard = await this.#askAsAnybody(question, meter);
      this.#upstreams.learn(registry, heard.lesson ?? heard.reply);
      return heard;
    } finally {
      turn.leave();
    }
  }

  async #askAsAnybody(question: ManifestQuestion, meter: WaveMeter): Promise<Heard> {
    const { registry } = question.name;
    const workspace = this.#workspace;
    const identity = identityOf(workspace);
    const first = await this.#client.send(question, workspace, { meter, isCrowded: this.#upstreams.isCrowded });
    if (first.kind !== "failure" || first.refused !== true || workspace === undefined)
      return { reply: first, identity };

    // A token can open less than none: without a matching login in its workspace, Wave asks the registry as a stranger
    // from its own address, where for a caller without a token it uses the logins of the server.
    // Half of the time is left for what is asked next.
    const second = await this.#client.send(question, undefined, {
      meter,
      isCrowded: this.#upstreams.isCrowded,
      most: meter.time.left / 2,
    });
    // A registry that refuses at once and then hangs does hang.
    if (second.kind === "failure" && second.culprit === "registry") return { reply: first, identity, lesson: second };
    if (first.silent === true && !(second.kind === "failure" && second.refused === true)) {
      return { reply: { ...first, ...nobody }, identity };
    }
    if (second.kind === "failure") return { reply: second.state === "not-found" ? second : first, identity };
    const note = `The workspace opens nothing on ${registry}; Wave read the image as for a caller without a token.`;
    return { reply: second, identity: "anonymous", note };
  }
}

function identityOf(workspace: Workspace | undefined): Heard["identity"] {
  return workspace === undefined ? "anonymous" : "workspace";
}

/** What an empty 401 means where an anonymous call fares otherwise. */
const nobody = {
  state: "configuration",
  culprit: "account",
  message: "The Seqera Platform does not know whose token this is (401 without a word)",
} as const satisfies Partial<WaveFailure>;
