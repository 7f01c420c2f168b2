/** The pages of a registry's list of referrers (OCI distribution-spec 1.1, "Listing Referrers"). */
import { header, type HttpResponse } from "../network/http.ts";
import { OCI_INDEX } from "../oci/media-types.ts";
import { refusal, type Refusal, refusalOf, refusalOfNetwork } from "../oci/refusal.ts";
import type { Authority } from "./authority.ts";
import { type OciDescriptor, readDocument } from "./document.ts";
import type { RegistryMeter } from "./meter.ts";
import type { Place } from "./place.ts";

export interface Referrers {
  readonly entries: readonly OciDescriptor[];
  /** False where the registry has no such list: clients keep one under a tag then. */
  readonly isServed: boolean;
}

const MOST_PAGES = 10;
const MOST_BYTES = 4 * 1024 * 1024;
/** What registries that know no referrers answer: the specification has 404, older ones call the path or the method wrong. */
const NOT_SERVED: ReadonlySet<number> = new Set([400, 404, 405, 406, 501]);

export async function listReferrers(
  authority: Authority,
  place: Place,
  digest: string,
  meter: RegistryMeter,
): Promise<Referrers | Refusal> {
  const start = `/v2/${place.repository}/referrers/`;
  const entries: OciDescriptor[] = [];
  let path: string | undefined = `${start}${digest}`;
  for (let page = 1; path !== undefined; page++) {
    if (page > MOST_PAGES) {
      return refusal("too-large", `${place.subject} has more than ${MOST_PAGES} pages of referrers.`);
    }
    const options = { headers: { accept: OCI_INDEX }, maxBytes: MOST_BYTES };
    const answer = await authority.send({ place, path, options, meter });
    if ("failure" in answer) return refusalOfNetwork(answer);
    if (NOT_SERVED.has(answer.status)) return { entries: [], isServed: false };
    if (answer.status !== 200) {
      return refusalOf(`the referrers of ${place.subject}`, place.endpoint.base.host, answer, meter.identity);
    }
    const document = readDocument(answer.bytes, header(answer, "content-type"));
    // A page of some other sort behind a 200: whoever answers so serves no list.
    if ("state" in document || document.kind !== "index") return { entries: [], isServed: false };
    entries.push(...document.entries);
    path = nextPage(answer, start);
  }
  return { entries, isServed: true };
}

/** Of the same list and no other: `Link: </v2/…/referrers/sha256:…?n=…>; rel="next"`. */
function nextPage(answer: HttpResponse, start: string): string | undefined {
  const [, target = ""] = /<([^<>]*)>\s*;\s*rel="?next"?/i.exec(header(answer, "link") ?? "") ?? [];
  const url = target === "" ? null : URL.parse(target, answer.url.href);
  return url?.origin === answer.url.origin && url.pathname.startsWith(start) ? url.pathname + url.search : undefined;
}
