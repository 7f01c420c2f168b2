/** What is asked of an image, and what a registry, Wave or a server of files answers. */

/** How much of an image a policy needs to know; each level includes those before it. */
export type Need = "existence" | "platforms" | "config";

export interface InspectionRequest {
  /** Canonical image name, the URL of a file that engines download, or `./PATH` of a file of the repository. */
  readonly image: string;
  /** One platform, or null. */
  readonly platform: string | null;
  readonly need: Need;
  /**
   * Of a tag that files write beside digests: these. Where one of them is not what it means, and it means an index, the answer is
   * that index, also where existence is all that is asked: it may hold them.
   */
  readonly expects?: readonly string[];
  /** What is looked for beside the image; nothing of the sort where it is absent. */
  readonly lookFor?: readonly AttestationKind[];
}

/** What may be kept beside an image: how it was built, what it contains, that somebody signed it. */
export type AttestationKind = "provenance" | "sbom" | "signature";

/** What was found beside an image. It is there: nothing of it was verified, nor read beyond what it calls itself. */
export interface Attestations {
  readonly found: readonly {
    readonly kind: AttestationKind;
    /** An entry of the image's own index (BuildKit), a referrer by API or by tag (OCI 1.1), or a tag as cosign 1 and 2 write. */
    readonly by: "index" | "referrers" | "referrers-tag" | "cosign-tag";
    /** Of the manifest that it is, where that is known. */
    readonly digest?: string;
    /** Of what it is beside: the index, or the image of the platform. */
    readonly subject: string;
  }[];
  /** Why it is not known whether there is more. */
  readonly failure?: Failure;
}

/** An image that is one file (a SIF): what its server and its first 128 bytes tell. */
export interface Download {
  /** Bytes of the whole file; absent where the server does not say. */
  readonly size?: number;
  /** What the header of a SIF says. */
  readonly sif?: {
    /** `linux/arm64`; absent where the header calls it unknown. */
    readonly architecture?: string;
    /** When it was built. RFC 3339, UTC. */
    readonly created?: string;
  };
  /** A bare file system of Singularity 2, which does not say for which architecture it is. */
  readonly squashfs?: { readonly created?: string };
}

/** An OCI descriptor, with the fields and the omissions of Wave's answer. */
export interface Descriptor {
  readonly mediaType?: string;
  readonly digest?: string;
  /** Bytes. */
  readonly size?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Wave's `container` answer (server 1.37): fields that are null, "", [] or {} are absent. */
export interface ContainerSpec {
  readonly registry: string;
  readonly hostName: string;
  readonly imageName: string;
  readonly reference: string;
  readonly digest?: string;
  readonly config: {
    readonly architecture?: string;
    readonly config: {
      readonly hostName?: string;
      readonly domainName?: string;
      readonly user?: string;
      readonly attachStdin?: boolean;
      readonly attachStdout?: boolean;
      readonly attachStderr?: boolean;
      readonly tty?: boolean;
      readonly env?: readonly string[];
      readonly cmd?: readonly string[];
      readonly image?: string;
      readonly workingDir?: string;
      readonly entrypoint?: readonly string[];
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly container?: string;
    /** RFC 3339, UTC. */
    readonly created?: string;
    readonly rootfs: { readonly type?: string; readonly diff_ids?: readonly string[] };
  };
  readonly manifest: {
    readonly schemaVersion?: number;
    readonly mediaType?: string;
    readonly config?: Descriptor;
    readonly layers?: readonly Descriptor[];
    readonly annotations?: Readonly<Record<string, string>>;
    readonly artifactType?: string;
  };
  readonly v1: boolean;
  readonly v2: boolean;
  readonly oci: boolean;
}

/** Wave's `index` answer. */
export interface IndexSpec {
  readonly schemaVersion?: number;
  readonly mediaType?: string;
  readonly manifests?: readonly (Descriptor & {
    readonly platform?: { readonly architecture?: string; readonly os?: string; readonly variant?: string };
  })[];
  readonly digest?: string;
}

/** One answer whichever the back end. */
export type Answer = { readonly container: ContainerSpec } | { readonly index: IndexSpec };

/** Why an image could not be inspected. A closed set, shared by both back ends. */
export type FailureState =
  | "not-found" // 404 with access
  | "absent-or-private" // 401 or 403 without credentials
  | "unauthorized" // 401 or 403 with credentials used
  | "rate-limited"
  | "unreachable" // DNS, connect, TLS
  | "timeout"
  | "server-error"
  | "invalid-reference"
  | "unsupported" // schema 1, an artifact, an unknown media type, a platform that Wave refuses
  | "platform-missing"
  | "digest-mismatch"
  | "too-large"
  | "malformed"
  | "cancelled" // the run was ended before there was an answer
  | "configuration" // our own set-up: token rejected, endpoint not paired, network policy
  | "not-recorded"; // recorded answers are judged, and this one is not among them

export interface Failure {
  readonly state: FailureState;
  /** One sentence for a person; server text in it is cut and has no control characters. */
  readonly message: string;
  /** With `not-found`: the image is there, and a part of it is not (the manifest of a platform, the config). No engine can pull it. */
  readonly incomplete?: true;
  /** It was us who gave up, and not the registry that failed: time was used up, or the run was cancelled. */
  readonly exhausted?: true;
}

/** How the answer was come by: what an auditor wants and Wave's answer cannot say. */
export interface Evidence {
  readonly via: "wave" | "registry" | "cache" | "download" | "file" | "none";
  /** The registry host, the Wave endpoint or the server of a download that was asked. */
  readonly host: string;
  /** True: every byte was hashed here. False: taken on the service's word. */
  readonly verified: boolean;
  /** HTTP requests spent, token and challenge included. */
  readonly requests: number;
  /** RFC 3339, UTC. */
  readonly observedAt: string;
  readonly status?: number;
  /** Error code of the registry (`MANIFEST_UNKNOWN`). */
  readonly code?: string;
  /** Digest of the index, where a platform was resolved through one. */
  readonly indexDigest?: string;
  readonly variant?: string;
  readonly os?: string;
  /** Who could read it. */
  readonly identity?: "anonymous" | "credentials" | "workspace";
  readonly notes?: readonly string[];
}

/**
 * What the registry says about one image name. Exactly one of `digest`/`answer` or `failure` carries the word, save
 * that a failure may keep what is known all the same: with `platform-missing` the digest, the platforms on offer and,
 * for a single image, the answer of the platform that it is made for; with `rate-limited` the digest. So look at
 * `failure` first.
 */
export interface Inspection {
  readonly request: InspectionRequest;
  /** What the name resolves to: digest of the index or of the single manifest. */
  readonly digest?: string;
  /** Platforms that the name offers, attestations left out; known from need `platforms` on. */
  readonly platforms?: readonly string[];
  /** Wave's answer; absent when the need was `existence` only, and for a file behind a URL. */
  readonly answer?: Answer;
  /** Of a manifest that holds no container image: the type that it states. */
  readonly artifact?: string;
  /** Of an image that is one file: behind a URL, or a SIF in a registry. */
  readonly download?: Download;
  /** Where the request looks for any. */
  readonly attestations?: Attestations;
  readonly failure?: Failure;
  readonly evidence: Evidence;
}

/** One of the two back ends. Never throws for what a server says; never asks twice for the same request. */
export interface Inspector {
  inspect(request: InspectionRequest): Promise<Inspection>;
  close(): Promise<void>;
}
