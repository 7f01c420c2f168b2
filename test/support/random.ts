/**
 * Random tests draw the same values in every run, so that a commit passes or fails by what is in it. SEED=N draws others, as the
 * weekly run does.
 */
import * as fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["SEED"] || 20_261_130) });
