/** Many images, each asked about once and every registry in a queue of its own. */
import type { Cancellation } from "../cancellation.ts";
import type { Failure, Inspection, InspectionRequest, Inspector } from "../model.ts";
import { byNeed } from "../order.ts";

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Images that wait or are under way, by registry or server of downloads; the most first. */
  readonly open: readonly { readonly registry: string; readonly images: number }[];
}

export interface InspectAllOptions {
  /** Images under way at once on one registry. Default 8. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Epoch milliseconds: what is not known by then ends as `timeout`. */
  readonly deadline?: number;
  /** What is not known when it comes ends as `cancelled`. */
  readonly cancellation?: Cancellation;
  readonly now?: () => Date;
  /** Told of a long run. */
  readonly log?: (line: { readonly level: "info"; readonly message: string }) => void;
  /** Milliseconds between two lines in the log. Default ten seconds. */
  readonly logEvery?: number;
}

/** The requests for one registry. */
interface Queue {
  readonly waiting: InspectionRequest[];
  /** Those that wait or are under way. */
  open: number;
}

/**
 * Inspects many images: the same request once, results in the order of the requests. Each registry has a queue of its
 * own, so that one that hangs holds up nobody else; within it the strongest need for an image goes first, which
 * answers the weaker ones. Never rejects.
 */
export async function inspectAll(
  inspector: Inspector,
  requests: readonly InspectionRequest[],
  options: InspectAllOptions = {},
): Promise<Inspection[]> {
  const batch = new Batch(inspector, requests, options);
  await batch.run();
  return requests.map((request) => batch.resultOf(request));
}

/** The requests of one call, each once. */
class Batch {
  readonly #inspector: Inspector;
  readonly #options: InspectAllOptions;
  readonly #now: () => Date;
  readonly #start: number;
  readonly #total: number;
  readonly #queues = new Map<string, Queue>();
  readonly #results = new Map<string, Inspection>();
  readonly #begun = new Set<string>();
  #isOver = false;

  constructor(inspector: Inspector, requests: readonly InspectionRequest[], options: InspectAllOptions) {
    this.#inspector = inspector;
    this.#options = options;
    this.#now = options.now ?? ((): Date => new Date());
    this.#start = this.#now().getTime();
    const jobs = new Map(requests.map((request) => [keyOf(request), request]));
    this.#total = jobs.size;
    for (const request of [...jobs.values()].sort((a, b) => byNeed(a.need, b.need))) {
      const registry = registryOf(request.image);
      const queue = this.#queues.get(registry);
      if (queue === undefined) this.#queues.set(registry, { waiting: [request], open: 1 });
      else queue.open = queue.waiting.push(request);
    }
  }

