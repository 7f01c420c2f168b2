/** Why a host is asked no more. */
import type { NetworkFailure } from "./http.ts";

/** What the images behind the host are told. */
export type Stop = Pick<NetworkFailure, "failure" | "message">;
