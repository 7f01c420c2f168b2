/** What was found out about one image. */
import type { Answer, Download, FailureState, Platform } from "../../model.ts";
import type { Fetched } from "./client.ts";
import { refusal, type Refusal } from "../oci/refusal.ts";

/** `failed` may stand beside the rest where a platform is missing. */
export interface RegistryOutcome {
  readonly digest?: string;
  readonly platforms?: readonly string[];
  readonly answer?: Answer;
  readonly artifact?: string;
  readonly download?: Download;
  readonly failed?: Refusal;
  readonly fetched?: readonly Fetched[];
  readonly verified: boolean;
  readonly identity?: "anonymous" | "credentials";
  readonly indexDigest?: string;
  readonly platform?: Platform;
  readonly notes?: readonly string[];
}

export function failed(state: FailureState, message: string): RegistryOutcome {
  return { failed: refusal(state, message), verified: false };
}
