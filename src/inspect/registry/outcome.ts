/** What was found out about one image. */
import type { Answer, FailureState, Platform } from "../../model.ts";
import type { Fetched } from "./client.ts";
import type { Place } from "./place.ts";
import { refusal, type Refusal } from "./refusal.ts";

/** `failed` may stand beside the rest where a platform is missing. */
export interface RegistryOutcome {
  readonly digest?: string;
  readonly platforms?: readonly string[];
  readonly answer?: Answer;
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

export function missing({ subject }: Place, wanted: string, platforms: readonly string[]): Refusal {
  const [only, ...more] = platforms;
  const offer =
    only === undefined
      ? "says for no platform that it is made for it"
      : more.length === 0
        ? `is made for ${only} only`
        : `offers ${platforms.slice(0, 20).join(", ")}`;
  return refusal("platform-missing", `${subject} has no image for ${wanted}: it ${offer}.`);
}
