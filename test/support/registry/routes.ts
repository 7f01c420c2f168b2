/**
 * The distribution API over a store, with the manners of distribution 2.8: which media types must be in Accept, how a
 * Docker list is rewritten for old clients, which malformed digests are a server error, and what is no JSON.
 */
import { type Answer, type Incoming, type RequestKind, answer, failure, json, pageNotFound } from "./exchange.ts";
import { arrayOf, objectOf, parseJson } from "../json.ts";
import { type Manifest, mediaTypes, sha256 } from "./images.ts";
import { type Repository, type Store, lookUp } from "./store.ts";

const version = { "docker-distribution-api-version": "registry/2.0" };
const strictDigest = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/u;

const accepts = (request: Incoming, mediaType: string): boolean =>
  (request.headers.accept ?? "").split(",").some((part) => part.split(";")[0]?.trim() === mediaType);

const manifestUnknown = (reference: string): Answer =>
  failure(404, "MANIFEST_UNKNOWN", "manifest unknown", { Tag: reference }, version);

const served = (request: Incoming, manifest: Manifest): Answer => {
  const headers = {
    ...version,
    "content-type": manifest.mediaType,
    "docker-content-digest": manifest.digest,
    etag: `"${manifest.digest}"`,
  };
  return request.headers["if-none-match"] === headers.etag
    ? answer(304, headers)
    : answer(200, headers, manifest.bytes);
};

/** distribution rewrites a list that is asked by tag without its type to the manifest for linux/amd64. */
const rewritten = (request: Incoming, repository: Repository, list: Manifest): Answer => {
  if (!accepts(request, mediaTypes.dockerManifest)) {
    return failure(400, "MANIFEST_INVALID", "Schema 2 manifest not supported by client", null, version);
  }
  const entries = arrayOf(objectOf(parseJson(list.bytes.toString())).manifests).map(objectOf);
  const entry = entries.find(({ platform }) => {
    const { os, architecture } = objectOf(platform);
    return os === "linux" && architecture === "amd64";
  });
  const child = repository.manifests.get(String(entry?.digest));
  return child === undefined ? manifestUnknown(request.reference ?? "") : served(request, child);
};

const ociNames: Readonly<Record<string, string>> = {
  [mediaTypes.ociIndex]: "OCI index",
  [mediaTypes.ociManifest]: "OCI manifest",
};

const getManifest = (store: Store, request: Incoming): Answer => {
  const { repository: name = "", reference = "" } = request;
  if (reference.includes(":") && !strictDigest.test(reference)) {
    return failure(500, "UNKNOWN", "unknown error", { Path: `/data/${reference}` }, version);
  }
  const repository = store.find(name);
  const manifest = lookUp(repository, reference);
  if (repository === undefined || manifest === undefined) return manifestUnknown(reference);
  const oci = ociNames[manifest.mediaType];
  if (oci !== undefined && !accepts(request, manifest.mediaType)) {
    const text = `${oci} found, but accept header does not support ${oci === "OCI index" ? "OCI indexes" : "OCI manifests"}`;
    return failure(404, "MANIFEST_UNKNOWN", text, null, version);
  }
  const byTag = !reference.includes(":");
  if (byTag && manifest.mediaType === mediaTypes.dockerList && !accepts(request, manifest.mediaType)) {
    return rewritten(request, repository, manifest);
  }
  return served(request, manifest);
};

