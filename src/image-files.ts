/** Images that are files of the repository itself: what their first bytes tell. */
import { realpathSync } from "node:fs";
import { readBeginningInside } from "./files/inside.ts";
import { isUnread } from "./files/read.ts";
import { isPointer } from "./files/text.ts";
import { HEADER_SIZE, hasStarter, platformsOf, readDownload } from "./image/sif.ts";
import type { Download, Evidence, Failure, Inspection, InspectionRequest } from "./model.ts";

/** Whether a request is about a file of the repository. */
export function isFileRequest({ image }: InspectionRequest): boolean {
  return image.startsWith("./");
}

/**
 * The inspections of the requests that are about a file. What cannot be read has none: it is then as much of a riddle as
 * a file of another machine.
 */
export function inspectFiles(root: string, requests: readonly InspectionRequest[], now: Date): Inspection[] {
  const real = realpathSync(root);
  return requests.filter(isFileRequest).flatMap((request) => inspectFile(real, request, now) ?? []);
}

/** `root` is a real path. */
function inspectFile(root: string, request: InspectionRequest, now: Date): Inspection | undefined {
  const path = request.image.slice("./".length);
  const read = readBeginningInside(root, path, HEADER_SIZE);
  if (isUnread(read)) return undefined;
  const evidence: Evidence = { via: "file", host: "", verified: false, requests: 0, observedAt: now.toISOString() };
  const known = readDownload(read.bytes, read.size);
  if (known === undefined || "least" in known) {
    return {
      request,
      failure: known === undefined ? noImage(path, read.bytes) : cutOff(path, read.size, known.least),
      evidence,
    };
  }
  return { request, ...about(known.download), evidence };
}

function about(download: Download): Pick<Inspection, "download" | "platforms"> {
  const platforms = platformsOf(download);
  return { download, ...(platforms !== undefined && { platforms }) };
}

function cutOff(path: string, size: number, least: number): Failure {
  return {
    state: "malformed",
    message: `${path} is cut off: it has ${size} bytes, and by its header at least ${least}.`,
  };
}

function noImage(path: string, bytes: Buffer): Failure {
  if (isPointer(bytes)) {
    const message = `${path} is a pointer of Git LFS; check it out with its content (lfs: true of actions/checkout).`;
    return { state: "unsupported", message };
  }
  if (hasStarter(bytes)) {
    return {
      state: "unsupported",
      message: `${path} is an image of a format before SIF, whose first bytes say nothing more.`,
    };
  }
  return { state: "malformed", message: `${path} is not an image that can be run: it does not begin as a SIF does.` };
}