  /** Ends with the last result, at the deadline, or when the run is cancelled. */
  async run(): Promise<void> {
    const { log, logEvery = 10_000, deadline = Number.POSITIVE_INFINITY, cancellation } = this.#options;
    const timer = setInterval(() => {
      log?.({ level: "info", message: describe(this.#progress(), this.#now().getTime() - this.#start) });
    }, logEvery);
    const time = deadline - this.#start;
    let end: NodeJS.Timeout | undefined;
    let forget: (() => void) | undefined;
    const over = new Promise<void>((resolve) => {
      if (Number.isFinite(time)) end = setTimeout(resolve, Math.max(0, time));
      forget = cancellation?.listen(() => {
        this.#end();
        resolve();
      });
    });
    await Promise.race([Promise.all(time > 0 && !this.#isOver ? this.#workers() : []), over]);
    this.#end();
    clearInterval(timer);
    clearTimeout(end);
    forget?.();
  }

  resultOf(request: InspectionRequest): Inspection {
    const key = keyOf(request);
    const reason = this.#options.cancellation?.reason;
    return (
      this.#results.get(key) ??
      (reason === undefined
        ? unfinished(request, this.#now)
        : cancelled(request, this.#now, { reason, isBegun: this.#begun.has(key) }))
    );
  }

  /** What still waits is not begun; what is under way is left to itself, and what comes of it says nothing any more. */
  #end(): void {
    this.#isOver = true;
    for (const queue of this.#queues.values()) queue.waiting.length = 0;
  }

  #workers(): Promise<void>[] {
    const { concurrency = 8 } = this.#options;
    return [...this.#queues.values()].flatMap((queue) =>
      Array.from({ length: Math.min(concurrency, queue.waiting.length) }, () => this.#work(queue)),
    );
  }

  async #work(queue: Queue): Promise<void> {
    for (let request = queue.waiting.shift(); request !== undefined; request = queue.waiting.shift()) {
      this.#begun.add(keyOf(request));
      const inspection = await inspectOne(this.#inspector, request, this.#now);
      if (this.#isOver) return;
      this.#results.set(keyOf(request), inspection);
      queue.open--;
      this.#options.onProgress?.(this.#progress());
    }
  }

  #progress(): Progress {
    return {
      done: this.#results.size,
      total: this.#total,
      open: [...this.#queues]
        .map(([registry, queue]) => ({ registry, images: queue.open }))
        .filter(({ images }) => images > 0)
        .sort((a, b) => b.images - a.images),
    };
  }
}

/**
 * One inspection for each platform that an image offers, with its config: the index once, then manifest and config a
 * platform. What is no index is one inspection, and so are a failure and an index of which no platform is known.
 */
export async function inspectEveryPlatform(
  inspector: Inspector,
  image: string,
  options: InspectAllOptions = {},
): Promise<Inspection[]> {
  const whole = await inspector.inspect({ image, platform: null, need: "platforms" });
  if (whole.failure !== undefined || whole.answer === undefined || "container" in whole.answer) return [whole];
  const { platforms = [] } = whole;
  if (platforms.length === 0) return [whole];
  const requests = platforms.map((platform) => ({ image, platform, need: "config" }) as const);
  return inspectAll(inspector, requests, options);
}

/** `120 of 500 images inspected (11.8 a second); open: quay.io 300, docker.io 80`. */
function describe({ done, total, open }: Progress, milliseconds: number): string {
  const rate = (done / (milliseconds / 1000)).toFixed(1);
  const waiting = open.slice(0, 5).map(({ registry, images }) => `${registry} ${images}`);
  return `${done} of ${total} images inspected (${rate} a second); open: ${waiting.join(", ")}.`;
}

async function inspectOne(inspector: Inspector, request: InspectionRequest, now: () => Date): Promise<Inspection> {
  try {
    return await inspector.inspect(request);
  } catch (error) {
    const message = `${request.image} could not be inspected: ${String(error)}`;
    return without(request, now, { state: "malformed", message });
  }
}

function unfinished(request: InspectionRequest, now: () => Date): Inspection {
  const message = `${request.image} was not inspected: the time for all images was used up.`;
  return without(request, now, { state: "timeout", message, exhausted: true });
}

function cancelled(
  request: InspectionRequest,
  now: () => Date,
  { reason, isBegun }: { readonly reason: string; readonly isBegun: boolean },
): Inspection {
  const { image } = request;
  const message = isBegun
    ? `${image} had not been answered for when the run was cancelled (${reason}).`
    : `${image} was not asked for: the run was cancelled (${reason}).`;
  return without(request, now, { state: "cancelled", message, exhausted: true });
}

function without(request: InspectionRequest, now: () => Date, failure: Failure): Inspection {
  const evidence = { via: "none", host: "", verified: false, requests: 0, observedAt: now().toISOString() } as const;
  return { request, failure, evidence };
}

function keyOf({ image, platform, need, expects = [], lookFor = [] }: InspectionRequest): string {
  return `${image} ${platform ?? ""} ${need} ${expects.join()} ${lookFor.join()}`;
}

/** Only for the queues: requests to one registry, or to one server of downloads, wait for each other. */
function registryOf(image: string): string {
  const name = image.replace(/^https?:\/\//, "");
  return name.slice(0, name.indexOf("/"));
}