const putManifest = (store: Store, request: Incoming): Answer => {
  const { repository: name = "", reference = "" } = request;
  const digest = sha256(request.body);
  if (reference.includes(":") && reference !== digest) {
    return failure(400, "DIGEST_INVALID", "provided digest did not match uploaded content", null, version);
  }
  const content = objectOf(parseJson(request.body.toString()));
  if (content.schemaVersion !== 2) return failure(400, "MANIFEST_INVALID", "manifest invalid", null, version);
  const repository = store.open(name);
  const config = objectOf(content.config).digest;
  const children = arrayOf(content.manifests).map((entry) => objectOf(entry).digest);
  const unknown = [
    ...(typeof config === "string" && !repository.blobs.has(config) ? [config] : []),
    ...children.filter((child) => typeof child !== "string" || !repository.manifests.has(child)),
  ];
  if (unknown.length > 0) {
    return failure(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", { digest: unknown[0] }, version);
  }
  repository.manifests.set(digest, { mediaType: request.headers["content-type"] ?? "", digest, bytes: request.body });
  if (!reference.includes(":")) repository.tags.set(reference, digest);
  return answer(201, { ...version, location: `/v2/${name}/manifests/${digest}`, "docker-content-digest": digest });
};

const deleteManifest = (store: Store, request: Incoming): Answer => {
  const { repository: name = "", reference = "" } = request;
  const repository = store.find(name);
  if (repository === undefined || lookUp(repository, reference) === undefined) return manifestUnknown(reference);
  if (reference.includes(":")) {
    repository.manifests.delete(reference);
    for (const [tag, digest] of repository.tags) if (digest === reference) repository.tags.delete(tag);
  } else {
    repository.tags.delete(reference);
  }
  return answer(202, version);
};

const getBlob = (store: Store, request: Incoming): Answer => {
  const { repository: name = "", reference = "" } = request;
  const bytes = store.find(name)?.blobs.get(reference);
  if (bytes === undefined)
    return failure(404, "BLOB_UNKNOWN", "blob unknown to registry", { digest: reference }, version);
  return answer(
    200,
    {
      ...version,
      "content-type": "application/octet-stream",
      "docker-content-digest": reference,
      etag: `"${reference}"`,
    },
    bytes,
  );
};

const upload = (store: Store, uploads: Map<string, Buffer>, request: Incoming): Answer => {
  const { repository: name = "", reference: id = "", query } = request;
  const finish = (bytes: Buffer, digest: string): Answer => {
    if (sha256(bytes) !== digest) {
      return failure(400, "DIGEST_INVALID", "provided digest did not match uploaded content", null, version);
    }
    store.open(name).blobs.set(digest, bytes);
    return answer(201, { ...version, location: `/v2/${name}/blobs/${digest}`, "docker-content-digest": digest });
  };
  if (request.method === "POST") {
    const digest = query.get("digest");
    if (digest !== null) return finish(request.body, digest);
    const mounted = store.find(query.get("from") ?? "")?.blobs.get(query.get("mount") ?? "");
    if (mounted !== undefined) return finish(mounted, query.get("mount") ?? "");
    const fresh = `u${uploads.size + 1}`;
    uploads.set(fresh, Buffer.alloc(0));
    return answer(202, {
      ...version,
      location: `/v2/${name}/blobs/uploads/${fresh}`,
      range: "0-0",
      "docker-upload-uuid": fresh,
    });
  }
  const sofar = uploads.get(id);
  if (sofar === undefined) return failure(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry", null, version);
  const bytes = Buffer.concat([sofar, request.body]);
  uploads.set(id, bytes);
  if (request.method === "PUT") return finish(bytes, query.get("digest") ?? "");
  return answer(request.method === "PATCH" ? 202 : 204, {
    ...version,
    location: `/v2/${name}/blobs/uploads/${id}`,
    range: `0-${Math.max(0, bytes.length - 1)}`,
    "docker-upload-uuid": id,
  });
};

const tagList = (store: Store, request: Incoming): Answer => {
  const { repository: name = "", query } = request;
  const repository = store.find(name);
  if (repository === undefined)
    return failure(404, "NAME_UNKNOWN", "repository name not known to registry", { name }, version);
  const last = query.get("last") ?? "";
  const rest = [...repository.tags.keys()].sort().filter((tag) => tag > last);
  const page = rest.slice(0, Number(query.get("n") ?? rest.length));
  const more =
    page.length < rest.length
      ? { link: `</v2/${name}/tags/list?n=${page.length}&last=${page.at(-1) ?? ""}>; rel="next"` }
      : {};
  return json(200, { name, tags: page }, { ...version, ...more });
};

/** As OCI distribution-spec 1.1 has it ("Listing Referrers"), in pages of this many. */
const referrers = (store: Store, request: Incoming, perPage: number): Answer => {
  const { repository: name = "", reference = "", query } = request;
  const all = [...(store.find(name)?.manifests.values() ?? [])].flatMap(({ mediaType, digest, bytes }) => {
    const content = objectOf(parseJson(bytes.toString()));
    if (objectOf(content.subject).digest !== reference) return [];
    const { annotations, artifactType = objectOf(content.config).mediaType } = content;
    return [{ mediaType, digest, size: bytes.length, artifactType, annotations }];
  });
  const start = Number(query.get("last") ?? 0);
  const end = start + perPage;
  const link = `</v2/${name}/referrers/${reference}?last=${end}>; rel="next"`;
  const headers = { "content-type": mediaTypes.ociIndex, ...(end < all.length && { link }) };
  return json(200, { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: all.slice(start, end) }, headers);
};

const unsupported = (): Answer => failure(405, "UNSUPPORTED", "The operation is unsupported.", null, version);

const reads = (request: Incoming): boolean => request.method === "GET" || request.method === "HEAD";

/** Answers everything below `/v2/`, once it is known that the caller may ask. */
export const createRoutes = (store: Store, referrersPerPage = 0): ((request: Incoming) => Answer) => {
  const uploads = new Map<string, Buffer>();
  const byKind: Record<RequestKind, (request: Incoming) => Answer> = {
    ping: () => json(200, {}, version),
    manifest: (request) => {
      if (reads(request)) return getManifest(store, request);
      if (request.method === "PUT") return putManifest(store, request);
      return request.method === "DELETE" ? deleteManifest(store, request) : unsupported();
    },
    blob: (request) => (reads(request) ? getBlob(store, request) : unsupported()),
    upload: (request) => upload(store, uploads, request),
    tags: (request) => (reads(request) ? tagList(store, request) : unsupported()),
    referrers: (request) => (referrersPerPage > 0 ? referrers(store, request, referrersPerPage) : pageNotFound()),
    catalog: () => json(200, { repositories: store.names() }, version),
    token: pageNotFound,
    other: pageNotFound,
  };
  return (request) => byKind[request.kind](request);
};
