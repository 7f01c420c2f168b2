/** Files behind a URL, mostly SIFs, by one request each: what Singularity and Apptainer download without any registry. */
import { platformsOf } from "../../image/sif.ts";
import type { Download, Evidence, Inspection, InspectionRequest, Inspector } from "../../model.ts";
import { oneLine } from "../../text/foreign.ts";
import type { HttpClient } from "../network/http.ts";
import { TimeBudget } from "../network/time-budget.ts";
import { firstBytes, otherPlatform, readImageFile } from "../oci/image-file.ts";
import { type Refusal, refusal, refusalOfNetwork } from "../oci/refusal.ts";

export interface DownloadInspectorOptions {
  readonly http: HttpClient;
  readonly now: () => Date;
  /** Milliseconds that the requests for one file may take together. Default 60 s. */
  readonly fileBudget?: number;
}

/** Whether an image is asked for by its URL and not by a registry's protocol. */
export function isDownload(image: string): boolean {
  return /^https?:\/\//i.test(image);
}

/**
 * Asks the server of a file for its first 128 bytes. No login is sent, to nobody: engines send none either. A URL is
 * asked for once a run, whatever is asked about it.
 */
export function createDownloadInspector(options: DownloadInspectorOptions): Inspector {
  return new DownloadInspector(options);
}

/** What one server said of one file. */
interface Found {
  readonly download?: Download;
  readonly failed?: Refusal;
  readonly host: string;
  readonly requests: number;
  readonly status?: number;
  readonly notes?: readonly string[];
}

class DownloadInspector implements Inspector {
  readonly #http: HttpClient;
  readonly #now: () => Date;
  readonly #fileBudget: number;
  readonly #found = new Map<string, Promise<Found>>();

  constructor({ http, now, fileBudget = 60_000 }: DownloadInspectorOptions) {
    this.#http = http;
    this.#now = now;
    this.#fileBudget = fileBudget;
  }

  async inspect(request: InspectionRequest): Promise<Inspection> {
    const subject = oneLine(request.image);
    if (!URL.canParse(request.image)) {
      const failed = refusal("invalid-reference", `${subject} is not a URL.`);
      return this.#inspectionOf(request, { failed, host: "", requests: 0 });
    }
    const url = new URL(request.image);
    // Never sent.
    url.hash = "";
    let found = this.#found.get(url.href);
    if (found === undefined) this.#found.set(url.href, (found = this.#ask(url, subject)));
    return this.#inspectionOf(request, await found);
  }

  async close(): Promise<void> {
    // Nothing is held open here: the connections are the HTTP client's.
  }

  async #ask(url: URL, subject: string): Promise<Found> {
    const { host } = url;
    const budget = new TimeBudget(this.#fileBudget, () => this.#now().getTime());
    const answer = await this.#http.request(url, { ...firstBytes, redirects: "follow", budget });
    const { requests } = answer;
    if ("failure" in answer) return { failed: refusalOfNetwork(answer), host, requests };
    const read = readImageFile({ subject, host, identity: "anonymous" }, answer);
    const notes = answer.url.host === host ? {} : { notes: [`${host} redirected to ${answer.url.host}.`] };
    if ("failure" in read) return { failed: read, host, requests, ...notes };
    return { download: read, host, requests, status: answer.status, ...notes };
  }

  #inspectionOf(request: InspectionRequest, { download, failed, ...effort }: Found): Inspection {
    const platforms = download && platformsOf(download);
    const { failure } = failed ?? otherPlatform(oneLine(request.image), request.platform, platforms) ?? {};
    return {
      request,
      ...(platforms !== undefined && { platforms }),
      ...(download !== undefined && { download }),
      ...(failure !== undefined && { failure }),
      evidence: evidenceOf(effort, failed, this.#now()),
    };
  }
}

function evidenceOf(
  { host, requests, status, notes }: Omit<Found, "download" | "failed">,
  failed: Refusal | undefined,
  now: Date,
): Evidence {
  const said = failed === undefined ? status : failed.status;
  return {
    via: requests === 0 ? "none" : "download",
    host,
    verified: false,
    requests,
    observedAt: now.toISOString(),
    ...(said !== undefined && { status: said }),
    ...(failed?.code !== undefined && { code: failed.code }),
    identity: "anonymous",
    ...(notes !== undefined && { notes }),
  };
}
