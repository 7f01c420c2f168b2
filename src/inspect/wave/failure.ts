/** What may go wrong with a request to Wave, and whose trouble it is. */
import type { FailureState } from "../../model.ts";

/**
 * Whose trouble a failure is. A status alone does not tell: Wave forwards the words of registries and of the Seqera
 * Platform under their own statuses.
 */
export type Culprit =
  /** This image: nothing follows for others. */
  | "image"
  /** Its registry: other images there will fare alike. */
  | "registry"
  /** The token, the workspace or the Platform behind them: every image of the run. */
  | "account"
  /** Wave, or what stands before it. */
  | "wave";

export interface WaveFailure {
  readonly kind: "failure";
  readonly state: FailureState;
  /** A sentence without its full stop; server text in it is cut and clean. */
  readonly message: string;
  readonly culprit: Culprit;
  readonly status?: number;
  /** Error code of the registry. */
  readonly code?: string;
  /** What the people who run Wave can look up. */
  readonly errorId?: string;
  /** Somebody refused: another identity may fare better. */
  readonly refused?: true;
  /** Refused without a word, by the Platform or by a registry. */
  readonly silent?: true;
  /** Nothing in it is of Wave's own form, nor of a registry's: any server may have written it. */
  readonly unsigned?: true;
  /** Another try may do better. */
  readonly passing?: true;
  /** It was us who gave up: the time for the image is used up. */
  readonly exhausted?: true;
  /** Wave got as far as the manifest, so the image is there. */
  readonly seen?: true;
}

/** What a call is about, for the sentences. */
export interface About {
  readonly subject: string;
  readonly registry: string;
  readonly withToken: boolean;
}
