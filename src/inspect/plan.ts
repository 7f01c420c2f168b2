import type { Inspection, InspectionRequest, Inspector, Need } from "../model.ts";

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface InspectAllOptions {
  /** Images under way at once on one registry. Default 8. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Epoch milliseconds: what is not known by then ends as `timeout`. */
  readonly deadline?: number;
  readonly now?: () => Date;
}

const strength: Readonly<Record<Need, number>> = { existence: 0, platforms: 1, config: 2 };

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
  const { concurrency = 8, now = (): Date => new Date() } = options;
  const jobs = new Map<string, InspectionRequest>();
  for (const request of requests) jobs.set(keyOf(request), request);

  const queues = new Map<string, InspectionRequest[]>();
  for (const request of [...jobs.values()].sort((a, b) => strength[b.need] - strength[a.need])) {
    const registry = registryOf(request.image);
    const queue = queues.get(registry);
    if (queue === undefined) queues.set(registry, [request]);
    else queue.push(request);
  }

  const results = new Map<string, Inspection>();
  const total = jobs.size;
  const left = (): number => (options.deadline ?? Number.POSITIVE_INFINITY) - now().getTime();

  async function work(queue: InspectionRequest[]): Promise<void> {
    for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
      results.set(keyOf(request), await inspectOne(inspector, request, left, now));
      options.onProgress?.({ done: results.size, total });
    }
  }

  await Promise.all(
    [...queues.values()].flatMap((queue) =>
      Array.from({ length: Math.min(concurrency, queue.length) }, () => work(queue)),
    ),
  );
  return requests.map((request) => results.get(keyOf(request)) ?? unfinished(request, now));
}

async function inspectOne(
  inspector: Inspector,
  request: InspectionRequest,
  left: () => number,
  now: () => Date,
): Promise<Inspection> {
  const time = left();
  if (time <= 0) return unfinished(request, now);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Inspection>((resolve) => {
    if (Number.isFinite(time)) timer = setTimeout(() => resolve(unfinished(request, now)), time);
  });
  try {
    return await Promise.race([inspector.inspect(request), late]);
  } catch (error) {
    return without(request, now, "malformed", `${request.image} could not be inspected: ${String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function unfinished(request: InspectionRequest, now: () => Date): Inspection {
  return without(request, now, "timeout", `${request.image} was not inspected: the time for all images was used up.`);
}

function without(
  request: InspectionRequest,
  now: () => Date,
  state: "timeout" | "malformed",
  message: string,
): Inspection {
  const evidence = { via: "none", host: "", verified: false, requests: 0, observedAt: now().toISOString() } as const;
  return { request, failure: { state, message }, evidence };
}

function keyOf({ image, platform, need }: InspectionRequest): string {
  return `${image} ${platform ?? ""} ${need}`;
}

/** Only for the queues: requests to one registry wait for each other. */
function registryOf(image: string): string {
  return image.slice(0, image.indexOf("/"));
}
